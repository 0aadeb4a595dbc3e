import type { Picture, PictureEdge, PictureNode, ProtocolRange } from "../../../server/src/flowProtocol";
import type { ProtocolPosition } from "../../../server/src/protocol";
import type { Outline, OutlinePlace } from "./messages";

/** A step or a condition of the picture, and the list that it stands in. */
interface Placed {
  readonly key: string;
  readonly level: number;
  readonly list: string;
}

/** What stands for a part of the text: a step, or the edge of a condition. */
interface Part {
  readonly key: string;
  readonly range: ProtocolRange;
  readonly lane: string;
}

/** Where the steps and conditions of a picture stand in the text: how deep, and beside which others. */
export function outlineOf(picture: Picture): Outline {
  const lists = new Map<string, Placed[]>();
  for (const placed of placedParts(picture)) {
    const list = lists.get(placed.list);
    if (list) {
      list.push(placed);
    } else {
      lists.set(placed.list, [placed]);
    }
  }
  return Object.fromEntries([...lists.values()].flatMap(placesOf));
}

function placesOf(list: readonly Placed[]): [string, OutlinePlace][] {
  return list.map(({ key, level }, at) => {
    const previous = list[at - 1]?.key;
    const next = list[at + 1]?.key;
    const place = {
      level,
      position: at + 1,
      count: list.length,
      ...(previous !== undefined && { previous }),
      ...(next !== undefined && { next }),
    };
    return [key, place];
  });
}

/** Steps stand in the list of their lane or of the condition around them, conditions in that of their step. */
function* placedParts(picture: Picture): Generator<Placed> {
  const open: Part[] = [];
  for (const part of partsOf(picture)) {
    while (open.length > 0 && !holds(open.at(-1)?.range, part.range.start)) {
      open.pop();
    }
    yield { key: part.key, level: open.length + 1, list: open.at(-1)?.key ?? `lane ${part.lane}` };
    open.push(part);
  }
}

/** The steps and conditions with a place in the text, outer ones before those inside of them. */
function partsOf({ nodes, edges }: Picture): Part[] {
  const lanes = new Map(nodes.map(({ key, lane }) => [key, lane]));
  const steps = nodes.flatMap(({ key, kind, range, lane }) =>
    kind === "step" && range ? [{ key, range, lane }] : [],
  );
  const conditions = edges.flatMap((edge) =>
    isCondition(edge) && edge.range
      ? [{ key: edge.key, range: edge.range, lane: lanes.get(edge.from) ?? "" }]
      : [],
  );
  return [...steps, ...conditions].sort(
    (a, b) => compare(a.range.start, b.range.start) || compare(b.range.end, a.range.end),
  );
}

/** Of the edges that a condition opens, the one that has its label stands for it. */
function isCondition({ condition, label, labelBox }: PictureEdge): boolean {
  return condition !== undefined && label !== undefined && labelBox !== undefined;
}

/** The key of the innermost node, or edge of a condition, that a place of the text belongs to. */
export function keyAt({ nodes, edges }: Picture, position: ProtocolPosition): string | undefined {
  // Jumps stand for a step that has a node of its own, and are not where that step is.
  const own = nodes.filter(({ kind }) => kind === "step" || kind === "branch");
  let found: PictureNode | PictureEdge | undefined;
  for (const part of [...own, ...edges.filter(isCondition)]) {
    if (holds(part.range, position) && (!found || holds(found.range, part.range?.start))) {
      found = part;
    }
  }
  return found?.key;
}

function holds(range: ProtocolRange | undefined, position: ProtocolPosition | undefined): boolean {
  return (
    range !== undefined &&
    position !== undefined &&
    compare(range.start, position) <= 0 &&
    compare(position, range.end) <= 0
  );
}

function compare(a: ProtocolPosition, b: ProtocolPosition): number {
  return a.line - b.line || a.character - b.character;
}
