import type { Point } from "../flowProtocol";
import type { Layout, Vertex } from "./layout";

type Link = readonly [from: string, to: string];

/** A stretch of rows between two in which a box stands alone, those two included. */
interface Segment {
  readonly vertices: Vertex[];
  readonly links: Link[];
}

/** What is remembered may be so long, in characters that say what was laid out; then all is forgotten. */
const MOST_REMEMBERED = 4_000_000;

/**
 * A layout that cuts what it is given where a box stands alone, as most do, and has the pieces laid out by another
 * one. Pieces of the same shape are laid out once, so that little is to be done again after a change.
 */
export function inSegments(layout: Layout): Layout {
  const known = new Map<string, readonly Point[]>();
  let length = 0;

  const placesOf = ({ vertices, links }: Segment): readonly Point[] => {
    const shape = shapeOf(vertices, links);
    const signature = JSON.stringify(shape);
    let places = known.get(signature);
    if (!places) {
      const placed = layout(shape.vertices, shape.links);
      places = shape.vertices.map(({ key }) => placed.get(key) ?? { x: 0, y: 0 });
      length += signature.length;
      if (length > MOST_REMEMBERED) {
        known.clear();
        length = signature.length;
      }
      known.set(signature, places);
    }
    return places;
  };

  return (vertices, links) => {
    const all = new Map<string, Point>();
    for (const segment of segmentsOf(vertices, links)) {
      const places = placesOf(segment);
      const [first] = segment.vertices;
      const start = first && all.get(first.key);
      const [own] = places;
      // The piece hangs on the box that it has in common with the one above.
      const by = start && own ? { x: start.x - own.x, y: start.y - own.y } : { x: 0, y: 0 };
      segment.vertices.forEach(({ key }, at) => {
        const { x, y } = places[at] ?? own ?? { x: 0, y: 0 };
        all.set(key, { x: x + by.x, y: y + by.y });
      });
    }
    return all;
  };
}

/** The segments from top to bottom; the box at which one ends is the first one of the next. */
function segmentsOf(vertices: readonly Vertex[], links: readonly Link[]): Segment[] {
  const rowOf = new Map(vertices.map(({ key, row }) => [key, row]));
  const alone = rowsOfOne(vertices, links, rowOf);
  const segments: Segment[] = [];
  /** The number of the segment that a row belongs to; one that is a cut begins the next one. */
  const segmentOf: number[] = [];
  alone.forEach((isAlone, row) => {
    const isCut = isAlone || row === 0;
    segmentOf[row] = isCut ? segments.push({ vertices: [], links: [] }) - 1 : segments.length - 1;
  });
  // What stands first in a segment comes first in it, so that the next one can be hung on it.
  for (const vertex of vertices) {
    const at = segmentOf[vertex.row] ?? 0;
    if (alone[vertex.row]) {
      segments[at]?.vertices.unshift(vertex);
      segments[at - 1]?.vertices.push(vertex);
    } else {
      segments[at]?.vertices.push(vertex);
    }
  }
  for (const link of links) {
    segments[segmentOf[rowOf.get(link[0]) ?? 0] ?? 0]?.links.push(link);
  }
  return segments;
}

/** For each row whether one box stands in it and no link passes by. */
function rowsOfOne(
  vertices: readonly Vertex[],
  links: readonly Link[],
  rowOf: ReadonlyMap<string, number>,
): boolean[] {
  const last = vertices.reduce((most, { row }) => Math.max(most, row), 0);
  const boxes = new Array<number>(last + 1).fill(0);
  for (const { row } of vertices) {
    boxes[row] = (boxes[row] ?? 0) + 1;
  }
  /** How many more links pass a row than the one before it. */
  const more = new Array<number>(last + 2).fill(0);
  for (const [from, to] of links) {
    const [first, behind] = [(rowOf.get(from) ?? 0) + 1, rowOf.get(to) ?? 0];
    if (first < behind) {
      more[first] = (more[first] ?? 0) + 1;
      more[behind] = (more[behind] ?? 0) - 1;
    }
  }
  let passing = 0;
  return boxes.map((count, row) => {
    passing += more[row] ?? 0;
    return count === 1 && passing === 0;
  });
}

/** A segment without the names of its boxes, and with its rows counted from 0. */
function shapeOf(vertices: readonly Vertex[], links: readonly Link[]): { vertices: Vertex[]; links: Link[] } {
  const numbers = new Map(vertices.map(({ key }, at) => [key, String(at)]));
  const top = vertices.reduce((least, { row }) => Math.min(least, row), Number.POSITIVE_INFINITY);
  const numberOf = (key: string): string => numbers.get(key) ?? "";
  return {
    vertices: vertices.map(({ width, height, row }, at) => ({
      key: String(at),
      width,
      height,
      row: row - top,
    })),
    links: links.map(([from, to]) => [numberOf(from), numberOf(to)]),
  };
}
