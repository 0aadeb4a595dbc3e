import assert from "node:assert/strict";
import { createCatalog } from "../../../server/src/schema/catalog";
import { uuid } from "../../support/ids";
import { edited, refused } from "./flowEdited";
import { fresh } from "./refactored";

const A = uuid(1);
const B = uuid(2);
const C = uuid(3);

/** A new step with an action that needs no config, on one line. */
const PDF = `{ "id": "${fresh(1)}", "name": ‹"Generate PDF"›, "action": "pdf" }`;

/** As the Console writes a workflow, with four spaces. */
const CONSOLE = `{
    "name": "Invoice",
    "steps": [
        {
            "id": "${A}",
            "name": "Sign",
            "provider": "silo.close",
            "next": [
                {
                    "status": "KO",
                    "steps": [
                        {
                            "id": "${B}",
                            "name": "Tell",
                            "provider": "email.send"
                        }
                    ]
                }
            ]
        }
    ],
    "rescue": []
}
`;

/** With each step on a line. */
const COMPACT = `{
  "steps": [
    { "id": "${A}", "action": "silo.state", "config": { "state": "sent" } },
    { "id": "${B}", "action": "pdf", "next": [{ "code": "1", "stop": true }] }
  ]
}`;

describe("adding a step in the picture", () => {
  it("puts it behind another one, with a fresh UUID and the config that its action needs", () => {
    assert.equal(
      edited(CONSOLE, { kind: "add-after", step: B, action: "silo.state" }),
      CONSOLE.replace(
        '"email.send"\n                        }',
        `"email.send"
                        },
                        {
                            "id": "${fresh(1)}",
                            "name": ‹"Set state"›,
                            "action": "silo.state",
                            "config": {
                                "state": "draft"
                            }
                        }`,
      ),
    );
  });

  it("shows the value that is to be filled in", () => {
    const text = `{"steps":[{"id":"${A}","action":"pdf"}]}`;
    assert.equal(
      edited(text, { kind: "add-after", step: A, action: "silo.if" }),
      `{"steps":[{"id":"${A}","action":"pdf"},{"id":"${fresh(1)}","name":"If / Else","action":"silo.if","config":{"expr":"‹›"}}]}`,
    );
  });

  it("puts it on one line where the others are, and before what follows", () => {
    assert.equal(
      edited(COMPACT, { kind: "add-after", step: A, action: "silo.state" }),
      COMPACT.replace(
        "} },\n",
        `} },\n    { "id": "${fresh(1)}", "name": ‹"Set state"›, "action": "silo.state", "config": { "state": "draft" } },\n`,
      ),
    );
  });

  it("keeps line ends, tabs and a byte order mark, and brackets on one line", () => {
    const text = `\ufeff{\r\n\t"steps": [{\r\n\t\t"id": "${A}",\r\n\t\t"action": "pdf"\r\n\t}, {\r\n\t\t"id": "${B}"\r\n\t}]\r\n}\r\n`;
    assert.equal(
      edited(text, { kind: "add-after", step: A, action: "pdf" }),
      text.replace(
        "}, {",
        `}, {\r\n\t\t"id": "${fresh(1)}",\r\n\t\t"name": ‹"Generate PDF"›,\r\n\t\t"action": "pdf"\r\n\t}, {`,
      ),
    );
  });

  it("finds steps without UUIDs of their own by their place", () => {
    const text = `{ "steps": [{ "id": "x" }, { "id": "${A}" }, { "id": "${A.toUpperCase()}" }, null] }`;
    assert.equal(
      edited(text, { kind: "add-after", step: "steps[0]", action: "pdf" }),
      text.replace('"x" }', `"x" }, ${PDF}`),
    );
    assert.equal(
      edited(text, { kind: "add-after", step: "steps[2]", action: "pdf" }),
      text.replace(", null", `, ${PDF}, null`),
    );
  });

  for (const [what, text, expected] of [
    ["before the first one", '{ "steps": [{ "action": "pdf" }] }', '{ "steps": [NEW, { "action": "pdf" }] }'],
    ["into a list that is empty", '{ "steps": [], "name": "n" }', '{ "steps": [NEW], "name": "n" }'],
    ["into a list that is null", '{ "name": "n", "steps": null }', '{ "name": "n", "steps": [NEW] }'],
    ["into a list that is absent", '{ "name": "n" }', '{ "name": "n", "steps": [NEW] }'],
    ["before rescue", '{ "name": "n", "rescue": [] }', '{ "name": "n", "steps": [NEW], "rescue": [] }'],
    ["into a workflow with nothing", "{}", '{ "steps": [NEW] }'],
  ] as const) {
    it(`puts it as the first step ${what}`, () => {
      assert.equal(
        edited(text, { kind: "add-first", list: "steps", action: "pdf" }),
        expected.replace("NEW", PDF),
      );
    });
  }

  it("puts it as the first step beside a comment in an empty list", () => {
    assert.equal(
      edited('{\n  "steps": [\n    // none\n  ]\n}', { kind: "add-first", list: "steps", action: "pdf" }),
      `{
  "steps": [
    {
      "id": "${fresh(1)}",
      "name": ‹"Generate PDF"›,
      "action": "pdf"
    }
    // none
  ]
}`,
    );
  });

  it("puts it as the first step of rescue, behind the main steps where there was none", () => {
    const step = `{
      "id": "${fresh(1)}",
      "name": ‹"Generate PDF"›,
      "action": "pdf"
    }`;
    const text = `{\n  "steps": [],\n  "name": "n"\n}`;
    assert.equal(
      edited(text, { kind: "add-first", list: "rescue", action: "pdf" }),
      `{\n  "steps": [],\n  "name": "n",\n  "rescue": [\n    ${step}\n  ]\n}`,
    );
    assert.equal(
      edited(CONSOLE, { kind: "add-first", list: "rescue", action: "pdf" }),
      CONSOLE.replace(
        "[]",
        `[
        {
            "id": "${fresh(1)}",
            "name": ‹"Generate PDF"›,
            "action": "pdf"
        }
    ]`,
      ),
    );
  });

  it("puts it inside a condition before the steps that are there", () => {
    assert.equal(
      edited(CONSOLE, { kind: "add-inside", condition: `${A}/next[0]`, action: "pdf" }),
      CONSOLE.replace(
        `{
                            "id": "${B}"`,
        `{
                            "id": "${fresh(1)}",
                            "name": ‹"Generate PDF"›,
                            "action": "pdf"
                        },
                        {
                            "id": "${B}"`,
      ),
    );
  });

  for (const [what, condition, expected] of [
    ["that stops, which it does behind the step", '{ "stop": true }', '{ "steps": [NEW], "stop": true }'],
    ["that leads nowhere", '{ "status": "KO" }', '{ "status": "KO", "steps": [NEW] }'],
    ["with nothing in it", "{}", '{ "steps": [NEW] }'],
    ["whose step_id is empty", '{ "step_id": "" }', '{ "steps": [NEW], "step_id": "" }'],
    [
      "that goes to a step and has steps all the same",
      `{ "step_id": "${A}", "steps": [{}] }`,
      `{ "step_id": "${A}", "steps": [NEW, {}] }`,
    ],
  ] as const) {
    it(`puts it inside a condition ${what}`, () => {
      const text = (inside: string): string => `{ "steps": [{ "id": "${B}", "next": [${inside}] }] }`;
      assert.equal(
        edited(text(condition), { kind: "add-inside", condition: `${B}/next[0]`, action: "pdf" }),
        text(expected.replace("NEW", PDF)),
      );
    });
  }

  it("takes a user's own action, with its default and an empty value of each type", () => {
    const catalog = createCatalog([
      {
        id: "acme.send",
        config: {
          type: "object",
          required: ["to", "list", "count", "when", "level", "options", "any"],
          properties: {
            to: { type: "string" },
            list: { type: "array" },
            count: { type: "integer" },
            when: { type: "object", default: { hours: [1, 2] } },
            level: { type: "integer", enum: [3, 4] },
            options: { type: "object" },
            any: {},
            other: { type: "string" },
          },
        },
      },
    ]);
    assert.equal(
      edited('{ "steps": [] }', { kind: "add-first", list: "steps", action: "acme.send" }, catalog),
      `{ "steps": [{ "id": "${fresh(1)}", "name": "acme.send", "action": "acme.send", "config": { "to": "‹›", "list": [], "count": 0, "when": { "hours": [1, 2] }, "level": 3, "options": {}, "any": "" } }] }`,
    );
  });

  it("is refused where it cannot be", () => {
    const text = `{ "steps": [{ "name": "Sign", "next": [{ "status": "KO", "step_id": "${B}" }, { "step_id": "x" }, { "steps": 1 }] }, { "id": "${B}", "name": "Send" }], "rescue": {} }`;
    const inside = (at: number) =>
      refused(text, { kind: "add-inside", condition: `steps[0]/next[${at}]`, action: "pdf" });
    assert.deepEqual(
      [
        inside(0),
        inside(1),
        inside(2),
        inside(3),
        refused(text, { kind: "add-first", list: "rescue", action: "pdf" }),
        refused(text, { kind: "add-after", step: C, action: "pdf" }),
        refused(text, { kind: "add-after", step: B, action: "none" }),
        refused('{ "steps": [], "steps": [] }', { kind: "add-first", list: "steps", action: "pdf" }),
        refused(text.slice(0, -1), { kind: "add-after", step: B, action: "pdf" }),
        refused("[]", { kind: "add-first", list: "steps", action: "pdf" }),
      ],
      [
        "The condition 'KO' of 'Sign' goes to 'Send', so it cannot have steps of its own. Replace its Go-to or remove its step_id first.",
        "The condition 'any' of 'Sign' goes to a step that the file does not have, so it cannot have steps of its own. Replace its Go-to or remove its step_id first.",
        "The value of 'steps' is no list here. Correct that first.",
        "This condition is not in the file any more, so nothing was changed.",
        "The value of 'rescue' is no list here. Correct that first.",
        "This step is not in the file any more, so nothing was changed.",
        "This action is not known here any more, so no step was added.",
        "The key 'steps' stands twice here, and only the last one counts. Remove one of them first.",
        "The text is no valid JSON at the moment. Correct it first, then change the flow.",
        "The text is no valid JSON at the moment. Correct it first, then change the flow.",
      ],
    );
  });
});

