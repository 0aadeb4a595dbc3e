import assert from "node:assert/strict";
import { findAll, isSerious } from "../../support/rules";
import { fresh, refactored, titlesAt } from "./refactored";

const A = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const B = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const W = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d90";

describe("a new UUID for one step", () => {
  it("goes to the step and all that refer to it, in whatever letters", () => {
    const text = (id: string, reference: string, cursor: readonly [string, string, string]): string =>
      `{ "steps": [{ "id": ${cursor[0]}"${id}", "name": "Sign" }, { "id": "${B}", "next": [{ "step_id": "${reference}${cursor[1]}" }, { "step_id": "${cursor[2]}${B}" }] }] }`;
    const expected = text(fresh(1), fresh(1), ["", "", ""]);
    assert.equal(
      refactored(text(A, A.toUpperCase(), ["<|>", "", ""]), "new-id", "Give 'Sign' a new UUID"),
      expected,
    );
    assert.equal(
      refactored(text(A, A.toUpperCase(), ["", "<|>", ""]), "new-id", "Give 'Sign' a new UUID"),
      expected,
    );
    assert.deepEqual(titlesAt(text(A, A, ["", "", "<|>"]), "new-id"), ["Give 'Step 2' a new UUID"]);
  });

  it("goes to the one that is meant where an id is taken twice; references go to the first", () => {
    const text = (first: string, second: string, reference: string): string =>
      `{ "steps": [{ "id": "${first}" }, { "id": "${second}", "next": [{ "step_id": "${reference}" }] }] }`;
    assert.equal(refactored(text(`<|>${A}`, A, A), "new-id", "Give"), text(fresh(1), A, fresh(1)));
    assert.equal(refactored(text(A, `<|>${A}`, A), "new-id", "Give"), text(A, fresh(1), A));
    assert.equal(refactored(text(A, A, `<|>${A}`), "new-id", "Give"), text(fresh(1), A, fresh(1)));
  });

  for (const [what, marked] of [
    ["a key", `{ "steps": [{ "<|>id": "${A}" }] }`],
    ["a step_id that no step has", `{ "steps": [{ "next": [{ "step_id": "<|>${A}" }] }] }`],
    ["the workflow's own id", `{ "id": "<|>${W}", "steps": [] }`],
    ["a selection of more than the id", `{ "steps": [{ ‹"id": "${A}"› }] }`],
    ["a torn text", `{ "steps": [{ "id": "<|>${A}" }`],
  ] as const) {
    it(`is not offered at ${what}`, () => assert.deepEqual(titlesAt(marked, "new-id"), []));
  }
});

describe("new UUIDs for the whole file", () => {
  const renewed = (text: string): string => refactored(text, "new-ids", "Give this workflow");

  it("go to the workflow, to each step and to all that refer to one of them", () => {
    const text = (w: string, a: string, b: string, c: string, other: string): string => `{
  "id": "${w}",
  "steps": [
    { "id": "${a}", "action": "cron.subscribe", "config": { "workflow_id": "${w}" } },
    {
      "id": "${b}",
      "next": [{ "step_id": "${a}" }, { "steps": [{ "id": "${c}", "next": [{ "step_id": "${b}" }] }] }, { "step_id": "${other}" }],
      "config": { "id": "${other}", "workflow_id": "${other}" }
    }
  ]
}`;
    const other = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d77";
    const [c, w] = [A.replace(/1$/, "5"), W];
    assert.equal(renewed(text(w, A, B, c, other)), text(fresh(1), fresh(2), fresh(3), fresh(4), other));
  });

  it("leave a missing and an empty id of the workflow as they are", () => {
    assert.equal(
      renewed(`{ "steps": [{ "id": "${A}" }, {}] }`),
      `{ "steps": [{ "id": "${fresh(1)}" }, {}] }`,
    );
    assert.equal(
      renewed(`{ "id": "", "steps": [{ "id": "${A}" }] }`),
      `{ "id": "", "steps": [{ "id": "${fresh(1)}" }] }`,
    );
  });

  it("mend ids that are taken twice or are none", () => {
    const text = `{ "name": "A", "steps": [{ "id": "${A}", "action": "pdf" }, { "id": "${A}", "action": "pdf" }, { "id": "x", "action": "pdf" }] }`;
    assert.equal(findAll(text).filter(isSerious).length, 2);
    assert.deepEqual(findAll(renewed(text)).filter(isSerious), []);
  });

  for (const [what, text] of [
    ["without ids", '{ "name": "A", "steps": [{}] }'],
    ["that is torn", `{ "steps": [{ "id": "${A}" }]`],
    ["that is no workflow", `["${A}"]`],
    ["that is empty", ""],
  ] as const) {
    it(`are not offered for a text ${what}`, () => assert.deepEqual(titlesAt(text, "new-ids"), []));
  }
});

