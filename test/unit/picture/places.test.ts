import assert from "node:assert/strict";
import fc from "fast-check";
import type { Box, FlowDirection, Picture, PictureEdge, Point } from "../../../server/src/flowProtocol";
import { tries } from "../../support/thorough";
import { anyText } from "../arbitrary";
import { branch, CODE, KO, list, STOP, step } from "../workflow/letters";
import { flow, pictureFor } from "./drawn";

const RUNS = tries(40);

/** Lengths are rounded to hundredths of a pixel. */
const NEAR = 0.02;

/** Whether two boxes have more in common than an edge. */
function overlap(a: Box, b: Box): boolean {
  return (
    a.x + NEAR < b.x + b.width &&
    b.x + NEAR < a.x + a.width &&
    a.y + NEAR < b.y + b.height &&
    b.y + NEAR < a.y + a.height
  );
}

/** Whether a box lies in another one. */
function holds(outer: Box, { x, y, width, height }: Box): boolean {
  return (
    outer.x <= x + NEAR &&
    outer.y <= y + NEAR &&
    x + width <= outer.x + outer.width + NEAR &&
    y + height <= outer.y + outer.height + NEAR
  );
}

interface Stretch {
  readonly edge: PictureEdge;
  readonly from: Point;
  readonly to: Point;
}

function stretchesOf({ edges }: Picture): Stretch[] {
  return edges.flatMap((edge) =>
    edge.points.slice(1).map((to, at) => ({ edge, from: edge.points[at] ?? to, to })),
  );
}

/** A stretch of a line as a box without area. */
function boxOf({ from, to }: Stretch): Box {
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(from.x - to.x),
    height: Math.abs(from.y - to.y),
  };
}

/** Whether two stretches cross, rather than meet or run side by side. */
function cross(a: Stretch, b: Stretch): boolean {
  const [one, other] = [boxOf(a), boxOf(b)];
  const isFlat = one.height < NEAR;
  const [level, upright] = isFlat ? [one, other] : [other, one];
  return (
    isFlat !== other.height < NEAR &&
    level.x + NEAR < upright.x &&
    upright.x + NEAR < level.x + level.width &&
    upright.y + NEAR < level.y &&
    level.y + NEAR < upright.y + upright.height
  );
}

/** The middle of the side of a box that lines leave by, or come to. */
function gate({ x, y, width, height }: Box, direction: FlowDirection, isOut: boolean): Point {
  return direction === "down"
    ? { x: x + width / 2, y: isOut ? y + height : y }
    : { x: isOut ? x + width : x, y: y + height / 2 };
}

function isNear(a: Point | undefined, b: Point): boolean {
  return a !== undefined && Math.abs(a.x - b.x) <= NEAR && Math.abs(a.y - b.y) <= NEAR;
}

/** What is wrong with the places in a picture, in words; crossings aside. */
function faultsOf(picture: Picture): string[] {
  const { nodes, lanes, edges, direction } = picture;
  const boxes = new Map(nodes.map(({ key, box }) => [key, box]));
  const inside = edges.filter(({ kind }) => kind !== "rescue");
  const labels = inside.flatMap(({ key, labelBox }) => (labelBox ? [{ key, box: labelBox }] : []));
  const solid = [...nodes.map(({ key, box }) => ({ key, box })), ...labels];
  const stretches = stretchesOf({ ...picture, edges: inside });
  return [
    ...nodes
      .filter(({ box, lane }) => !lanes.some((one) => one.key === lane && holds(one.box, box)))
      .map(({ key }) => `${key} is outside of its lane`),
    ...lanes
      .filter(({ box }) => !holds({ x: 0, y: 0, width: picture.width, height: picture.height }, box))
      .map(({ key }) => `${key} is outside of the picture`),
    ...solid.flatMap((one, at) =>
      solid
        .slice(at + 1)
        .filter((other) => overlap(one.box, other.box))
        .map((other) => `${one.key} overlaps ${other.key}`),
    ),
    ...stretches
      .filter(({ from, to }) => Math.abs(from.x - to.x) > NEAR && Math.abs(from.y - to.y) > NEAR)
      .map(({ edge }) => `${edge.key} is slanted`),
    ...stretches.flatMap((stretch) =>
      nodes
        .filter(({ box }) => overlap(boxOf(stretch), box))
        .map(({ key }) => `${stretch.edge.key} runs through ${key}`),
    ),
    ...inside.flatMap(({ key, points, from, to }) => {
      const [start, end] = [boxes.get(from), boxes.get(to)];
      return start &&
        end &&
        isNear(points[0], gate(start, direction, true)) &&
        isNear(points.at(-1), gate(end, direction, false))
        ? []
        : [`${key} does not connect its boxes`];
    }),
  ];
}

