import assert from "node:assert/strict";
import { parseMarkers } from "../../support/markers";
import { refactored, refactoringsAt, titlesAt } from "./refactored";

const wrapped = (marked: string): string => refactored(marked, "surround", "Wrap");
const moved = (marked: string, title: string): string => refactored(marked, "move", title);

describe("wrapping a step in a condition", () => {
  it("makes a condition of the step before it", () => {
    assert.equal(
      wrapped(`{
    "steps": [
        {
            "id": "a",
            "name": "Sign"
        },
        {
            "id": "b",
            <|>"name": "Send"
        },
        {
            "id": "c"
        }
    ]
}
`),
      `{
    "steps": [
        {
            "id": "a",
            "name": "Sign",
            "next": [
                {
                    "status": "OK",
                    "steps": [
                        {
                            "id": "b",
                            "name": "Send"
                        }
                    ]
                }
            ]
        },
        {
            "id": "c"
        }
    ]
}
`,
    );
  });

  it("puts the condition behind those that are there", () => {
    assert.equal(
      wrapped(`{
  "steps": [
    {
      "id": "a",
      "next": [
        { "status": "KO", "stop": true }
      ],
      "notes": "x"
    },
    {<|> "id": "b" }
  ]
}`),
      `{
  "steps": [
    {
      "id": "a",
      "next": [
        { "status": "KO", "stop": true },
        {
          "status": "OK",
          "steps": [
            { "id": "b" }
          ]
        }
      ],
      "notes": "x"
    }
  ]
}`,
    );
  });

  for (const [what, marked, expected] of [
    [
      "into a list that is empty",
      '{ "steps": [{ "id": "a", "next": [] }, { "id": <|>"b" }] }',
      '{ "steps": [{ "id": "a", "next": [{ "status": "OK", "steps": [{ "id": "b" }] }] }] }',
    ],
    [
      "into a step with nothing in it",
      '{ "steps": [{}, { "id": <|>"b" }, {}] }',
      '{ "steps": [{ "next": [{ "status": "OK", "steps": [{ "id": "b" }] }] }, {}] }',
    ],
    [
      "without spaces where there are none",
      '{"rescue":[{"id":"a"},{"id":<|>"b"}]}',
      '{"rescue":[{"id":"a","next":[{"status":"OK","steps":[{"id":"b"}]}]}]}',
    ],
    [
      "for the first code of a decision",
      '{ "steps": [{ "action": "silo.if" }, { "id": <|>"b" }] }',
      '{ "steps": [{ "action": "silo.if", "next": [{ "code": "true", "steps": [{ "id": "b" }] }] }] }',
    ],
    [
      "for the code of a decision that is left",
      '{ "steps": [{ "provider": "silo.if", "next": [{ "code": "true" }] }, { "id": <|>"b" }] }',
      '{ "steps": [{ "provider": "silo.if", "next": [{ "code": "true" }, { "code": "false", "steps": [{ "id": "b" }] }] }] }',
    ],
    [
      "on lines of its own, behind a byte order mark, where the line would grow too long",
      `\ufeff{\n\t"steps": [{ "id": "a" }, { "id": <|>"b", "notes": "${"n".repeat(90)}" }]\n}`,
      `\ufeff{\n\t"steps": [{\n\t\t"id": "a",\n\t\t"next": [\n\t\t\t{\n\t\t\t\t"status": "OK",\n\t\t\t\t"steps": [\n\t\t\t\t\t{ "id": "b", "notes": "${"n".repeat(90)}" }\n\t\t\t\t]\n\t\t\t}\n\t\t]\n\t}]\n}`,
    ],
    [
      "on its line where it fits",
      '{\n  "steps": [{ "id": "a" }, { "id": <|>"b" }]\n}',
      '{\n  "steps": [{ "id": "a", "next": [{ "status": "OK", "steps": [{ "id": "b" }] }] }]\n}',
    ],
    [
      "with its comments",
      '{\n  "steps": [\n    { "id": "a" }, // a\n    // b\n    { "id": "b"<|> } /* b */,\n    // c\n    { "id": "c" }\n  ]\n}',
      '{\n  "steps": [\n    {\n      "id": "a",\n      "next": [\n        {\n          "status": "OK",\n          "steps": [\n            // b\n            { "id": "b" } /* b */\n          ]\n        }\n      ]\n    }, // a\n    // c\n    { "id": "c" }\n  ]\n}',
    ],
    [
      "beside a comment in an empty list",
      '{\n  "steps": [\n    { "next": [ // none\n    ] },\n    { "id": "b"<|> }\n  ]\n}',
      '{\n  "steps": [\n    { "next": [\n      {\n        "status": "OK",\n        "steps": [\n          { "id": "b" }\n        ]\n      } // none\n    ] }\n  ]\n}',
    ],
  ] as const) {
    it(what, () => assert.equal(wrapped(marked), expected));
  }

  it("says what the condition will be, and why the first step cannot be in one", () => {
    const text = (at: string): string =>
      `{ "steps": [{ "name": "Sign" }, { "name": "If", "action": "silo.if" }, { "name": "Send" }] }`.replace(
        `"${at}"`,
        `<|>"${at}"`,
      );
    assert.deepEqual(titlesAt(text("If"), "surround"), [
      "Wrap 'If' in a condition: only when 'Sign' ends with OK",
    ]);
    assert.deepEqual(titlesAt(text("Send"), "surround"), [
      "Wrap 'Send' in a condition: only when 'If' returns true",
    ]);
    assert.deepEqual(titlesAt(text("Sign"), "surround"), [
      "Wrap 'Sign' in a condition: The first step of a list has no step before it whose condition it could be in.",
    ]);
  });

  for (const [what, marked] of [
    ["a step before it with a condition for OK", '{ "steps": [{ "next": [{ "status": "OK" }] }, { <|> }] }'],
    [
      "a decision whose codes all have conditions",
      '{ "steps": [{ "action": "silo.if", "next": [{ "code": "true" }, { "code": "false" }] }, { <|> }] }',
    ],
    ["a step behind something that is no step", '{ "steps": [{}, null, { <|> }] }'],
    ["a step before it whose next is no list", '{ "steps": [{ "next": {} }, { <|> }] }'],
    ["a place outside of steps", '{ <|>"steps": [{}, {}] }'],
    ["a torn text", '{ "steps": [{}, { <|> }]'],
  ] as const) {
    it(`is not offered for ${what}`, () => assert.deepEqual(titlesAt(marked, "surround"), []));
  }
});

