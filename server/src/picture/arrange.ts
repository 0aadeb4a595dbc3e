import type { Box, FlowDirection, Point } from "../flowProtocol";
import type { Layout, Vertex } from "./layout";
import { depthsOf, type Way, walk } from "./ways";

/** A box to be placed, in pixels. */
export interface Sized {
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

/** A line to be drawn between two boxes. */
export interface SizedEdge extends Way {
  readonly key: string;
  /** The size of the text that stands on it. */
  readonly label?: { readonly width: number; readonly height: number };
  /** Whether it only holds its boxes in their order and is not drawn. */
  readonly isHidden?: boolean;
}

/** What is to be placed. */
export interface Arrangement {
  readonly boxes: readonly Sized[];
  readonly edges: readonly SizedEdge[];
  /** Boxes that stand in a row further down than others. */
  readonly below: readonly (readonly [upper: string, lower: string])[];
}

export interface Line {
  readonly points: readonly Point[];
  readonly labelBox?: Box;
}

/** Boxes and lines in places, from the upper left corner. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: ReadonlyMap<string, Line>;
}

/** How far from its row a line turns aside. */
const TURN = 9;

/**
 * Gives boxes and lines their places: each box stands one row behind the last of those that lead to it, what is
 * straight on from a box right behind it, and the other ways beside that, in their order. Lines run at right angles,
 * cross no box, and meet before a box that several lead to.
 */
export function arrange(
  { boxes, edges, below }: Arrangement,
  direction: FlowDirection,
  layout: Layout,
): Placed {
  if (direction === "down") {
    return arrangeDown({ boxes, edges, below }, layout);
  }
  const turned = arrangeDown(
    {
      boxes: boxes.map(turn),
      edges: edges.map((edge) => (edge.label ? { ...edge, label: turn(edge.label) } : edge)),
      below,
    },
    layout,
  );
  return {
    ...turn(turned),
    boxes: new Map([...turned.boxes].map(([key, box]) => [key, turn(turnPoint(box))])),
    lines: new Map(
      [...turned.lines].map(([key, { points, labelBox }]) => [
        key,
        { points: points.map(turnPoint), ...(labelBox && { labelBox: turn(turnPoint(labelBox)) }) },
      ]),
    ),
  };
}

function turn<T extends { readonly width: number; readonly height: number }>(size: T): T {
  return { ...size, width: size.height, height: size.width };
}

function turnPoint<T extends Point>(point: T): T {
  return { ...point, x: point.y, y: point.x };
}

function arrangeDown({ boxes, edges, below }: Arrangement, layout: Layout): Placed {
  const depths = depthsOf(
    boxes.map(({ key }) => key),
    [...edges, ...below.map(([from, to]) => ({ from, to }))],
  );
  const rowOf = (key: string): number => 2 * (depths.get(key) ?? 0);
  const vertices: Vertex[] = boxes.map((box) => ({ ...box, row: rowOf(box.key) }));
  const links: [string, string][] = [];
  // Every line leaves its box in a row of its own, where its text stands, and keeps that column to its end.
  for (const { way, isFirst } of walk(
    boxes.map(({ key }) => key),
    edges,
  )) {
    const { width = 0, height = 0 } = way.label ?? {};
    const row = rowOf(way.from) + 1;
    const last = rowOf(way.to) - 1;
    const first = columnOf(way);
    vertices.push({ key: first, width, height, row });
    links.push([way.from, first]);
    if (isFirst) {
      links.push([first, way.to]);
    } else if (last > row) {
      // What comes to a box that has its place already ends before it, so that the box stays where it is.
      vertices.push({ key: `${first}/end`, width: 0, height: 0, row: last });
      links.push([first, `${first}/end`]);
    }
  }
  return route(boxes, edges, rowOf, layout(vertices, links));
}

/** The key of the place where a line leaves its box. */
function columnOf({ key }: SizedEdge): string {
  return `${key}/column`;
}

/** Draws the lines, and moves all so that it starts at the upper left corner. */
function route(
  boxes: readonly Sized[],
  edges: readonly SizedEdge[],
  rowOf: (key: string) => number,
  centres: ReadonlyMap<string, Point>,
): Placed {
  const placed = new Map<string, Box>();
  const rows = new Map<number, { top: number; bottom: number }>();
  const bounds = new Bounds();
  for (const box of boxes) {
    const at = around(centres.get(box.key), box);
    placed.set(box.key, at);
    bounds.add(at);
    const row = rows.get(rowOf(box.key));
    rows.set(rowOf(box.key), {
      top: Math.min(row?.top ?? at.y, at.y),
      bottom: Math.max(row?.bottom ?? 0, at.y + at.height),
    });
  }
  const lines = new Map<string, Line>();
  for (const edge of edges) {
    const from = placed.get(edge.from);
    const to = placed.get(edge.to);
    const centre = centres.get(columnOf(edge));
    if (edge.isHidden || !from || !to || !centre) {
      continue;
    }
    const out = (rows.get(rowOf(edge.from))?.bottom ?? 0) + TURN;
    const into = (rows.get(rowOf(edge.to))?.top ?? 0) - TURN;
    const labelBox = edge.label && around(centre, edge.label);
    const points = corners(bottomOf(from), out, centre.x, into, topOf(to));
    lines.set(edge.key, { points, ...(labelBox && { labelBox }) });
    bounds.add({ ...centre, width: 0, height: 0 });
    if (labelBox) {
      bounds.add(labelBox);
    }
  }
  return bounds.moved(placed, lines);
}

/** The corners of a line that goes down, aside to its column, down, aside and down again. */
function corners(start: Point, out: number, column: number, into: number, end: Point): Point[] {
  return [
    start,
    ...(isNear(start.x, column)
      ? []
      : [
          { x: start.x, y: out },
          { x: column, y: out },
        ]),
    ...(isNear(column, end.x)
      ? []
      : [
          { x: column, y: into },
          { x: end.x, y: into },
        ]),
    end,
  ];
}

/** Whether two places are the same but for what is lost in reckoning. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.5;
}

function around(centre: Point | undefined, { width, height }: { width: number; height: number }): Box {
  const { x, y } = centre ?? { x: 0, y: 0 };
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function topOf({ x, y, width }: Box): Point {
  return { x: x + width / 2, y };
}

function bottomOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height };
}

/** A length without what is lost in reckoning. */
function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}

/** The smallest box around several. */
class Bounds {
  #left = Number.POSITIVE_INFINITY;
  #top = Number.POSITIVE_INFINITY;
  #right = Number.NEGATIVE_INFINITY;
  #bottom = Number.NEGATIVE_INFINITY;

  add({ x, y, width, height }: Box): void {
    this.#left = Math.min(this.#left, x);
    this.#top = Math.min(this.#top, y);
    this.#right = Math.max(this.#right, x + width);
    this.#bottom = Math.max(this.#bottom, y + height);
  }

  /** What was in it, moved to the upper left corner. */
  moved(boxes: ReadonlyMap<string, Box>, lines: ReadonlyMap<string, Line>): Placed {
    const move = <T extends Point>(point: T): T => ({
      ...point,
      x: rounded(point.x - this.#left),
      y: rounded(point.y - this.#top),
    });
    return {
      width: this.#right - this.#left,
      height: this.#bottom - this.#top,
      boxes: new Map([...boxes].map(([key, box]) => [key, move(box)])),
      lines: new Map(
        [...lines].map(([key, { points, labelBox }]) => [
          key,
          { points: points.map(move), ...(labelBox && { labelBox: move(labelBox) }) },
        ]),
      ),
    };
  }
}
