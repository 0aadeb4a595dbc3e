import assert from "node:assert/strict";
import { idInsertion } from "../../../client/src/publish/insertId";
import { isSame } from "../../../client/src/sync/contents";
import { NotAWorkflowError, toBody, workflowIdOf } from "../../../client/src/sync/payload";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";

describe("the body of a request", () => {
  for (const [what, text, body] of [
    ["nothing to leave out", '{ "name": "A", "steps": [] }', '{ "name": "A", "steps": [] }'],
    ["first", `{\n  "id": "${ID}",\n  "name": "A"\n}\n`, '{\n  "name": "A"\n}\n'],
    ["last", `{\n  "name": "A",\n  "hash": "x"\n}`, '{\n  "name": "A"\n}'],
    ["in the middle", '{"name":"A","version":"3","steps":[]}', '{"name":"A","steps":[]}'],
    ["side by side at the start", '{ "id": "x", "hash": "y", "name": "A" }', '{ "name": "A" }'],
    ["side by side at the end", '{ "name": "A", "id": "x", "hash": "y" }', '{ "name": "A" }'],
    [
      "here and there",
      '{ "id": 1, "name": "A", "hash": 2, "steps": [], "versions": [] }',
      '{ "name": "A", "steps": [] }',
    ],
    ["all there is", '{ "id": "x", "created_at": "y", "updated_at": "z" }', "{  }"],
    ["disabled and $schema", '{ "$schema": "s", "disabled": true, "name": "A" }', '{ "name": "A" }'],
    [
      "in steps and config it stays",
      '{ "steps": [{ "id": "x", "config": { "hash": 1 } }] }',
      '{ "steps": [{ "id": "x", "config": { "hash": 1 } }] }',
    ],
    ["with Windows line ends", '{\r\n  "id": "x",\r\n  "name": "A"\r\n}', '{\r\n  "name": "A"\r\n}'],
    ["behind a byte order mark", '\ufeff{ "id": "x", "name": "A" }', '{ "name": "A" }'],
    ["twice", '{ "id": "x", "name": "A", "id": "y" }', '{ "name": "A" }'],
  ] as const) {
    it(`leaves out what Invopop sets: ${what}`, () => assert.equal(toBody(text, "create"), body));
  }

  it("keeps everything else to the letter", () => {
    const text =
      '{ "b": 12345678901234567890, "1": 1.50e+2, "name": "\\u00e9\\/😀", "name": "B", "x-own": { "id": 1 } }';
    assert.equal(toBody(text, "create"), text);
  });

  it("calls every step's provider action, and no other key of that name", () => {
    const step = (key: string) =>
      `{ "${key}": "a.b", "config": { "provider": 1 }, "next": [{ "steps": [{ "${key}": "c" }], "provider": 2 }] }`;
    const workflow = (key: string) => `{ "provider": 3, "steps": [${step(key)}], "rescue": [${step(key)}] }`;
    assert.equal(toBody(workflow("provider"), "create"), workflow("action"));
  });

  it("leaves a step that has both as it is", () => {
    const text = '{ "steps": [{ "action": "a", "provider": "b" }] }';
    assert.equal(toBody(text, "create"), text);
  });

  it("of an update has no schema and no country", () => {
    const text = '{ "name": "A", "schema": "bill/invoice", "country": "ES", "draft": true, "steps": [] }';
    assert.equal(toBody(text, "update"), '{ "name": "A", "draft": true, "steps": [] }');
    assert.equal(toBody(text, "create"), text);
  });

  it("is made of 500 brackets in one another, and of no more", () => {
    const nested = (depth: number) => `{ "a": "[[", "b": ${"[".repeat(depth - 1)}${"]".repeat(depth - 1)} }`;
    assert.equal(toBody(nested(500), "create"), nested(500));
    assert.throws(() => toBody(nested(501), "create"), NotAWorkflowError);
  });

  for (const text of ["", "[]", "7", "{ broken", '{ "a": 1, }', "{} // no", "[".repeat(100_000)]) {
    it(`is not made of ${JSON.stringify(text.slice(0, 12))}`, () => {
      assert.throws(() => toBody(text, "create"), NotAWorkflowError);
      assert.throws(() => workflowIdOf(text), NotAWorkflowError);
    });
  }
});

describe("the id of a workflow", () => {
  it("is the one at the top, of several the last", () => {
    assert.equal(workflowIdOf(`{ "steps": [{ "id": "x" }], "id": "a", "id": "${ID}" }`), ID);
    assert.equal(workflowIdOf('{ "steps": [{ "id": "x" }] }'), undefined);
    assert.equal(workflowIdOf('{ "id": 7 }'), undefined);
  });

  it("is not written into what is no JSON object", () => {
    for (const text of ["", "nothing", "[1]", '{ "a": ']) {
      assert.throws(() => idInsertion(text, ID), NotAWorkflowError);
    }
  });

  for (const [before, after] of [
    ['{\n  "name": "A"\n}\n', `{\n  "id": "${ID}",\n  "name": "A"\n}\n`],
    ['{\r\n\t"name": "A"\r\n}', `{\r\n\t"id": "${ID}",\r\n\t"name": "A"\r\n}`],
    ['{"name":"A"}', `{"id": "${ID}", "name":"A"}`],
    ['{ "name": "A" }', `{ "id": "${ID}", "name": "A" }`],
    ["{}", `{"id": "${ID}"}`],
    ['{ "name": "A", "id": "" }', `{ "name": "A", "id": "${ID}" }`],
  ] as const) {
    it(`is written into ${JSON.stringify(before)}`, () => {
      const { offset, length, text } = idInsertion(before, ID);
      assert.equal(before.slice(0, offset) + text + before.slice(offset + length), after);
    });
  }
});

describe("what is stored", () => {
  const sent = {
    name: "A",
    description: "",
    schema: "bill/invoice",
    steps: [
      {
        id: ID,
        name: "S",
        action: "pdf",
        config: { a: 1, b: [1, { c: 2 }] },
        next: [{ code: "x", steps: [] }],
      },
    ],
    rescue: [],
  };

  it("is what was sent when only order, empty and unknown fields differ", () => {
    const stored = {
      rescue: null,
      steps: [
        {
          next: [{ status: "", code: "x" }],
          config: { b: [1, { c: 2 }], a: 1 },
          provider: "pdf",
          name: "S",
          id: ID,
        },
      ],
      name: "A",
      schema: "bill/invoice",
      draft: false,
      hash: "h",
      version: "1",
    };
    assert.ok(isSame(sent, stored));
    assert.ok(isSame({ ...sent, "x-own": 1 }, stored));
  });

  for (const [what, stored] of [
    ["name", { ...sent, name: "B" }],
    ["draft", { ...sent, draft: true }],
    ["steps", { ...sent, steps: [] }],
    ["rescue", { ...sent, rescue: sent.steps }],
    ["action", { ...sent, steps: [{ ...sent.steps[0], action: "silo.close" }] }],
    ["config", { ...sent, steps: [{ ...sent.steps[0], config: { a: 1, b: [1, { c: 3 }] } }] }],
    [
      "flag in a config",
      { ...sent, steps: [{ ...sent.steps[0], config: { a: 1, b: [1, { c: 2 }], d: false } }] },
    ],
    ["condition", { ...sent, steps: [{ ...sent.steps[0], next: [{ code: "y", steps: [] }] }] }],
  ] as const) {
    it(`is not what was sent when its ${what} differs`, () => assert.ok(!isSame(sent, stored)));
  }
});