describe("moving a step", () => {
  const LINES = `{
  "steps": [
    {
      "name": "a"
    },
    { "name": "b" }, // b

    // c
    {
      "name": "c"
    } // behind c
  ]
}`;

  it("changes places with the one before or behind, comments included", () => {
    const text = LINES.replace('"b"', '<|>"b"');
    assert.equal(
      moved(text, "Move 'b' up"),
      `{
  "steps": [
    { "name": "b" }, // b
    {
      "name": "a"
    },

    // c
    {
      "name": "c"
    } // behind c
  ]
}`,
    );
    assert.equal(
      moved(text, "Move 'b' down"),
      `{
  "steps": [
    {
      "name": "a"
    },
    // c
    {
      "name": "c"
    }, // behind c

    { "name": "b" } // b
  ]
}`,
    );
  });

  it("and back gives the same text", () => {
    for (const text of [
      LINES,
      '{ "steps": [{"name":"a"},\t{ "name": "b" } , /* c */ { "name": "c" } /* end */ ] }',
      '{\r\n  "steps": [ { "name": "a" }, // a\r\n  { "name": "b" }, { "name": "c" } // c\r\n, ] }',
      '{ "steps": [\n  { "name": "a" }\n, { "name": "b" }\n, /* c */ { "name": "c" }] }',
    ]) {
      for (const name of ["a", "b", "c"]) {
        const at = text.replace(`"${name}"`, `<|>"${name}"`);
        for (const { title } of refactoringsAt(at, "move")) {
          const there = moved(at, title);
          const back = title.endsWith("up") ? `Move '${name}' down` : `Move '${name}' up`;
          assert.equal(moved(there.replace(`"${name}"`, `<|>"${name}"`), back), text);
        }
      }
    }
  });

  it("leaves comments behind where one would hide what follows on its line", () => {
    const text = '{ "steps": [{ "name": "a" }, { <|>"name": "b" } // b\n] }';
    assert.equal(moved(text, "Move 'b' up"), '{ "steps": [{ "name": "b" }, { "name": "a" } // b\n] }');
  });

  it("moves the innermost step in its own list, whatever of it is selected", () => {
    const text =
      '{ "steps": [{ "name": "a", "next": [{ "steps": [{ "name": "b" }, { "name": "c", ‹"config": { "x": [1›, 2] } }] }] }] }';
    assert.deepEqual(titlesAt(text, "move"), ["Move 'c' up"]);
    assert.equal(
      moved(text, "Move 'c' up"),
      parseMarkers(
        '{ "steps": [{ "name": "a", "next": [{ "steps": [{ "name": "c", "config": { "x": [1, 2] } }, { "name": "b" }] }] }] }',
      ).text,
    );
  });

  it("shortens a long name", () => {
    const [title] = titlesAt(`{ "steps": [{ "name": "${"n".repeat(100)}"<|> }, {}] }`, "move");
    assert.equal(title, `Move '${"n".repeat(59)}…' down`);
  });

  for (const [what, marked] of [
    ["the only step", '{ "steps": [{ <|> }] }'],
    ["steps beside what is no step", '{ "steps": [null, { <|> }, 7] }'],
    ["a place outside of steps", '{ "steps": [{}<|>  , {}] }'.replace("<|>  ", "  <|>")],
    ["a torn text", '{ "steps": [{}, { <|> }, {}'],
  ] as const) {
    it(`is not offered for ${what}`, () => assert.deepEqual(titlesAt(marked, "move"), []));
  }
});
