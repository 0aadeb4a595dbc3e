import assert from "node:assert/strict";
import fc from "fast-check";
import { RuleMemo } from "../../server/src/rules/memo";
import { RULES } from "../../server/src/rules/registry";
import type { Finding } from "../../server/src/rules/rule";
import { runRules } from "../../server/src/rules/run";
import { parseDocument } from "../../server/src/workflow/document";
import { applyEdits } from "../../server/src/workflow/edits";
import { LARGE_CHARACTERS, LARGE_STEPS, MOST_PROBLEMS, MOST_VALUES } from "../../server/src/workflow/size";
import { updateDocument } from "../../server/src/workflow/update";
import { plainSpan } from "../support/markers";
import { CATALOG } from "../support/rules";
import { tries } from "../support/thorough";
import { anyText } from "../unit/arbitrary";

const NOTE = {
  code: "large-file",
  span: { start: 0, end: 0 },
  message: "This file has more than 10 MiB or 50,000 steps, so only its syntax, schema and ids are checked.",
};

/** What a workflow has whose steps are wrong in every way, three of which are basics. */
const FAULTS = `"steps": [{ "id": "x", "name": 1, "next": [{ "step_id": "019ab4c2-6b1e-7c1a-9d0e-000000000009" }], "action": "unknown", "unknown": 1 }]`;
const BASICS = ["invalid-uuid", "schema", "unknown-step"];
const OTHERS = ["deprecated-goto", "unknown-action", "unknown-key", "no-rescue"];

function check(text: string, most?: number): Finding[] {
  return runRules(parseDocument(text), { catalog: CATALOG, rules: RULES, ...(most && { most }) });
}

function codesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ rule }) => rule.code);
}

function told({ rule, span, message }: Finding) {
  return { code: rule.code, span: plainSpan(span), message };
}

/** A workflow with faults and a name that makes it so many characters long. */
function withLength(length: number): string {
  const rest = `{ "name": "", ${FAULTS} }`;
  return rest.replace('""', `"${"a".repeat(length - rest.length)}"`);
}

describe("a large file", () => {
  it("has its basics checked, and says so", () => {
    const findings = check(withLength(LARGE_CHARACTERS + 1));
    assert.deepEqual(findings[0] && told(findings[0]), NOTE);
    assert.deepEqual(codesOf(findings).sort(), ["large-file", ...BASICS].sort());
  });

  it("is one from a number of steps on, too", () => {
    const steps = (count: number) => `{ "steps": [${"{},".repeat(count - 1)}{}], "unknown": 1 }`;
    const [few, many] = [check(steps(LARGE_STEPS), 1), check(steps(LARGE_STEPS + 1), 1)].map(codesOf);
    assert.ok(few?.includes("unknown-key") && !few.includes("large-file"));
    assert.deepEqual(many, ["large-file", "schema", "missing-step-id"]);
  });

  it("is none up to that size", () => {
    const codes = codesOf(check(withLength(LARGE_CHARACTERS)));
    assert.deepEqual([...new Set(codes)].sort(), [...BASICS, ...OTHERS].sort());
  });

  it("becomes one and none by typing, with what was found before", () => {
    const memo = new RuleMemo();
    let text = withLength(LARGE_CHARACTERS);
    let document = parseDocument(text);
    const start = text.indexOf("aa");
    for (const [end, put] of [
      [start, "b"],
      [start + 1, ""],
    ] as const) {
      const options = { catalog: CATALOG, rules: RULES };
      runRules(document, options, memo);
      text = applyEdits(text, [{ span: { start, end }, text: put }]);
      document = updateDocument(document, { start, end, length: put.length }, text);
      assert.deepEqual(runRules(document, options, memo).map(told), check(text).map(told));
    }
  });

  it("has as many values read as there is room for", () => {
    const values = (count: number) => `{ "name": "", "steps": [], "k": [${"1,".repeat(count - 5)}2] }`;
    const whole = parseDocument(values(MOST_VALUES));
    assert.deepEqual([whole.problems, whole.isTorn], [[], false]);
    const [problem, ...others] = parseDocument(values(MOST_VALUES + 1)).problems;
    assert.deepEqual(others, []);
    assert.equal(problem?.message, "The file has more than 2,000,000 values; what follows is not read.");
    assert.equal(problem?.span.start, values(MOST_VALUES + 1).indexOf("2]"));
  });
});

describe("more faults than anybody reads", () => {
  it("are told up to a number, of each rule, and that there may be more", () => {
    const steps = Array.from({ length: 9 }, (_, at) => ({ id: `x${at}`, action: "pdf", [`k${at}`]: 1 }));
    const text = JSON.stringify({ name: "", steps, rescue: [] });
    const messagesOf = (code: string, most: number) =>
      check(text, most).flatMap(({ rule, message }) => (rule.code === code ? [message] : []));
    for (const code of ["invalid-uuid", "unknown-key"]) {
      const all = messagesOf(code, 9);
      const [first, last] = messagesOf(code, 2);
      assert.equal(all.length, 9);
      assert.equal(first, all[0]);
      assert.equal(last, `${all[1]} There may be more of these, which are not listed.`);
    }
  });

  it("are the same ones after any chain of changes as in a text just opened", () => {
    const anyTyping = fc.record({
      at: fc.nat(),
      length: fc.nat(3),
      text: fc.constantFrom("", "a", '"', '"x": 1,', ","),
    });
    fc.assert(
      fc.property(
        anyText,
        fc.array(anyTyping, { maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        (source, typings, most) => {
          const memo = new RuleMemo();
          let document = parseDocument(source);
          for (const { at, length, text: put } of typings) {
            const start = at % (document.text.length + 1);
            const end = Math.min(document.text.length, start + length);
            const text = applyEdits(document.text, [{ span: { start, end }, text: put }]);
            document = updateDocument(document, { start, end, length: put.length }, text);
            const findings = runRules(document, { catalog: CATALOG, rules: RULES, most }, memo);
            assert.deepEqual(findings.map(told), check(text, most).map(told));
          }
        },
      ),
      tries(40),
    );
  });

  it("of the JSON itself are told up to a number, after which nobody knows what is in it", () => {
    const comments = (count: number) => parseDocument(`{ "steps": [${"/**/".repeat(count)}] }`);
    assert.deepEqual(
      [comments(MOST_PROBLEMS), comments(MOST_PROBLEMS + 1)].map(({ problems, isTorn }) => [
        problems.length,
        isTorn,
      ]),
      [
        [MOST_PROBLEMS, false],
        [MOST_PROBLEMS, true],
      ],
    );
  });
});