/** The lines that cross others, in words. */
function crossingsOf(picture: Picture): string[] {
  const stretches = stretchesOf(picture).filter(({ edge }) => edge.kind !== "rescue");
  return stretches.flatMap((one, at) =>
    stretches
      .slice(at + 1)
      .filter((other) => cross(one, other))
      .map((other) => `${one.edge.key} crosses ${other.edge.key}`),
  );
}

describe("the places in a picture", () => {
  for (const direction of ["down", "right"] as const) {
    it(`are free of overlaps, slants and crossings, ${direction}`, () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const picture = pictureFor(text, direction);
          assert.deepEqual([...faultsOf(picture), ...crossingsOf(picture)], []);
        }),
        RUNS,
      );
    });
  }

  it("are so with whatever is folded, too", () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(40)), (text, picks) => {
        const { nodes, edges } = pictureFor(text);
        const keys = [...nodes.map(({ key }) => key), ...edges.flatMap(({ condition }) => condition ?? [])];
        const collapsed = picks.flatMap((pick) => keys[pick] ?? []);
        const picture = pictureFor(text, "down", { collapsed });
        assert.deepEqual([...faultsOf(picture), ...crossingsOf(picture)], []);
      }),
      RUNS,
    );
  });

  it("are free of overlaps and slants when two texts are compared", () => {
    fc.assert(
      fc.property(anyText, anyText, (text, before) => {
        assert.deepEqual(faultsOf(pictureFor(text, "down", { before })), []);
      }),
      RUNS,
    );
  });

  /** The titles of the steps by their places across the flow, such as `a c|b`. */
  function columns(text: string): string {
    const byColumn = new Map<number, string[]>();
    for (const { kind, box, title } of pictureFor(text).nodes) {
      if (kind === "step") {
        byColumn.set(box.x, [...(byColumn.get(box.x) ?? []), title]);
      }
    }
    return [...byColumn]
      .sort(([a], [b]) => a - b)
      .map(([, titles]) => titles.join(" "))
      .join("|");
  }

  it("have the main steps in one column, and the branches beside it in their order", () => {
    const text = flow(
      list(
        step(
          "a",
          list(branch(KO, list(step("b"), step("c"))), branch(CODE, step("d", branch(KO, step("e"))))),
        ),
        step("f", STOP),
        step("g", branch(KO, step("h"))),
      ),
    );
    assert.equal(columns(text), "a f g|b c h|d|e");
  });

  it("have what goes on straight below, whichever branch that is", () => {
    const text = flow(
      list(
        step(
          "a",
          list(
            branch(CODE, step("b"), ', "stop": true'),
            branch('"code": "false"', list(step("c"), step("d"))),
          ),
          "silo.if",
        ),
        step("e"),
      ),
    );
    assert.equal(columns(text), "a c d e|b");
  });

  it("stay where they are above a change, and keep their distance below it", () => {
    const before = list(step("a", branch(KO, step("b"))), step("c"));
    const after = list(step("d"), step("e", branch(KO, list(step("f"), step("g")))), step("h"));
    const boxes = (steps: string) =>
      new Map(pictureFor(flow(steps)).nodes.map(({ title, box }) => [title, box]));
    const [short, long] = [boxes(list(before, after)), boxes(list(before, step("x"), after))];
    for (const title of ["Start", "a", "b", "c"]) {
      assert.deepEqual(long.get(title), short.get(title));
    }
    const moved = (long.get("d")?.y ?? 0) - (short.get("d")?.y ?? 0);
    for (const title of ["d", "e", "f", "g", "h", "End"]) {
      const box = short.get(title);
      assert.deepEqual(long.get(title), { ...box, y: (box?.y ?? 0) + moved });
    }
  });

  it("have rescue beside the main steps, entered from their frame", () => {
    for (const direction of ["down", "right"] as const) {
      const { lanes, edges, nodes } = pictureFor(flow(step("a"), step("r")), direction);
      const [main, rescue] = lanes.map(({ box }) => box);
      assert.ok(main && rescue && !overlap(main, rescue));
      const points = edges.find(({ kind }) => kind === "rescue")?.points ?? [];
      const entry = nodes.find(({ key }) => key === "rescue/start")?.box;
      assert.ok(entry);
      const [start, end] =
        direction === "down"
          ? [
              { x: main.x + main.width, y: entry.y + entry.height / 2 },
              { x: entry.x, y: entry.y + entry.height / 2 },
            ]
          : [
              { x: entry.x + entry.width / 2, y: main.y + main.height },
              { x: entry.x + entry.width / 2, y: entry.y },
            ];
      assert.deepEqual(points, [start, end]);
    }
  });
});
