import assert from "node:assert/strict";
import { fresh, refactored, titlesAt } from "./refactored";

const inline = (marked: string): string[] => titlesAt(marked, "inline");
const replaced = (marked: string, title: string): string => refactored(marked, "inline", title);

/** A workflow with main steps that are called by their ids. */
const workflow = (...steps: readonly string[]): string => `{ "steps": [${steps.join(", ")}] }`;
const step = (id: string, ...next: readonly string[]): string =>
  next.length === 0 ? `{ "id": "${id}" }` : `{ "id": "${id}", "next": [${next.join(", ")}] }`;
const named = (id: string): string => `{ "id": "${id}", "name": "${id}" }`;
const go = (id: string): string => `{ "status": "KO", "step_id": "${id}" }`;
const here = (id: string): string => `{ "status": "KO", "step_id"<|>: "${id}" }`;
const STOP = '{ "stop": true }';

describe("replacing a Go-to", () => {
  it("moves steps that nothing else leads to, with those behind them, and ends where they did", () => {
    assert.equal(
      replaced(
        `{
  "steps": [
    {
      "id": "a",
      "next": [
        {
          "status": "KO",
          "step_id": "<|>c"
        }
      ]
    },
    {
      "id": "b",
      "next": [{ "stop": true }]
    },
    {
      "id": "c",
      "name": "Tell",
      "config": {
        "to": "a"
      }
    },
    {
      "id": "d"
    }
  ]
}
`,
        "Move 'Tell' and the step after it into this condition",
      ),
      `{
  "steps": [
    {
      "id": "a",
      "next": [
        {
          "status": "KO",
          "steps": [
            {
              "id": "c",
              "name": "Tell",
              "config": {
                "to": "a"
              }
            },
            {
              "id": "d"
            }
          ],
          "stop": true
        }
      ]
    },
    {
      "id": "b",
      "next": [{ "stop": true }]
    }
  ]
}
`,
    );
  });

  it("copies steps that the flow comes to anyway, with fresh UUIDs that their own conditions follow", () => {
    assert.equal(
      replaced(
        `{
\t"steps": [
\t\t{ "id": "a", "next": [{ "status": "KO", "step_id": "<|>C" }] },
\t\t{ "id": "b" },
\t\t{
\t\t\t"id": "c",
\t\t\t"next": [
\t\t\t\t{ "status": "KO", "steps": [{ "id": "x", "next": [{ "status": "KO", "step_id": "d" }] }] },
\t\t\t\t{ "status": "SKIP", "step_id": "b" }
\t\t\t]
\t\t},
\t\t{ "id": "d" }
\t]
}
`,
        "Replace Go-to by a copy of 'Step 3' and the step after it",
      ),
      `{
\t"steps": [
\t\t{ "id": "a", "next": [{
\t\t\t"status": "KO",
\t\t\t"steps": [
\t\t\t\t{
\t\t\t\t\t"id": "${fresh(1)}",
\t\t\t\t\t"next": [
\t\t\t\t\t\t{ "status": "KO", "steps": [{ "id": "${fresh(2)}", "next": [{ "status": "KO", "step_id": "${fresh(3)}" }] }] },
\t\t\t\t\t\t{ "status": "SKIP", "step_id": "b" }
\t\t\t\t\t]
\t\t\t\t},
\t\t\t\t{ "id": "${fresh(3)}" }
\t\t\t],
\t\t\t"stop": true
\t\t}] },
\t\t{ "id": "b" },
\t\t{
\t\t\t"id": "c",
\t\t\t"next": [
\t\t\t\t{ "status": "KO", "steps": [{ "id": "x", "next": [{ "status": "KO", "step_id": "d" }] }] },
\t\t\t\t{ "status": "SKIP", "step_id": "b" }
\t\t\t]
\t\t},
\t\t{ "id": "d" }
\t]
}
`,
    );
  });

  it("stays on the line in a text of one line, in its own style", () => {
    assert.equal(
      replaced('{"steps":[{"id":"a","next":[{"step_id":"c<|>"}]},{"id":"b"},{"id":"c"}]}', "Move"),
      '{"steps":[{"id":"a","next":[{"steps":[{"id":"c"}],"stop":true}]},{"id":"b"}]}',
    );
  });

  it("goes on with the file's line ends", () => {
    assert.equal(
      replaced(
        '{\r\n  "steps": [\r\n    {\r\n      "next": [\r\n        {\r\n          "status": "KO",\r\n          "step_id": "b<|>"\r\n        }\r\n      ]\r\n    },\r\n    { "next": [{ "stop": true }] },\r\n    {\r\n      "id": "b"\r\n    }\r\n  ]\r\n}',
        "Move",
      ),
      '{\r\n  "steps": [\r\n    {\r\n      "next": [\r\n        {\r\n          "status": "KO",\r\n          "steps": [\r\n            {\r\n              "id": "b"\r\n            }\r\n          ],\r\n          "stop": true\r\n        }\r\n      ]\r\n    },\r\n    { "next": [{ "stop": true }] }\r\n  ]\r\n}',
    );
  });

  it("keeps the comments of what is moved, and a comma too many out of the way", () => {
    assert.equal(
      replaced(
        `{
  "steps": [
    { "id": "a", "next": [
      // Not signed
      { "status": "KO", "step_id": "c<|>" }, // go
    ] },
    { "next": [{ "stop": true }] }, // the end
    // The other way
    {
      // Tell
      "id": "c" // it
    }, // here
    // And more
    { "id": "d" }, /* last */
    // nothing more
  ],
}`,
        "Move",
      ),
      `{
  "steps": [
    { "id": "a", "next": [
      // Not signed
      {
        "status": "KO",
        "steps": [
          // The other way
          {
            // Tell
            "id": "c" // it
          }, // here
          // And more
          { "id": "d" } /* last */
        ],
        "stop": true
      }, // go
    ] },
    { "next": [{ "stop": true }] }, // the end
    // nothing more
  ],
}`,
    );
  });

  for (const [what, marked, title, expected] of [
    [
      "a stop that is not one",
      workflow(`{ "next": [{ "stop": false, "step_id": "c<|>", "steps": [] }] }`, step("b", STOP), step("c")),
      "Move",
      workflow(`{ "next": [{ "steps": [${step("c")}], "stop": true }] }`, step("b", STOP)),
    ],
    [
      "keys that stand twice",
      workflow(
        `{ "next": [{ "step_id": "x", "step_id": "c<|>", "code": "1" }] }`,
        step("b", STOP),
        step("c"),
      ),
      "Move",
      workflow(`{ "next": [{ "steps": [${step("c")}], "stop": true, "code": "1" }] }`, step("b", STOP)),
    ],
    [
      "only what runs: behind a step that always stops nothing does",
      workflow(step("a", here("c")), step("b", STOP), step("c", STOP), step("d")),
      "Move 'Step 3' into",
      workflow(step("a", `{ "status": "KO", "steps": [${step("c", STOP)}] }`), step("b", STOP), step("d")),
    ],
    [
      "steps up to where both ways meet, without a stop",
      workflow(
        step("a", `{ "status": "OK", "steps": [${step("b")}, ${named("x")}] }`, here("x")),
        named("c"),
      ),
      "Replace Go-to by a copy of 'x'",
      workflow(
        step(
          "a",
          `{ "status": "OK", "steps": [${step("b")}, ${named("x")}] }`,
          `{ "status": "KO", "steps": [{ "id": "${fresh(1)}", "name": "x" }] }`,
        ),
        named("c"),
      ),
    ],
    [
      "what runs behind the target's branch too",
      workflow(step("a", here("x")), step("b", `{ "status": "OK", "steps": [${step("x")}] }`), step("c")),
      "Replace Go-to by a copy of 'Step 1' and the step after it",
      workflow(
        step(
          "a",
          `{ "status": "KO", "steps": [{ "id": "${fresh(1)}" }, { "id": "${fresh(2)}" }], "stop": true }`,
        ),
        step("b", `{ "status": "OK", "steps": [${step("x")}] }`),
        step("c"),
      ),
    ],
    [
      "a step that nothing else leads to, with a copy of the one behind it that something does lead to",
      workflow(step("a", here("c"), go("d")), step("b", STOP), named("c"), named("d"), named("e")),
      "Move 'c' into this condition, with copies of the 2 steps after it",
      workflow(
        step(
          "a",
          `{ "status": "KO", "steps": [${named("c")}, { "id": "${fresh(4)}", "name": "d" }, { "id": "${fresh(5)}", "name": "e" }], "stop": true }`,
          go("d"),
        ),
        step("b", STOP),
        named("d"),
        named("e"),
      ),
    ],
    [
      "a step whose branch goes round inside of it and comes out again, with what is behind it",
      workflow(
        step("a", here("x")),
        step("b"),
        step("x", `{ "steps": [${step("y", '{ "step_id": "z" }')}, ${step("z")}] }`),
        step("d"),
      ),
      "Replace Go-to by a copy of 'Step 3' and the step after it",
      workflow(
        step(
          "a",
          `{ "status": "KO", "steps": [{ "id": "${fresh(1)}", "next": [{ "steps": [{ "id": "${fresh(2)}", "next": [{ "step_id": "${fresh(3)}" }] }, { "id": "${fresh(3)}" }] }] }, { "id": "${fresh(4)}" }], "stop": true }`,
        ),
        step("b"),
        step("x", `{ "steps": [${step("y", '{ "step_id": "z" }')}, ${step("z")}] }`),
        step("d"),
      ),
    ],
    [
      "the copied step alone, if that is wanted",
      workflow(step("a", here("c")), named("b"), named("c"), named("d")),
      "Replace Go-to by a copy of 'c' alone, then go on with 'b'",
      workflow(
        step("a", `{ "status": "KO", "steps": [{ "id": "${fresh(3)}", "name": "c" }] }`),
        named("b"),
        named("c"),
        named("d"),
      ),
    ],
    [
      "nothing where the flow goes there anyway",
      workflow(step("a", here("b")), named("b")),
      "Remove Go-to: the flow goes on with 'b' anyway",
      workflow(step("a", '{ "status": "KO" }'), named("b")),
    ],
    [
      "a step of the rescue",
      `{ "rescue": [${named("r")}, ${named("s")}], "steps": [${step("a", here("s"))}] }`,
      "Replace Go-to by a copy of 's'",
      `{ "rescue": [${named("r")}, ${named("s")}], "steps": [${step("a", `{ "status": "KO", "steps": [{ "id": "${fresh(1)}", "name": "s" }] }`)}] }`,
    ],
    [
      "a step that went round to itself, which its copy does too",
      workflow(step("a", here("c")), step("b"), step("c", '{ "status": "KO", "step_id": "c" }')),
      "Replace Go-to by a copy of 'Step 3'",
      workflow(
        step(
          "a",
          `{ "status": "KO", "steps": [{ "id": "${fresh(1)}", "next": [{ "status": "KO", "step_id": "${fresh(1)}" }] }], "stop": true }`,
        ),
        step("b"),
        step("c", '{ "status": "KO", "step_id": "c" }'),
      ),
    ],
  ] as const) {
    it(`takes over ${what}`, () => assert.equal(replaced(marked, title), expected));
  }

  it("says what stands in the way of a loop, and offers the one step", () => {
    assert.deepEqual(inline(workflow(named("a"), step("b", here("a")), named("c"))), [
      "Replace Go-to by a copy of 'a': 'a' leads back here, so that a copy would have to hold itself.",
      "Replace Go-to by a copy of 'a' alone, then go on with 'c'",
    ]);
    assert.deepEqual(inline(workflow(named("a"), step("b", here("a")))).slice(1), [
      "Replace Go-to by a copy of 'a' alone, then end",
    ]);
    assert.deepEqual(inline(workflow(step("a", `{ "steps": [${step("b", here("a"))}] }`))), [
      "Replace Go-to by a copy of 'Step 1': 'Step 1' leads back here, so that a copy would have to hold itself.",
    ]);
  });

  it("says when nobody knows what runs behind the target", () => {
    assert.deepEqual(
      inline(
        workflow(step("a", here("x")), step("b", `{ "steps": [${named("x")}], "step_id": "c" }`), named("c")),
      ),
      [
        "Replace Go-to by a copy of 'x': What runs behind 'x' ends with a condition that both has steps and goes to a step.",
        "Replace Go-to by a copy of 'x' alone, then go on with 'Step 2'",
      ],
    );
  });

  it("keeps the comma before the comment of a step that is moved with a copy behind it", () => {
    assert.equal(
      refactored(
        `{
  "steps": [
    {
      "id": "s",
      "next": [
        {
          "steps": [
            {
              "id": "x",
              "next": [
                { "status": "KO", "step_id": <|>"b" }
              ]
            }
          ],
          "stop": true
        },
        { "code": "1", "step_id": "c" }
      ]
    },
    { "id": "b" }, // B
    { "id": "c" }
  ]
}`,
        "inline",
        "Move",
      ),
      `{
  "steps": [
    {
      "id": "s",
      "next": [
        {
          "steps": [
            {
              "id": "x",
              "next": [
                {
                  "status": "KO",
                  "steps": [
                    { "id": "b" }, // B
                    { "id": "${fresh(3)}" }
                  ]
                }
              ]
            }
          ],
          "stop": true
        },
        { "code": "1", "step_id": "c" }
      ]
    },
    { "id": "c" }
  ]
}`,
    );
  });

  for (const [what, marked] of [
    ["a condition that goes nowhere", workflow(step("a", '{ "status": <|>"KO" }'), step("b"))],
    ["a step_id that no step has", workflow(step("a", here("x")), step("b"))],
    ["an id that two steps have", workflow(step("a", here("b")), step("b"), step("b"))],
    ["a condition that goes to its own step", workflow(step("a", here("a")), step("b"))],
    [
      "a condition with steps",
      workflow(step("a", `{ "step_id": "b<|>", "steps": [${step("c")}] }`), step("b")),
    ],
    ["a condition that stops", workflow(step("a", '{ "step_id": "b<|>", "stop": true }'), step("b"))],
    ["a step_id that is no text", workflow(step("a", '{ "step_id": <|>1 }'), step("b"))],
    ["a cursor elsewhere", workflow(step("<|>a", go("c")), step("b"), step("c"))],
    ["a text with a missing bracket", workflow(step("a", here("c")), step("b"), step("c")).slice(0, -1)],
    ["half-typed text", workflow(step("a", here("c")), step("b"), step("c")).replace("}", ', "na }')],
    ["a missing value", workflow(step("a", here("c")), step("b"), step("c")).replace("}", ', "name": }')],
  ] as const) {
    it(`is not offered for ${what}`, () => assert.deepEqual(inline(marked), []));
  }

  it("is offered for a selection inside the condition, and not for one that leaves it", () => {
    assert.equal(inline(workflow(step("a", '{ ‹"status": "KO", "step_id"›: "c" }'), step("c"))).length, 1);
    assert.equal(inline(workflow(step("a", '{ "step_id": ‹"c" }'), `${step("c")}›`)).length, 0);
  });
});
