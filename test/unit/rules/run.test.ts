import assert from "node:assert/strict";
import type { Rule } from "../../../server/src/rules/rule";
import { runRules } from "../../../server/src/rules/run";
import { parseDocument } from "../../../server/src/workflow/document";
import { plainSpan } from "../../support/markers";
import { CATALOG, findAll, isSerious } from "../../support/rules";
import { placesIn } from "../../support/thorough";
import { BIG } from "../workflow/texts";

const TEXT = `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.if",
      "config": { "expr": "a", "deep": [{ "b": {} }] },
      "next": [{ "code": "true", "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }] }]
    }
  ],
  "rescue": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03", "action": "silo.state", "config": {} }]
}`;

const DOCS = { summary: "", reason: "", bad: "", good: "" };

describe("running the rules", () => {
  it("shows each kind of thing to the rules that ask for it, in the order of the text", () => {
    const seen: string[] = [];
    const rule: Rule = {
      code: "probe",
      severity: "hint",
      docs: DOCS,
      document: ({ document }) => seen.push(`document of ${document.steps.length} steps`),
      object: (object) => seen.push(`object at ${object.start}`),
      part: (part) => seen.push(`part ${part.kind} at ${part.span.start}`),
      workflow: (workflow) => seen.push(`workflow at ${workflow.span.start}`),
      step: (step) => seen.push(`step at ${step.span.start}`),
      condition: (condition) => seen.push(`condition at ${condition.span.start}`),
    };
    runRules(parseDocument(TEXT), { catalog: CATALOG, rules: [rule] });
    const at = (text: string): number => TEXT.indexOf(text);
    const main = at('{\n      "id"');
    const nested = at('{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02"');
    const rescue = at('{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03"');
    const condition = at('{ "code"');
    const objects = (...starts: number[]) => starts.map((start) => `object at ${start}`);
    const step = (start: number) => [`part step at ${start}`, `step at ${start}`];
    assert.deepEqual(seen, [
      "document of 3 steps",
      ...objects(0),
      "part workflow at 0",
      "workflow at 0",
      ...objects(main, at('{ "expr"'), at('{ "b"'), at("{} }]"), condition),
      ...step(main),
      `part condition at ${condition}`,
      `condition at ${condition}`,
      ...objects(nested),
      ...step(nested),
      ...objects(rescue, at("{} }]\n")),
      ...step(rescue),
    ]);
  });

  it("goes on with the others when a rule throws, and tells of it once", () => {
    const told: string[] = [];
    const broken: Rule = {
      code: "broken",
      severity: "error",
      docs: DOCS,
      step: () => {
        throw new Error("a fault of the rule");
      },
    };
    const sound: Rule = {
      code: "sound",
      severity: "error",
      docs: DOCS,
      step: (step, { report }) => report({ span: step.span, message: "found" }),
    };
    const findings = runRules(parseDocument(TEXT), {
      catalog: CATALOG,
      rules: [broken, sound],
      onError: (rule, error) => told.push(`${rule.code}: ${error instanceof Error ? error.message : ""}`),
    });
    assert.deepEqual(told, ["broken: a fault of the rule"]);
    assert.deepEqual(
      findings.map((finding) => finding.rule.code),
      ["sound", "sound", "sound"],
    );
  });

  it("finds nothing to say of texts that are no workflow but that they are none", () => {
    for (const text of ["[]", "null", "1", '"a"', "true"]) {
      assert.deepEqual(
        findAll(text).map((finding) => finding.rule.code),
        ["schema"],
      );
    }
    assert.deepEqual(
      findAll("").map((finding) => finding.rule.code),
      ["syntax"],
    );
  });

  it("works on a text with a byte order mark, whose offsets count it", () => {
    const text = '\ufeff{ "name": "Invoice", "steps": {} }';
    assert.deepEqual(
      findAll(text).map(({ rule, span }) => ({ code: rule.code, ...plainSpan(span) })),
      [{ code: "schema", start: text.indexOf("{}"), end: text.indexOf("{}") + 1 }],
    );
  });

  it("says at most one thing of brackets that stand too deep", () => {
    for (const depth of [600, 100_000]) {
      const text = `{ "name": "Invoice", "steps": [], "a": ${"[".repeat(depth)}${"]".repeat(depth)} }`;
      assert.deepEqual(
        findAll(text).map((finding) => finding.rule.code),
        ["unknown-key", "syntax"],
      );
    }
  });
});

describe("a broken text", () => {
  const id = (number: number): string => `"019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0${number}"`;
  const sound = `{
  "name": "Invoice",
  "steps": [
    {
      "id": ${id(1)},
      "action": "silo.if",
      "config": { "expr": "a" },
      "next": [
        { "code": "true", "steps": [{ "id": ${id(2)}, "action": "pdf" }] },
        { "status": "KO", "stop": true }
      ]
    },
    { "id": ${id(3)}, "action": "silo.close" }
  ],
  "rescue": [{ "id": ${id(4)}, "action": "silo.state", "config": { "state": "error" } }]
}`;
  const without = (match: RegExpMatchArray): string =>
    sound.slice(0, match.index) + sound.slice((match.index ?? 0) + match[0].length);

  it("is told of as broken and not as wrong too, whichever bracket, comma or colon is missing", () => {
    const told: string[] = [];
    for (const match of sound.matchAll(/[{}[\],:]/g)) {
      const codes = new Set(findAll(without(match)).map((finding) => finding.rule.code));
      if (codes.size !== 1 || !codes.has("syntax")) {
        told.push(`without the ${match[0]} at ${match.index}: ${[...codes].join(" ")}`);
      }
    }
    assert.deepEqual(told, []);
  });

  it("has one problem when one comma, colon, key, value or closing bracket is missing", () => {
    const told: string[] = [];
    for (const match of sound.matchAll(/[}\],:]|(?<=: )"[^"]*"|"[a-z]+"(?=:)/g)) {
      const findings = findAll(without(match)).filter((finding) => finding.rule.code === "syntax");
      if (findings.length !== 1) {
        told.push(`without the ${match[0]} at ${match.index}: ${findings.length}`);
      }
    }
    assert.deepEqual(told, []);
  });

  it("is told of as broken and not as wrong too, wherever it is cut off", () => {
    const told: string[] = [];
    for (const length of placesIn(BIG).filter((place) => place < BIG.trimEnd().length)) {
      const codes = new Set(
        findAll(BIG.slice(0, length))
          .filter(isSerious)
          .map((finding) => finding.rule.code),
      );
      if (codes.size !== 1 || !codes.has("syntax")) {
        told.push(
          `at ${length}, behind ${BIG.slice(Math.max(0, length - 20), length)}: ${[...codes].join(" ")}`,
        );
      }
    }
    assert.deepEqual(told.slice(0, 5), [], `${told.length} places`);
  });

  it("is still told of what is wrong elsewhere, when a comma, a value or a comment is all that is wrong", () => {
    const wrong = `{ "name": "A", "country": "XX1", "steps": [{ "id": ${id(1)}, "acton": "pdf", "name": HERE }], "rescue": 5 }`;
    for (const broken of ['"a",', "", "/* a */ 1", "tru", '"\\x"']) {
      const codes = findAll(wrong.replace("HERE", broken)).map((finding) => finding.rule.code);
      for (const code of ["syntax", "unknown-country", "unknown-key", "schema"]) {
        assert.ok(codes.includes(code), `${code} with ${broken}: ${codes.join(" ")}`);
      }
    }
  });
});