describe("renaming provider to action", () => {
  it("renames it in every step, and nowhere else", () => {
    const text = (provider: string): string =>
      `{ "provider": 1, "steps": [{ ${provider}: "pdf", "config": { "provider": 1 }, "next": [{ "provider": 1, "steps": [{ ${provider} : "pdf" }] }] }], "rescue": [{ "id": "a", ${provider}: null }] }`;
    const after = refactored(text('"provider"'), "action-keys", "Rename every 'provider' to 'action'");
    assert.equal(after, text('"action"'));
    assert.deepEqual(titlesAt(after, "action-keys"), []);
  });

  it("leaves a step with both to a person, and renames one that stands twice both times", () => {
    assert.deepEqual(titlesAt('{ "steps": [{ "action": "a", "provider": "b" }] }', "action-keys"), []);
    assert.equal(
      refactored('{ "steps": [{ "provider": "a", "provider": "b" }] }', "action-keys", "Rename"),
      '{ "steps": [{ "action": "a", "action": "b" }] }',
    );
  });
});

describe("sorting keys", () => {
  const sorted = (text: string): string => refactored(text, "sort-keys", "Sort keys");

  it("brings them into the order in which the Console writes them, at every depth", () => {
    assert.equal(
      sorted(`{
  "rescue": [],
  "steps": [
    {
      "next": [
        {
          "stop": true,
          "steps": [
            { "action": "pdf", "id": "a" }
          ],
          "code": "1",
          "status": "KO"
        }
      ],
      "config": { "z": 1, "name": { "b": 1, "a": 2 } },
      "summary": "s",
      "provider": "silo.if",
      "name": "If",
      "id": "b"
    }
  ],
  "draft": true,
  "name": "A",
  "id": "w"
}
`),
      `{
  "id": "w",
  "name": "A",
  "draft": true,
  "steps": [
    {
      "id": "b",
      "name": "If",
      "provider": "silo.if",
      "summary": "s",
      "config": { "z": 1, "name": { "b": 1, "a": 2 } },
      "next": [
        {
          "status": "KO",
          "code": "1",
          "steps": [
            { "id": "a", "action": "pdf" }
          ],
          "stop": true
        }
      ]
    }
  ],
  "rescue": []
}
`,
    );
  });

  it("keeps the order of unknown keys, behind the others, and of a key that stands twice", () => {
    assert.equal(
      sorted('{"z":1,"steps":[],"hash":"x","steps":[{}],"a":2,"name":"A"}'),
      '{"name":"A","steps":[],"steps":[{}],"z":1,"hash":"x","a":2}',
    );
  });

  it("takes comments along", () => {
    assert.equal(
      sorted(`{
  // The steps
  "steps": [], // none
  /* The name */ "name": "A",
  // Its id
  "id": "w" // new
  // nothing more
}`),
      `{
  // Its id
  "id": "w", // new
  /* The name */ "name": "A",
  // The steps
  "steps": [] // none
  // nothing more
}`,
    );
  });

  it("leaves the lines of a text with CRLF, tabs and a byte order mark where they are", () => {
    assert.equal(
      sorted('\ufeff{\r\n\t"steps": [\r\n\t],\r\n\r\n\t"name": "A"\r\n}\r\n'),
      '\ufeff{\r\n\t"name": "A",\r\n\r\n\t"steps": [\r\n\t]\r\n}\r\n',
    );
  });

  for (const [what, text] of [
    [
      "that is in order",
      '{ "$schema": "s", "name": "A", "steps": [{ "id": "a", "zzz": 1 }], "zzz": 1, "aaa": 1 }',
    ],
    ["that is torn", '{ "steps": [], "name": "A"'],
    ["that is half-typed", '{ "steps": [], "name": }'],
    ["that is no workflow", '[{ "steps": [], "name": "A" }]'],
  ] as const) {
    it(`is not offered for a text ${what}`, () => assert.deepEqual(titlesAt(text, "sort-keys"), []));
  }

  it("takes lists of other things as they come", () => {
    assert.equal(
      sorted('{ "steps": [1, [], { "name": "", "id": null }], "rescue": {}, "name": 3 }'),
      '{ "name": 3, "steps": [1, [], { "id": null, "name": "" }], "rescue": {} }',
    );
  });
});
