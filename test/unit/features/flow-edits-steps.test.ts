import assert from "node:assert/strict";
import type { FlowPlace } from "../../../server/src/flowProtocol";
import { uuid } from "../../support/ids";
import { edit, edited, refused } from "./flowEdited";
import { fresh } from "./refactored";

const A = uuid(1);
const B = uuid(2);
const C = uuid(3);
const D = uuid(4);

/** Two main steps, the first with a branch, and one of rescue. */
const WORKFLOW = `{
  "steps": [
    {
      "id": "${A}",
      "name": "Sign",
      "next": [
        {
          "status": "KO",
          "steps": [
            {
              "id": "${B}",
              "name": "Tell",
              "notes": "as  it is\\u0020written",
              "config": {
                "to":   1.0
              }
            }
          ]
        }
      ]
    },
    {
      "id": "${C}",
      "name": "Send"
    }
  ],
  "rescue": [
    {
      "id": "${D}",
      "name": "Fail"
    }
  ]
}
`;

const move = (text: string, step: string, to: FlowPlace): string => edited(text, { kind: "move", step, to });

describe("deleting a step in the picture", () => {
  it("takes its branches with it, and shows what takes its place", () => {
    assert.equal(
      edited(WORKFLOW, { kind: "delete", step: A }),
      `{
  "steps": [
    {
      "id": "${C}",
      "name": ‹"Send"›
    }
  ],
  "rescue": [
    {
      "id": "${D}",
      "name": "Fail"
    }
  ]
}
`,
    );
  });

  it("shows the step before it where it was the last one, and nothing where it was the only one", () => {
    assert.match(edited(WORKFLOW, { kind: "delete", step: C }), /"name": ‹"Sign"›/);
    assert.equal(
      edited(WORKFLOW, { kind: "delete", step: D }),
      WORKFLOW.replace(/"rescue": [\s\S]*/, '"rescue": []\n}\n'),
    );
  });

  it("leaves the condition that it was in", () => {
    const text = `{ "steps": [{ "next": [{ "status": "KO", "steps": [{ "id": "${B}" }], "stop": true }] }] }`;
    assert.equal(edited(text, { kind: "delete", step: B }), text.replace(/\[\{ "id": [^\]]*\]/, "[]"));
  });

  it("is refused while conditions go to it from elsewhere, which are named", () => {
    const text = (...more: readonly string[]): string =>
      `{ "steps": [{ "id": "${A}", "name": "Sign", "next": [{ "status": "KO", "step_id": "${C.toUpperCase()}" }${more.join("")}] }, { "id": "${C}", "name": "Send", "next": [{ "step_id": "${C}" }, { "code": "1", "steps": [{ "id": "${B}" }] }] }] }`;
    const to = (id: string, code: number): string => `, { "code": "${code}", "step_id": "${id}" }`;
    assert.deepEqual(
      [
        refused(text(), { kind: "delete", step: C }),
        refused(text(to(C, 1), to(C, 2), to(C, 3)), { kind: "delete", step: C }),
        refused(text().replace(C.toUpperCase(), B), { kind: "delete", step: C }),
        refused(text(to(B, 1)), { kind: "delete", step: C }),
      ],
      [
        "'Send' cannot be deleted while a condition goes to it: 'KO' of 'Sign'. Point that one to another step, or remove the step_id, first.",
        "'Send' cannot be deleted while conditions go to it: 'KO' of 'Sign', '1' of 'Sign', '2' of 'Sign' and 1 more. Point those to another step, or remove the step_id, first.",
        "'Send' cannot be deleted while a condition goes to a step inside it: 'KO' of 'Sign'. Point that one to another step, or remove the step_id, first.",
        "'Send' cannot be deleted while conditions go to it: 'KO' of 'Sign', '1' of 'Sign'. Point those to another step, or remove the step_id, first.",
      ],
    );
  });

  it("is not held up by conditions inside of it, or that mean another step with the same UUID", () => {
    const text = `{ "steps": [{ "id": "${A}", "next": [{ "step_id": "${A}" }, { "steps": [{ "next": [{ "step_id": "${A}" }] }] }] }, { "id": "${B}", "next": [{ "step_id": "${C}" }] }, { "id": "${C}" }, { "id": "${C}" }] }`;
    assert.match(edited(text, { kind: "delete", step: A }), /^\{ "steps": \[\{ "id": ‹/);
    assert.match(edited(text, { kind: "delete", step: "steps[3]" }), /\{ "id": ‹"[^"]*"› \}\] \}$/);
    assert.match(refused(text, { kind: "delete", step: "steps[2]" }), /cannot be deleted/);
  });
});

describe("duplicating a step in the picture", () => {
  it("gives all steps of the copy UUIDs of their own, and has its conditions follow", () => {
    const text = `{
  "steps": [
    {
      "id": "${A}",
      "name": "Sign",
      "next": [
        {
          "status": "KO",
          "steps": [
            { "id": "${B}", "next": [{ "code": "1", "step_id": "${A}" }, { "step_id": "${C}" }] }
          ]
        }
      ]
    },
    { "id": "${C}", "action": "pdf" }
  ]
}`;
    assert.equal(
      edited(text, { kind: "duplicate", step: A }),
      text.replace(
        `    { "id": "${C}", "action": "pdf" }`,
        `    {
      "id": "${fresh(1)}",
      "name": ‹"Sign"›,
      "next": [
        {
          "status": "KO",
          "steps": [
            { "id": "${fresh(2)}", "next": [{ "code": "1", "step_id": "${fresh(1)}" }, { "step_id": "${C}" }] }
          ]
        }
      ]
    },
    { "id": "${C}", "action": "pdf" }`,
      ),
    );
  });

  it("writes the copy as the step is written, behind the last one too", () => {
    assert.equal(
      edited(WORKFLOW, { kind: "duplicate", step: D }),
      WORKFLOW.replace(
        '"Fail"\n    }',
        `"Fail"\n    },\n    {\n      "id": "${fresh(1)}",\n      "name": ‹"Fail"›\n    }`,
      ),
    );
  });
});

describe("moving a step in the picture", () => {
  it("takes its text along to the letter, indented as its new place asks for", () => {
    assert.equal(
      move(WORKFLOW, B, { after: D }),
      `{
  "steps": [
    {
      "id": "${A}",
      "name": "Sign",
      "next": [
        {
          "status": "KO",
          "steps": []
        }
      ]
    },
    {
      "id": "${C}",
      "name": "Send"
    }
  ],
  "rescue": [
    {
      "id": "${D}",
      "name": "Fail"
    },
    {
      "id": "${B}",
      "name": ‹"Tell"›,
      "notes": "as  it is\\u0020written",
      "config": {
        "to":   1.0
      }
    }
  ]
}
`,
    );
  });

  it("goes into a condition before the steps that are there", () => {
    assert.equal(
      move(WORKFLOW, D, { inside: `${A}/next[0]` }),
      WORKFLOW.replace(/"rescue": [\s\S]*/, '"rescue": []\n}\n').replace(
        `{
              "id": "${B}"`,
        `{
              "id": "${D}",
              "name": ‹"Fail"›
            },
            {
              "id": "${B}"`,
      ),
    );
  });

  it("goes into a condition that stops, and into one without a list", () => {
    const text = (first: string, rest: string): string =>
      `{ "steps": [{ "id": "${A}", "next": [${first}] }${rest}] }`;
    const step = `{ "id": "${C}", "a": "-" }`;
    const shown = `{ "id": ‹"${C}"›, "a": "-" }`;
    for (const [before, after] of [
      ['{ "status": "KO", "stop": true }', `{ "status": "KO", "steps": [${shown}], "stop": true }`],
      ['{ "steps": null }', `{ "steps": [${shown}] }`],
      ["{}", `{ "steps": [${shown}] }`],
    ] as const) {
      assert.equal(move(text(before, `, ${step}`), C, { inside: `${A}/next[0]` }), text(after, ""));
    }
  });

  for (const [step, to, expected] of [
    ["a", { after: "c" }, "bcad"],
    ["a", { before: "c" }, "bacd"],
    ["a", { after: "d" }, "bcda"],
    ["d", { before: "a" }, "dabc"],
    ["d", { after: "a" }, "adbc"],
    ["c", { before: "b" }, "acbd"],
    ["b", { after: "a" }, "abcd"],
    ["b", { before: "c" }, "abcd"],
    ["b", { after: "b" }, "abcd"],
    ["b", { before: "b" }, "abcd"],
  ] as const) {
    const [[key, other] = ["", ""]] = Object.entries(to);
    it(`goes ${key} ${other} from ${step} in its list, on one line and on lines`, () => {
      const id = (name: string): string => uuid("abcd".indexOf(name) + 1);
      const goal = (key === "after" ? { after: id(other) } : { before: id(other) }) satisfies FlowPlace;
      for (const indent of [0, 2]) {
        const text = (names: string): string =>
          JSON.stringify({ steps: [...names].map((name) => ({ id: id(name), name })) }, undefined, indent);
        assert.equal(move(text("abcd"), id(step), goal), text(expected).replace(`"${step}"`, `‹"${step}"›`));
      }
    });
  }

  it("changes nothing where the step stands there already", () => {
    const made = edit(WORKFLOW, { kind: "move", step: C, to: { after: A } });
    assert.deepEqual(made.kind === "edited" && made.edits, []);
    const inside = edit(WORKFLOW, { kind: "move", step: B, to: { inside: `${A}/next[0]` } });
    assert.deepEqual(inside.kind === "edited" && inside.edits, []);
  });

  it("leaves what lies between its places untouched", () => {
    const made = edit(WORKFLOW, { kind: "move", step: B, to: { after: C } });
    assert.ok(made.kind === "edited");
    assert.deepEqual(made.edits.map(({ span }) => WORKFLOW.slice(span.start, span.end)).filter(Boolean), [
      WORKFLOW.slice(WORKFLOW.indexOf('"steps": [', 12) + 10, WORKFLOW.indexOf("]\n        }\n")),
    ]);
  });

  it("takes the comments of a step along", () => {
    const text = `{
  "steps": [
    // the first
    { "id": "${A}" }, // A
    { "id": "${B}" }, // B
    { "id": "${C}" } // C
  ]
}`;
    assert.equal(
      move(text, A, { after: C }),
      `{
  "steps": [
    { "id": "${B}" }, // B
    { "id": "${C}" }, // C
    // the first
    { "id": ‹"${A}"› } // A
  ]
}`,
    );
    assert.equal(
      move(text, C, { before: B }),
      `{
  "steps": [
    // the first
    { "id": "${A}" }, // A
    { "id": ‹"${C}"› }, // C
    { "id": "${B}" } // B
  ]
}`,
    );
  });

  it("is refused into the step itself, into a condition that goes elsewhere, and to what is not there", () => {
    const text = WORKFLOW.replace('"name": "Send"', `"name": "Send", "next": [{ "step_id": "${D}" }]`);
    const to = (step: string, place: FlowPlace): string => refused(text, { kind: "move", step, to: place });
    assert.deepEqual(
      [
        to(A, { inside: `${A}/next[0]` }),
        to(A, { after: B }),
        to(A, { inside: `${C}/next[0]` }),
        to(A, { before: "steps[0]" }),
        to("steps[0]", { after: A }),
        to(A, { inside: `${A}/next[1]` }),
      ],
      [
        "'Sign' cannot be moved into itself.",
        "'Sign' cannot be moved into itself.",
        "The condition 'any' of 'Send' goes to 'Fail', so it cannot have steps of its own. Replace its Go-to or remove its step_id first.",
        "This step is not in the file any more, so nothing was changed.",
        "This step is not in the file any more, so nothing was changed.",
        "This condition is not in the file any more, so nothing was changed.",
      ],
    );
  });
});
