import assert from "node:assert/strict";
import fc from "fast-check";
import { tries } from "../../support/thorough";
import { anyText } from "../arbitrary";
import { branch, CODE, go, KO, list, step } from "../workflow/letters";
import { flow, graphFor, pictureFor, waysIn } from "./drawn";

/** The UUID that ends with a letter or digit of hexadecimal numbers. */
function id(letter: string): string {
  return `019ab4c2-6b1e-7c1a-9d0e-00000000000${letter}`;
}

/** Steps called by a letter, with ids that stay theirs wherever they stand. */
function named(text: string): string {
  return text.replace(
    /"(id|step_id)": "(\w)"/g,
    (_, key: string, letter: string) => `"${key}": "${id(letter)}"`,
  );
}

/** The steps that differ, in their order. */
function changes(before: string, now: string): string[] {
  return graphFor(named(flow(now)), { before: named(flow(before)) }).lanes.flatMap(({ nodes }) =>
    nodes.flatMap(({ title, change, differs = [] }) =>
      change ? [[title, change, ...differs].join(" ")] : [],
    ),
  );
}

/** The ways of both texts. */
function ways(before: string, now: string): string[] {
  return waysIn(graphFor(named(flow(now)), { before: named(flow(before)) }));
}

describe("a comparison", () => {
  it("with the same text tells of nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { nodes, edges, ...picture } = pictureFor(text, "down", { before: text });
        assert.deepEqual({ nodes, edges, ...picture }, pictureFor(text));
      }),
      tries(30),
    );
  });

  it("tells of added and removed steps, which stand where they were", () => {
    const before = list(step("a"), step("b"), step("c"));
    const now = list(step("a"), step("d"), step("c"));
    assert.deepEqual(changes(before, now), ["b removed", "d added"]);
    assert.deepEqual(ways(before, now), [
      "(Start) >> a",
      "a >> d [added]",
      "a > b [removed]",
      "b > c [removed]",
      "d >> c [added]",
      "c >> (End)",
    ]);
  });

  it("tells which fields of a step differ, however they are laid out", () => {
    const config = (text: string) => `{ "id": "a", "name": "a", ${text} }`;
    assert.deepEqual(
      changes(
        config('"provider": "pdf", "config": { "x": [1, { "y": 2, "z": 3 }] }'),
        config('"config": {"x":[1,{"z":3,"y":2}]}, "action": "pdf"'),
      ),
      [],
    );
    assert.deepEqual(
      changes(config('"action": "pdf", "notes": ""'), config('"action": "pdfx", "config": {}')),
      ["a changed action config notes"],
    );
  });

  it("tells of as few steps as possible that they changed their places", () => {
    const letters = (text: string) => list(...[...text].map((letter) => step(letter)));
    assert.deepEqual(changes(letters("abcde"), letters("bcdae")), ["a changed place"]);
    assert.deepEqual(changes(letters("abcde"), letters("eabcd")), ["e changed place"]);
    assert.deepEqual(changes(letters("ab"), list(step("a", branch(KO, step("b"))))), ["b changed place"]);
  });

  it("takes conditions that match the same for the same", () => {
    const before = step("a", list(branch(KO, step("b")), branch(CODE, step("c"))));
    const now = step("a", list(branch(CODE, step("c")), branch(KO, step("b"))));
    assert.deepEqual(changes(before, now), []);
    assert.deepEqual(
      ways(before, now).filter((way) => way.includes("[")),
      [],
    );
  });

  it("tells of added and removed conditions by their lines", () => {
    const before = list(step("a", list(`{ ${KO} }`, branch(CODE, step("c")))), step("d"));
    const now = list(step("a", list(branch('"code": "x"', step("e")), branch(CODE, step("c")))), step("d"));
    assert.deepEqual(changes(before, now), ["e added"]);
    assert.deepEqual(ways(before, now), [
      "(Start) >> a",
      "a x> e [added]",
      "a true> c",
      "a >> d",
      "a KO> d [removed]",
      "e >> d [added]",
      "c >> d",
      "d >> (End)",
    ]);
  });

  it("tells of stops and jumps that are new or gone", () => {
    const before = list(step("a", list(`{ ${KO}, "stop": true }`, go("b", `${CODE}, `))), step("b"));
    const now = list(step("a", list(`{ ${KO} }`, go("b", '"code": "x", '))), step("b"));
    assert.deepEqual(changes(before, now), ["b added", "b removed"]);
    assert.deepEqual(ways(before, now), [
      "(Start) >> a",
      "a KO> b [added]",
      "a x> (to b) [added]",
      "a >> b",
      "a true> (to b) [removed]",
      "b >> (End)",
    ]);
    assert.deepEqual(
      ways(step("a", `{ ${KO} }`), step("a", `{ ${KO}, "stop": true }`)).filter((way) => way.includes("[")),
      ["a KO> (Stop) [added]"],
    );
  });

  it("has all that was in a branch which is gone, but for what is elsewhere now", () => {
    const before = list(
      step("a", branch(KO, list(step("b"), step("c", branch(CODE, step("d")))))),
      step("e"),
    );
    const now = list(step("a"), step("c"), step("e"));
    assert.deepEqual(changes(before, now), ["b removed", "c changed place", "d removed"]);
  });

  it("has a rescue that is gone", () => {
    const graph = graphFor(named(flow(step("a"))), { before: named(flow(step("a"), step("b"))) });
    assert.deepEqual(
      graph.lanes.map(({ key, nodes }) => [key, nodes.map(({ title, change }) => [title, change])]),
      [
        [
          "steps",
          [
            ["Start", undefined],
            ["a", undefined],
            ["End", undefined],
          ],
        ],
        [
          "rescue",
          [
            ["Unhandled KO", undefined],
            ["b", "removed"],
            ["End", undefined],
          ],
        ],
      ],
    );
  });

  it("names no places in the text for what is gone", () => {
    const before = named(flow(list(step("a"), step("b", `{ ${KO}, "stop": true }`))));
    const { nodes, edges } = pictureFor(named(flow(step("a"))), "down", { before });
    assert.deepEqual(
      nodes.filter(({ range }) => range === undefined).map(({ title, change }) => [title, change]),
      [
        ["Start", undefined],
        ["b", "removed"],
        ["End", undefined],
        ["Stop", "removed"],
      ],
    );
    assert.deepEqual(
      edges.flatMap(({ range }) => range ?? []),
      [],
    );
  });
});