describe("adding a condition in the picture", () => {
  it("puts it behind those that are there", () => {
    assert.equal(
      edited(CONSOLE, { kind: "add-condition", step: A, status: "KO", code: "4107" }),
      CONSOLE.replace(
        "]\n                }\n",
        `]
                },
                {
                    "status": ‹"KO"›,
                    "code": "4107",
                    "steps": []
                }
`,
      ),
    );
    assert.equal(
      edited(COMPACT, { kind: "add-condition", step: B }),
      COMPACT.replace(
        '[{ "code": "1", "stop": true }]',
        '[\n      { "code": "1", "stop": true },\n      { ‹"steps"›: [] }\n    ]',
      ),
    );
  });

  for (const [what, step, expected] of [
    ["a step without any", '{ "id": "X" }', '{ "id": "X", "next": [NEW] }'],
    ["an empty list", '{ "id": "X", "next": [], "notes": "" }', '{ "id": "X", "next": [NEW], "notes": "" }'],
    ["null", '{ "id": "X", "next": null }', '{ "id": "X", "next": [NEW] }'],
    ["an empty step", "{}", '{ "next": [NEW] }'],
  ] as const) {
    it(`starts the list for ${what}`, () => {
      assert.equal(
        edited(`{ "rescue": [${step}] }`, { kind: "add-condition", step: "rescue[0]", code: "true" }),
        `{ "rescue": [${expected.replace("NEW", '{ "code": ‹"true"›, "steps": [] }')}] }`,
      );
    });
  }

  it("writes the list as the file's other ones are", () => {
    const text = `{\n  "steps": [\n    {\n      "next": [{ "stop": true }]\n    },\n    {\n      "id": "${B}"\n    }\n  ]\n}`;
    assert.equal(
      edited(text, { kind: "add-condition", step: B, status: "OK" }),
      text.replace(`"${B}"`, `"${B}",\n      "next": [{ "status": ‹"OK"›, "steps": [] }]`),
    );
  });

  it("is refused for what matches already, for an unknown status and without a list", () => {
    const text =
      '{ "steps": [{ "name": "Sign", "next": [{ "status": "NA", "stop": true }, { "status": "KO", "code": "1" }, { "code": "true" }] }, { "next": "" }] }';
    const add = (match: { status?: string; code?: string }): string =>
      refused(text, { kind: "add-condition", step: "steps[0]", ...match });
    assert.deepEqual(
      [
        add({}),
        add({ status: "NA" }),
        add({ status: "", code: "" }),
        add({ status: "KO", code: "1" }),
        add({ status: "NA", code: "true" }),
        add({ status: "ko" }),
        refused(text, { kind: "add-condition", step: "steps[1]" }),
      ],
      [
        "'Sign' has a condition for 'any' already.",
        "'Sign' has a condition for 'any' already.",
        "'Sign' has a condition for 'any' already.",
        "'Sign' has a condition for 'KO 1' already.",
        "'Sign' has a condition for 'true' already.",
        "'ko' is no status, so no condition was added.",
        "The value of 'next' is no list here. Correct that first.",
      ],
    );
    assert.match(edited(text, { kind: "add-condition", step: "steps[0]", status: "KO" }), /‹"KO"›, "steps"/);
  });
});

