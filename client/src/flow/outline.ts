import type { Picture, PictureEdge, PictureNode, ProtocolRange } from "../../../server/src/flowProtocol";
import type { ProtocolPosition } from "../../../server/src/protocol";
import type { Outline, OutlinePlace } from "./messages";

/** What a part of the picture stands for in the text. */
interface Part {
  readonly key: string;
  readonly range: ProtocolRange;
  /** The key of the list that the steps inside of a condition form; undefined for a step. */
  readonly list: string | undefined;
}

/** Where the steps of a picture stand in the text: how deep, and beside which others. */
export function outlineOf(picture: Picture): Outline {
  const lists = new Map<string, { keys: string[]; level: number }>();
  for (const { key, lane, level, list } of stepsWithin(picture)) {
    const name = list ?? lane;
    const known = lists.get(name);
    if (known) {
      known.keys.push(key);
    } else {
      lists.set(name, { keys: [key], level });
    }
  }
  return Object.fromEntries([...lists.values()].flatMap(({ keys, level }) => placesOf(keys, level)));
}

function placesOf(keys: readonly string[], level: number): [string, OutlinePlace][] {
  return keys.map((key, at) => {
    const previous = keys[at - 1];
    const next = keys[at + 1];
    const place = {
      level,
      position: at + 1,
      count: keys.length,
      ...(previous !== undefined && { previous }),
      ...(next !== undefined && { next }),
    };
    return [key, place];
  });
}

interface PlacedStep {
  readonly key: string;
  readonly lane: string;
  readonly level: number;
  readonly list: string | undefined;
}

function* stepsWithin(picture: Picture): Generator<PlacedStep> {
  const lanes = new Map(picture.nodes.map(({ key, lane }) => [key, lane]));
  const open: Part[] = [];
  for (const part of partsOf(picture)) {
    while (open.length > 0 && !holds(open.at(-1)?.range, part.range.start)) {
      open.pop();
    }
    if (part.list === undefined) {
      const level = 1 + open.filter(({ list }) => list === undefined).length;
      yield {
        key: part.key,
        lane: lanes.get(part.key) ?? "",
        level,
        list: open.findLast(({ list }) => list !== undefined)?.list,
      };
    }
    open.push(part);
  }
}

/** The steps and conditions with a place in the text, outer ones before those inside of them. */
function partsOf({ nodes, edges }: Picture): Part[] {
  const steps = nodes.flatMap(({ key, kind, range }) =>
    kind === "step" && range ? [{ key, range, list: undefined }] : [],
  );
  const conditions = edges.flatMap(({ key, condition, range }) =>
    condition !== undefined && range ? [{ key, range, list: condition }] : [],
  );
  return [...steps, ...conditions].sort(
    (a, b) => compare(a.range.start, b.range.start) || compare(b.range.end, a.range.end),
  );
}

/** The key of the innermost node, or edge of a condition, that a place of the text belongs to. */
export function keyAt({ nodes, edges }: Picture, position: ProtocolPosition): string | undefined {
  // Jumps stand for a step that has a node of its own, and are not where that step is.
  const own = nodes.filter(({ kind }) => kind === "step" || kind === "branch");
  const labelled = edges.filter(({ label, condition }) => label !== undefined && condition !== undefined);
  let found: PictureNode | PictureEdge | undefined;
  for (const part of [...own, ...labelled]) {
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
