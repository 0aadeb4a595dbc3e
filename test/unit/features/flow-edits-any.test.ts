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
const RUNS = { numRuns: 50, seed: 20_250_304 };

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
  return operationsWith(stepAt(a), stepAt(b), condition, b);
}

/** Every kind of operation on these steps and this condition, with one of some actions. */
function operationsWith(step: string, other: string, condition: string, at: number): FlowOperation[] {
  const action = ["pdf", "silo.state", "silo.if", "chargebee.update.details"][at % 4] ?? "";
  const places: readonly FlowPlace[] = [{ after: other }, { before: other }, { inside: condition }];
  return [
    { kind: "add-after", step, action },
    { kind: "add-first", list: "steps", action },
    { kind: "add-first", list: "rescue", action },
    { kind: "add-inside", condition, action },
    { kind: "delete", step },
    { kind: "duplicate", step },
    ...places.map((to) => ({ kind: "move", step, to }) as const),
    { kind: "add-condition", step, status: "KO", code: ["", "4107"][at % 2] ?? "" },
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
      { ...RUNS, numRuns: 80 },
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
      { ...RUNS, numRuns: 10 },
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

/** Texts that are broken, or whose parts are not what the format wants. */
const ODD = [
  "",
  "\ufeff",
  "null",
  "[{}]",
  "{",
  '{ "steps": [{ "id": 1, "name": null, "next": { "a": 1 } }, null, [], "x"] }',
  '{ "steps": [{ "next": [{ "step_id": [], "steps": "a", "stop": 0 }, null, [[]], {}] }, {}], "rescue": 1 }',
  '{ "steps": [{ "id": "a", "id": "b", "next": [], "next": [{ "step_id": "b" }] }], "steps": [{ "next": [{ "steps": [null] }] }, {}] }',
  '{ "steps": [{ "__proto__": { "id": 1 }, "action": "__proto__", "next": null }, {}], "constructor": 1 }',
  '{ "steps": [{ "id": "a", "next": [{ "step_id": "b" }] }, { "id": "b", "next": [{ "step_id": "a" }] }] }',
  '{ "steps": [{ "config": { "state": 1 }, }, ], // a\n "rescue": [{ "next": [/* b */] }] }',
  '{ "steps": [{}], "rescue": [{} }',
  "{ steps: [{ id: x, 'action': silo.close }] }",
  '"\\ud800 😀',
];

describe("an operation on an odd text", () => {
  it("never throws, and leaves a text that is no more broken", () => {
    for (const text of ODD) {
      const document = parseDocument(text);
      const keys = keysOf(document);
      const steps = [...document.steps.map((step) => keys.ofStep(step)), "steps[7]", "__proto__", ""];
      const conditions = [...document.conditions.map((one) => keys.ofCondition(one)), "/next[0]", "x"];
      for (const [a, b, c] of steps.flatMap((_s, x) =>
        steps.flatMap((_t, y) => conditions.map((_c, z) => [x, y, z] as const)),
      )) {
        for (const operation of operationsWith(steps[a] ?? "", steps[b] ?? "", conditions[c] ?? "", b)) {
          const result = edit(text, operation);
          assert.ok(result.kind === "edited" || /^[A-Z'].*\.$/.test(result.reason), JSON.stringify(result));
          assert.ok(result.kind !== "edited" || isSound(parseDocument(result.text)), text);
          assert.ok(result.kind !== "edited" || isSound(document), text);
        }
      }
    }
  });
});
