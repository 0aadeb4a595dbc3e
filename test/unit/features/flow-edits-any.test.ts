import assert from "node:assert/strict";
import fc from "fast-check";
import type { FlowOperation, FlowPlace } from "../../../server/src/flowProtocol";
import { keysOf } from "../../../server/src/picture/keys";
import { severityOf } from "../../../server/src/rules/rule";
import { isSound, parseDocument } from "../../../server/src/workflow/document";
import { toValue } from "../../../server/src/workflow/node";
import { findAll } from "../../support/rules";
import { anyText, anyWorkflow } from "../arbitrary";
import { edit } from "./flowEdited";
import { told } from "./flowTold";

/** How many workflows each property is tried on. The seed is fixed, so that a run is like the one before. */
const RUNS = { numRuns: 100, seed: 20_250_304 };

/** Numbers by which the steps and conditions of operations are taken, counted round. */
const anyNumbers = fc.tuple(fc.nat(), fc.nat(), fc.nat());

/** Every kind of operation, on steps and conditions that the numbers stand for. */
function operationsOn(text: string, [a, b, c]: readonly [number, number, number]): FlowOperation[] {
  const document = parseDocument(text);
  const keys = keysOf(document);
  const stepAt = (at: number): string => {
    const step = document.steps[at % document.steps.length];
    return step ? keys.ofStep(step) : "none";
  };
  const found = document.conditions[c % (document.conditions.length || 1)];
  const condition = found ? keys.ofCondition(found) : "none";
  const step = stepAt(a);
  const other = stepAt(b);
  const action = ["pdf", "silo.state", "silo.if", "chargebee.update.details"][b % 4] ?? "";
  const places: readonly FlowPlace[] = [{ after: other }, { before: other }, { inside: condition }];
  return [
    { kind: "add-after", step, action },
    { kind: "add-first", list: "steps", action },
    { kind: "add-first", list: "rescue", action },
    { kind: "add-inside", condition, action },
    { kind: "delete", step },
    { kind: "duplicate", step },
    ...places.map((to) => ({ kind: "move", step, to }) as const),
    { kind: "add-condition", step, status: "KO", code: ["", "4107"][b % 2] ?? "" },
    { kind: "add-condition", step },
    { kind: "point", condition, step },
  ];
}

/** The value of a text; comments and commas too many aside. */
function looseValue(text: string): unknown {
  const { root } = parseDocument(text);
  return JSON.parse(JSON.stringify(root && toValue(root)));
}

/** The codes of the errors that a text has. */
function errorsOf(text: string): Set<string> {
  const errors = findAll(text).filter((finding) => severityOf(finding) === "error");
  return new Set(errors.map(({ rule }) => rule.code));
}

/** Puts comments behind brackets and commas of a text, by numbers that are counted round. */
function withComments(text: string, numbers: readonly number[]): string {
  let at = 0;
  return text.replace(/"(?:[^"\\]|\\.)*"|[{}[\],]/g, (token) => {
    const number = token.startsWith('"') ? 0 : (numbers[at++ % numbers.length] ?? 0);
    return `${token}${["", " // a\n", " /* b */", "\n// c\n"][number] ?? ""}`;
  });
}

describe("an operation on any workflow", () => {
  it("makes of it what it should, or is refused where it should be", () => {
    const made = new Set<string>();
    fc.assert(
      fc.property(anyText, anyNumbers, (text, numbers) => {
        for (const operation of operationsOn(text, numbers)) {
          const expected = told(parseDocument(text), operation);
          const result = edit(text, operation);
          const what = `${JSON.stringify(operation)}\n${text}`;
          assert.equal(result.kind, expected === undefined ? "refusal" : "edited", what);
          made.add(`${operation.kind} ${result.kind}`);
          if (result.kind === "edited") {
            assert.deepEqual(JSON.parse(result.text.replace(/^\ufeff/, "")), expected, what + result.text);
          }
        }
      }),
      { ...RUNS, numRuns: 100 },
    );
    const kinds = ["add-inside", "delete", "move", "add-condition", "point"];
    assert.deepEqual(
      [...made].sort(),
      [
        ...[...kinds, "add-after", "add-first", "duplicate"].map((kind) => `${kind} edited`),
        ...kinds.map((kind) => `${kind} refusal`),
      ].sort(),
    );
  });

  it("keeps its line ends, its byte order mark and its tidiness, and brings no new kinds of errors", () => {
    fc.assert(
      fc.property(anyText, anyNumbers, (text, numbers) => {
        const errors = errorsOf(text);
        for (const operation of operationsOn(text, numbers)) {
          const result = edit(text, operation);
          if (result.kind === "edited") {
            const after = result.text;
            assert.equal(after.startsWith("\ufeff"), text.startsWith("\ufeff"));
            assert.equal(/[^\r]\n/.test(after), /[^\r]\n/.test(text), after);
            assert.doesNotMatch(after, /[ \t][\r\n]/);
            const fresh = [...errorsOf(after)].filter((code) => !errors.has(code));
            assert.deepEqual(fresh, [], `${JSON.stringify(operation)}\n${text}\n${after}`);
          }
        }
      }),
      { ...RUNS, numRuns: 15 },
    );
  });

  it("leaves a tidy file tidy, be it on lines or all on one", () => {
    fc.assert(
      fc.property(anyWorkflow, fc.constantFrom("  ", "\t", ""), anyNumbers, (workflow, indent, numbers) => {
        const tidy = (value: unknown): string => JSON.stringify(value, undefined, indent);
        const text = tidy(workflow);
        for (const operation of operationsOn(text, numbers)) {
          const result = edit(text, operation);
          if (result.kind === "edited") {
            assert.equal(result.text, tidy(JSON.parse(result.text)), JSON.stringify(operation));
          }
        }
      }),
      RUNS,
    );
  });

  it("does the same in a file with comments, and loses none of them but those of what it takes away", () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(9), { minLength: 1 }), anyNumbers, (strict, places, numbers) => {
        const text = withComments(strict, places);
        const count = (one: string): number => one.match(/\/\/ [ac]|\/\* b \*\//g)?.length ?? 0;
        for (const operation of operationsOn(text, numbers)) {
          const expected = told(parseDocument(text), operation);
          const result = edit(text, operation);
          if (result.kind === "edited") {
            const what = `${JSON.stringify(operation)}\n${text}\n\n${result.text}`;
            assert.ok(isSound(parseDocument(result.text)), what);
            assert.deepEqual(looseValue(result.text), expected, what);
            const takesAway = operation.kind === "delete" || operation.kind === "point";
            assert.ok(takesAway || count(result.text) >= count(text), what);
          }
        }
      }),
      RUNS,
    );
  });
});
