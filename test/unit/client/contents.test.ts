import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { contentsOfStored, contentsOfText, isSame } from "../../../client/src/sync/contents";
import { digestOf } from "../../../client/src/sync/digest";
import { NotAWorkflowError } from "../../../client/src/sync/payload";
import { anyStyle, anyText, anyWorkflow, write } from "../arbitrary";
import { anyPair, storedAs, storedOf } from "./pairs";

const config = (value: unknown) => ({ steps: [{ id: "a", action: "pdf", config: value }] });

describe("what a workflow says", () => {
  it("is in a file what is in the answer to its publishing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.deepEqual(contentsOfText(text), contentsOfStored(storedOf(text)));
      }),
    );
  });

  it("is the same in any layout and order of keys", () => {
    fc.assert(
      fc.property(anyWorkflow, anyStyle, anyStyle, (workflow, first, second) => {
        const [a, b] = [contentsOfText(write(workflow, first)), contentsOfText(write(workflow, second))];
        assert.ok(isSame(a, b) && isSame(b, a));
      }),
    );
  });

  it("leaves out what the server sets, what the format does not have and what is empty", () => {
    const text = `\ufeff{
      "$schema": "s", "id": "x", "hash": "y", "version": 1, "name": "A", "description": "", "x-own": 1,
      "draft": false, "rescue": null,
      "steps": [
        { "provider": "pdf", "notes": null, "config": { "a": null, "provider": "" }, "next": [] },
        { "action": "mail", "provider": "old", "own": 1, "next": [{ "status": "KO", "stop": false, "own": 2 }] },
        null
      ]
    }`;
    assert.deepEqual(contentsOfText(text), {
      name: "A",
      steps: [
        { action: "pdf", config: { a: null, provider: "" } },
        { action: "mail", next: [{ status: "KO" }] },
        null,
      ],
    });
  });

  it("keeps the keys of JavaScript in a config", () => {
    const text = '{ "steps": [{ "config": { "__proto__": { "a": 1 }, "constructor": 2 } }] }';
    assert.equal(JSON.stringify(contentsOfText(text)), text.replaceAll(" ", ""));
    assert.ok(!isSame(contentsOfText(text), contentsOfText(text.replace("1", "2"))));
  });

  for (const text of ["", "[]", "{} // no", "[".repeat(100_000)]) {
    it(`is nothing in ${JSON.stringify(text.slice(0, 10))}`, () => {
      assert.throws(() => contentsOfText(text), NotAWorkflowError);
    });
  }
});

describe("the digest of what a workflow says", () => {
  it("is the same exactly where it is the same", async () => {
    await fc.assert(
      fc.asyncProperty(anyPair, async ({ text, stored }) => {
        const [a, b] = [contentsOfText(text), contentsOfStored(stored)];
        assert.equal((await digestOf(a)) === (await digestOf(b)), isSame(a, b));
      }),
    );
  });

  it("is the SHA-256 of one text for all of them, which stays the same with each version of ours", async () => {
    const file =
      '{ "name": "Ä\u2028\\ud800", "steps": [{ "provider": "pdf", "config": { "b": 1e400, "a": [0.10] } }] }';
    const text = '{"name":"Ä\u2028\\ud800","steps":[{"action":"pdf","config":{"a":[0.1],"b":Infinity}}]}';
    assert.equal(await digestOf(contentsOfText(file)), createHash("sha256").update(text).digest("hex"));
  });

  for (const [what, a, b] of [
    ["lone surrogates", config({ a: "\ud800" }), config({ a: "\ud801" })],
    ["a number that is too large, and nothing", config({ a: Number.POSITIVE_INFINITY }), config({ a: null })],
    ["a number and its text", config({ a: 1 }), config({ a: "1" })],
    ["false and nothing in a config", config({ a: false }), config({})],
    ["empties in a config", config({ a: [] }), config({ a: {} })],
    ["the order of steps", { steps: [{ id: "a" }, { id: "b" }] }, { steps: [{ id: "b" }, { id: "a" }] }],
    ["a step that is none, and one that says nothing", { steps: [null] }, { steps: [{}] }],
    ["steps that are no list", { steps: {}, rescue: "x" }, { steps: [], rescue: [] }],
  ] as const) {
    it(`differs: ${what}`, async () => {
      assert.ok(!isSame(a, b));
      assert.notEqual(await digestOf(a), await digestOf(b));
    });
  }

  it("passes over what only the server sets", async () => {
    const [a, b] = [
      storedAs({ name: "A", id: "x", hash: "1" }),
      storedAs({ name: "A", id: "y", disabled: true }),
    ];
    assert.equal(await digestOf(contentsOfStored(a)), await digestOf(contentsOfStored(b)));
  });
});
