import assert from "node:assert/strict";
import { type MendOptions, mend } from "../../../server/src/rules/fixes";
import { RULES } from "../../../server/src/rules/registry";
import type { Fix, Rule } from "../../../server/src/rules/rule";
import { CATALOG, numberedIds } from "../../support/rules";
import { seededRandom } from "../workflow/random";
import { everyText, mutated } from "./texts";

const isSure = (fix: Fix): boolean => fix.preferred === true;
const isSafe = (fix: Fix): boolean => fix.isSafe === true;

function options(accepts: (fix: Fix) => boolean, rules: readonly Rule[] = RULES): MendOptions {
  return {
    catalog: CATALOG,
    rules,
    newId: numberedIds(),
    accepts,
    onError: (rule, error) => {
      throw new Error(`The rule ${rule.code} threw.`, { cause: error });
    },
  };
}

/** The value of a text that is strict JSON but for its byte order mark; undefined for another. */
function strictValue(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

/** A value without what a safe fix may change: how the action's key is called, and what a summary says. */
function withoutLooks(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutLooks);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.entries(value)
    .filter(([key]) => key !== "summary")
    .map(([key, inner]) => [key === "provider" ? "action" : key, withoutLooks(inner)]);
}

/** All texts with faults, and one that chance makes of each. */
function manyTexts(): string[] {
  const random = seededRandom(20_260_815);
  const texts = everyText();
  return [...texts, ...texts.map((text) => mutated(text, random))];
}

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";

describe("mending a text", () => {
  it("goes on until nothing is left to mend, also where one fix brings up another", () => {
    assert.deepEqual(
      mend(
        `{ "name": "A", "stepz": [{ "id": "${ID}1", "provder": "silo.clos", }, { "id": "${ID}1", "actoin": "xinvoice.embed" }] }`,
        options(isSure),
      ),
      {
        text: `{ "name": "A", "steps": [{ "id": "${ID}1", "action": "silo.close" }, { "id": "00000000-0000-7000-8000-000000000001", "action": "cii.pdf.embed" }] }`,
        count: 8,
      },
    );
  });

  it("applies the first fix of a finding that is accepted, and no other", () => {
    const text = `{ "name": "A", "steps": [{ "id": "${ID}1", "action": "pdf", "provider": "silo.close" }] }`;
    assert.deepEqual(mend(text, options(isSure)), {
      text: `{ "name": "A", "steps": [{ "id": "${ID}1", "action": "pdf" }] }`,
      count: 1,
    });
    assert.deepEqual(
      mend(
        text,
        options((fix) => fix.title === "Remove 'action'"),
      ),
      {
        text: `{ "name": "A", "steps": [{ "id": "${ID}1", "provider": "silo.close" }] }`,
        count: 1,
      },
    );
    assert.deepEqual(
      mend(
        text,
        options(() => false),
      ),
      { text, count: 0 },
    );
  });

  it("leaves fixes that meet for another turn, and applies them all", () => {
    const step = `"id": "${ID}1", "action": "pdf"`;
    assert.deepEqual(
      mend(`{ "name": "A", "steps": [{ ${step}, "provider": "silo.close", }] }`, options(isSure)),
      { text: `{ "name": "A", "steps": [{ ${step} }] }`, count: 2 },
    );
    const comments = "/* a */".repeat(100);
    assert.deepEqual(mend(`{ "name": "A", "steps": [${comments}] }`, options(isSure)), {
      text: '{ "name": "A", "steps": [] }',
      count: 100,
    });
  });

  it("ends where fixes take each other back", () => {
    const flip = (code: string, from: string, to: string): Rule => ({
      code,
      severity: "hint",
      docs: { summary: "", reason: "", bad: "", good: "" },
      document: ({ document: { text }, report }) => {
        const start = text.indexOf(from);
        if (start >= 0) {
          const span = { start, end: start + from.length };
          const edit = { kind: "replace", span, text: to } as const;
          report({ span, message: "", fixes: [{ title: "", preferred: true, edit }] });
        }
      },
    });
    const rules = [flip("there", '"a"', '"b"'), flip("back", '"b"', '"a"')];
    const { text, count } = mend('{ "a": 1 }', options(isSure, rules));
    assert.equal(text, '{ "a": 1 }');
    assert.equal(count, 10);
  });

  it("leaves no sure fix behind, and no strict JSON in pieces", () => {
    let mended = 0;
    for (const text of manyTexts()) {
      const { text: after, count } = mend(text, options(isSure));
      mended += count;
      assert.deepEqual(mend(after, options(isSure)), { text: after, count: 0 }, text);
      assert.ok(strictValue(text) === undefined || strictValue(after) !== undefined, `${text}\n${after}`);
    }
    assert.ok(mended > 300, `${mended} fixes were applied`);
  });

  it("changes by safe fixes nothing but how things are called and what a summary says", () => {
    let mended = 0;
    for (const text of manyTexts()) {
      const { text: after, count } = mend(text, options(isSafe));
      mended += count;
      assert.deepEqual(mend(after, options(isSafe)), { text: after, count: 0 }, text);
      const value = strictValue(text);
      if (value !== undefined) {
        assert.deepEqual(withoutLooks(strictValue(after)), withoutLooks(value), `${text}\n${after}`);
      } else {
        assert.ok(after.length <= text.length + 100, text);
      }
    }
    assert.ok(mended > 60, `${mended} fixes were applied`);
  });
});

describe("safe fixes", () => {
  it("are few, and each of them is sure", () => {
    const safe = new Set<string>();
    const unsure = new Set<string>();
    for (const text of everyText()) {
      mend(text, {
        ...options((fix) => fix.isSafe === true),
        accepts: (fix, { rule }) => {
          if (fix.isSafe) {
            (fix.preferred ? safe : unsure).add(rule.code);
          }
          return false;
        },
      });
    }
    assert.deepEqual([...safe].sort(), ["duplicate-key", "legacy-provider", "summary-mismatch", "syntax"]);
    assert.deepEqual([...unsure], []);
  });

  it("take out a comma too many, but no comment, which somebody wrote", () => {
    assert.equal(
      mend('{ "name": "A", /* why */ "steps": [1, // a\n 2,], }', options(isSafe)).text,
      '{ "name": "A", /* why */ "steps": [1, // a\n 2] }',
    );
  });
});
