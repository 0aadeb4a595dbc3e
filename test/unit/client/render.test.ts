import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "jsonc-parser";
import { contentsOf, contentsOfStored, contentsOfText, isSame } from "../../../client/src/sync/contents";
import { renderLike, renderNew } from "../../../client/src/sync/render";
import { anyText, stepId } from "../arbitrary";
import { anyPair, storedAs, storedOf } from "./pairs";

const ID = "019ab4c2-6b1e-7c1a-9d0e-000000009999";

const FILE = `{
    "name": "Send",
    "id": "${ID}",
    "own": { "kept": [ 1,2 ] },
    "steps": [
        {
            "action": "silo.close", "id": "one",

            "name": "\\u0053ign",
            "config": {"b":   1e2, "a": [1, 2,3]}
        },
        {
            "id": "two",
            "name": "If",
            "action": "silo.if",
            "next": [
                { "status": "KO", "stop": true },
                { "code": "true", "steps": [] }
            ]
        },
        { "id": "three", "action": "mail" }
    ],
    "rescue": []
}
`;

type Fields = Readonly<Record<string, unknown>>;

const SIGN = { id: "one", name: "Sign", action: "silo.close", config: { a: [1, 2, 3], b: 100 } };
const BRANCH = {
  id: "two",
  name: "If",
  action: "silo.if",
  next: [{ status: "KO", stop: true }, { code: "true" }],
};
const MAIL = { id: "three", action: "mail" };
const STORED = { id: ID, name: "Send", steps: [SIGN, BRANCH, MAIL], rescue: null };