describe("pointing a condition at a step in the picture", () => {
  for (const [what, condition, expected] of [
    ["that leads nowhere", '{ "status": "KO" }', `{ "status": ‹"KO"›, "step_id": "${B}" }`],
    ["with nothing in it", "{}", `{ "step_id": ‹"${B}"› }`],
    ["that went elsewhere", '{ "step_id": "x", "code": "1" }', `{ "step_id": "${B}", "code": ‹"1"› }`],
    ["that stopped", '{ "stop": true, "code": "1" }', `{ "step_id": "${B}", "code": ‹"1"› }`],
    [
      "that does not stop",
      '{ "code": "1", "stop": false }',
      `{ "code": ‹"1"›, "step_id": "${B}", "stop": false }`,
    ],
    ["with an empty list", '{ "steps": [], "stop": true }', `{ "step_id": ‹"${B}"› }`],
    ["that went there and stopped", `{ "step_id": "${B}", "stop": true }`, `{ "step_id": ‹"${B}"› }`],
    [
      "that goes there already",
      `{ "step_id": "${B.toUpperCase()}" }`,
      `{ "step_id": ‹"${B.toUpperCase()}"› }`,
    ],
  ] as const) {
    it(`does so for one ${what}`, () => {
      const text = (inside: string): string =>
        `{ "steps": [{ "id": "${A}", "next": [${inside}] }, { "id": "${B}" }] }`;
      assert.equal(
        edited(text(condition), { kind: "point", condition: `${A}/next[0]`, step: B }),
        text(expected),
      );
    });
  }

  it("is refused where it would be wrong", () => {
    const text = `{ "steps": [{ "id": "${A}", "name": "Sign", "next": [{ "status": "KO" }, { "steps": [{ "name": "Tell" }] }, { "steps": "" }] }, { "name": "None" }, { "id": "x", "name": "Odd" }, { "id": "${C}", "name": "Twice" }, { "id": "${C}" }, { "id": "${B}" }] }`;
    const point = (at: number, step: string): string =>
      refused(text, { kind: "point", condition: `${A}/next[${at}]`, step });
    assert.deepEqual(
      [
        point(0, A),
        point(1, B),
        point(2, B),
        point(0, "steps[1]"),
        point(0, "steps[2]"),
        point(0, "steps[3]"),
        point(0, "steps[9]"),
        point(9, B),
      ],
      [
        "A condition of 'Sign' cannot go to 'Sign', which would never end.",
        "The condition 'any' of 'Sign' has steps of its own, so it cannot go to another one. Move or delete them first.",
        "The value of 'steps' is no list here. Correct that first.",
        "'None' has no UUID by which a condition could go to it. Give it one first.",
        "'Odd' has no UUID by which a condition could go to it. Give it one first.",
        "Another step has the UUID of 'Twice' too, so a condition cannot go to it. Give one of them a new UUID first.",
        "This step is not in the file any more, so nothing was changed.",
        "This condition is not in the file any more, so nothing was changed.",
      ],
    );
  });
});