/** The lines of a text that a change of it takes out and puts in, as a diff shows them. */
function changed(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const gone = old.filter((line) => !now.includes(line)).map((line) => `-${line}`);
  return [...gone, ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`)];
}

describe("a file brought to what is stored", () => {
  it("says what is stored, and the same once more", () => {
    fc.assert(
      fc.property(anyPair, ({ text, stored }) => {
        const rendered = renderLike(text, stored);
        assert.ok(isSame(contentsOfText(rendered), contentsOfStored(stored)), rendered);
        assert.equal(renderLike(rendered, stored), rendered);
      }),
      { numRuns: 200 },
    );
  });

  it("stays to the letter when it says it already", () => {
    fc.assert(fc.property(anyText, (text) => assert.equal(renderLike(text, storedOf(text)), text)));
    assert.equal(renderLike(FILE, storedAs(STORED)), FILE);
    assert.equal(renderLike(FILE, storedAs({ ...STORED, id: ID.toUpperCase() })), FILE);
  });

  it("says it too where it has comments, wherever they stand", () => {
    const tokens = /"(?:[^"\\]|\\.)*"|[^\s"]/g;
    const anyComments = fc.array(fc.constantFrom("", "", "", "/* a, */", "// {b}\n", "//\n"), {
      minLength: 5,
    });
    fc.assert(
      fc.property(anyPair, anyComments, ({ text, stored }, comments) => {
        let at = 0;
        const commented = text.replace(tokens, (token) =>
          /^[\w.+-]$/.test(token) ? token : (comments[at++ % comments.length] ?? "") + token,
        );
        const rendered = renderLike(commented, stored);
        const errors: unknown[] = [];
        const value: Fields = parse(rendered.replace("\ufeff", ""), errors as never, {
          allowTrailingComma: false,
        });
        assert.deepEqual(errors, [], rendered);
        assert.ok(isSame(contentsOf(value, "workflow"), contentsOfStored(stored)), rendered);
        assert.equal(renderLike(rendered, stored), rendered);
      }),
    );
  });

  for (const [what, stored, lines] of [
    [
      "a field of a step",
      { steps: [{ ...SIGN, name: "Signed" }, BRANCH, MAIL] },
      ['-            "name": "\\u0053ign",', '+            "name": "Signed",'],
    ],
    ["a field that came in", { description: "New" }, ['+    "description": "New",']],
    ["an id that is another", { id: stepId(1) }, [`-    "id": "${ID}",`, `+    "id": "${stepId(1)}",`]],
    [
      "a field that went",
      { steps: [{ ...SIGN, name: undefined }, BRANCH, MAIL] },
      ['-            "name": "\\u0053ign",'],
    ],
    ["a field that is empty", { name: "" }, ['-    "name": "Send",', '+    "name": "",']],
    [
      "a value inside a config",
      { steps: [{ ...SIGN, config: { a: [1, 3], b: 100, c: {} } }, BRANCH, MAIL] },
      [
        '-            "config": {"b":   1e2, "a": [1, 2,3]}',
        '+            "config": {"b":   1e2, "c": {}, "a": [1,3]}',
      ],
    ],
    [
      "a condition that went",
      { steps: [SIGN, { ...BRANCH, next: [{ code: "true" }] }, MAIL] },
      ['-                { "status": "KO", "stop": true },'],
    ],
    [
      "a condition that came in, as short as the others",
      { steps: [SIGN, { ...BRANCH, next: [...BRANCH.next, { code: "x", stop: true }] }, MAIL] },
      [
        '-                { "code": "true", "steps": [] }',
        '+                { "code": "true", "steps": [] },',
        '+                {"code": "x", "stop": true}',
      ],
    ],
    [
      "a step with a list, too long for a line",
      {
        steps: [
          SIGN,
          BRANCH,
          MAIL,
          { id: "new", name: "N".repeat(80), action: "pdf", own: 1, config: { list: [{ a: 1 }] } },
        ],
      },
      [
        '-        { "id": "three", "action": "mail" }',
        '+        { "id": "three", "action": "mail" },',
        '+            "id": "new",',
        `+            "name": "${"N".repeat(80)}",`,
        '+            "action": "pdf",',
        '+            "config": {',
        '+                "list": [',
        "+                    {",
        '+                        "a": 1',
        "+                    }",
        "+                ]",
        "+            },",
        '+            "own": 1',
        "+        }",
      ],
    ],
    [
      "rescue in place of an empty list",
      { rescue: [{ id: "four", action: "mail" }] },
      [
        '-    "rescue": []',
        '+    "rescue": [',
        '+            "id": "four",',
        '+            "action": "mail"',
        "+        }",
        "+    ]",
      ],
    ],
  ] as const) {
    it(`shows but ${what}`, () => {
      assert.deepEqual(changed(FILE, renderLike(FILE, storedAs({ ...STORED, ...stored }))), lines);
    });
  }

  it("keeps a step as it is written when it moves, into a branch too", () => {
    const [sign = "", ...others] = [/ {8}\{\n {12}"action": "silo[\s\S]*?\n {8}\}/.exec(FILE)?.[0]].flatMap(
      (text) => text ?? [],
    );
    assert.deepEqual(others, []);
    const last = renderLike(FILE, storedAs({ ...STORED, steps: [BRANCH, MAIL, SIGN] }));
    assert.equal(last, FILE.replace(`${sign},\n`, "").replace('"mail" }', `"mail" },\n${sign}`));
    const inner = renderLike(
      FILE,
      storedAs({ ...STORED, steps: [{ ...BRANCH, next: [{ code: "true", steps: [SIGN] }] }, MAIL] }),
    );
    assert.equal(
      inner,
      FILE.replace(`${sign},\n`, "")
        .replace('                { "status": "KO", "stop": true },\n', "")
        .replace('"steps": []', `"steps": [${sign.trim().replace(/\n {8}/g, `\n${" ".repeat(16)}`)}]`),
    );
  });

  for (const [what, text, stored, rendered] of [
    [
      "on one line",
      '{"name":"A","steps":[{"id":"a","provider":"x"}]}',
      {
        steps: [
          { id: "a", action: "x" },
          { id: "b", action: "y", config: { z: [1, {}] } },
        ],
      },
      '{"steps":[{"id":"a","provider":"x"},{"id":"b","provider":"y","config":{"z":[1,{}]}}]}',
    ],
    [
      "with Windows line ends and tabs",
      '\ufeff{\r\n\t"name": "A",\r\n\t"steps": []\r\n}',
      { name: "A", steps: [{ id: "a" }] },
      '\ufeff{\r\n\t"name": "A",\r\n\t"steps": [\r\n\t\t{\r\n\t\t\t"id": "a"\r\n\t\t}\r\n\t]\r\n}',
    ],
    ["that is empty", "{}\n", { name: "A", draft: true }, '{\n  "name": "A",\n  "draft": true\n}\n'],
    ["of which nothing is left", '{ "name": "A", "draft": true }', {}, "{}"],
    [
      "with repeated keys",
      '{ "name": "A", "name": "B", "draft": true, "draft": true }',
      { name: "C" },
      '{ "name": "A", "name": "C" }',
    ],
    [
      "with both action and provider",
      '{ "steps": [{ "action": "a", "provider": "b" }, { "action": null, "provider": "c" }] }',
      { steps: [{ action: "x" }, { action: "y" }] },
      '{ "steps": [{ "action": "x", "provider": "b" }, { "action": null, "provider": "y" }] }',
    ],
    [
      "with values of other kinds",
      '{ "name": [1], "steps": {}, "rescue": [7, null] }',
      { name: "A", steps: [{ id: "a" }], rescue: [null, { id: "b" }] },
      '{ "name": "A", "steps": [{ "id": "a" }], "rescue": [null, { "id": "b" }] }',
    ],
  ] as const) {
    it(`is laid out like a text ${what}`, () => assert.equal(renderLike(text, storedAs(stored)), rendered));
  }

  for (const text of ["", "[]", "{ broken", "[".repeat(100_000)]) {
    it(`gives way to a new one when it is no JSON object: ${JSON.stringify(text.slice(0, 10))}`, () => {
      assert.equal(renderLike(text, storedAs(STORED)), renderNew(storedAs(STORED)));
    });
  }

  it("may have many steps", () => {
    const steps = Array.from({ length: 1000 }, (_, at) => ({
      ...SIGN,
      id: stepId(at),
      next: [{ steps: [{ id: stepId(at + 1000) }] }],
    }));
    const text = `${JSON.stringify({ id: ID, steps }, null, 2)}\n`;
    const others = steps.toReversed().map((step) => ({ ...step, name: "Other" }));
    const stored = storedAs({ id: ID, steps: others });
    assert.equal(renderLike(text, stored), `${JSON.stringify({ id: ID, steps: others }, null, 2)}\n`);
  });
});

describe("a new file", () => {
  it("says what is stored", () => {
    fc.assert(
      fc.property(anyPair, ({ stored }) => {
        const text = renderNew(stored);
        assert.ok(isSame(contentsOfText(text), contentsOfStored(stored)));
        assert.equal(renderLike(text, stored), text);
      }),
    );
  });

  it("has its keys in the documented order, and only what is to be kept", () => {
    const stored = storedAs({
      created_at: "2026-01-01T00:00:00Z",
      rescue: [],
      steps: [
        {
          own: { b: 1, a: [] },
          next: [
            { steps: [{ provider: "mail", id: "two", next: null }], own: null, status: "KO", stop: false },
          ],
          config: { b: 1, a: { c: [] } },
          summary: "",
          action: "pdf",
          id: "one",
        },
      ],
      draft: false,
      version: "3",
      hash: "x",
      disabled: true,
      country: "ES",
      tags: ["by the server"],
      name: "A",
      id: ID,
    });
    assert.equal(
      renderNew(stored),
      `{
  "id": "${ID}",
  "name": "A",
  "country": "ES",
  "steps": [
    {
      "id": "one",
      "action": "pdf",
      "config": {
        "b": 1,
        "a": {
          "c": []
        }
      },
      "next": [
        {
          "status": "KO",
          "steps": [
            {
              "id": "two",
              "action": "mail"
            }
          ],
          "own": null
        }
      ],
      "own": {
        "b": 1,
        "a": []
      }
    }
  ]
}
`,
    );
  });

  it("has a name and steps in any case", () => {
    assert.equal(renderNew(storedAs({})), '{\n  "name": "",\n  "steps": []\n}\n');
  });
});
