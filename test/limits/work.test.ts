import assert from "node:assert/strict";
import { join } from "node:path";
import type * as Measured from "../support/measured";
import { IS_THOROUGH } from "../support/thorough";
import { Metered } from "../support/work";

/** How large the smaller text of each kind is; the larger one is twice that. */
const COUNT = 200;

/** So few steps may be what is there to do once for every text. */
const LITTLE = 5_000;

/** What takes long itself, and is looked at when tests are to be thorough. */
const LONG = ["mended everywhere", "mended at one place", "refactored", "pasted", "written as a flowchart"];

/** How much more may be done for a text that is twice as large; sorting takes a little more than twice. */
const MOST = 2.6;

function id(at: number): string {
  return `019ab4c2-6b1e-7c1a-9d0e-${String(at).padStart(12, "0")}`;
}

function list(count: number, item: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => item(at)).join(",\n");
}

function steps(fields: (at: number, count: number) => string): (count: number) => string {
  return (count) =>
    `{ "name": "Large", "steps": [${list(count, (at) => `{ "id": "${id(at)}", ${fields(at, count)} }`)}], "rescue": [] }`;
}

/** Texts of any size that are one thing again and again. */
const SHAPES: Readonly<Record<string, (count: number) => string>> = {
  "sound steps": steps((at) => `"name": "Step ${at}", "action": "pdf"`),
  "steps that go on": steps(
    (at, count) =>
      `"action": "silo.close", "next": [{ "status": "KO", "step_id": "${id((at + 1) % count)}" }]`,
  ),
  "steps that go to one": steps(
    () => `"action": "silo.close", "next": [{ "status": "KO", "step_id": "${id(3)}" }]`,
  ),
  "steps that go back": steps(
    (at, count) => `"action": "silo.close", "next": [{ "step_id": "${id((at + count - 1) % count)}" }]`,
  ),
  "steps that go back, each after another action": steps(
    (at, count) =>
      `"action": "${["silo.close", "verifactu.send", "sequence.enumerate", "acme"][at % 4]}", "next": [{ "step_id": "${id((at + count - 1) % count)}" }]`,
  ),
  "steps that go across": steps(
    (at, count) =>
      `"action": "verifactu.send", "next": [{ "status": "KO", "step_id": "${id((at * 7919) % count)}" }]`,
  ),
  "steps with branches": steps(
    (at) =>
      `"action": "silo.if", "next": [{ "code": "true", "steps": [{ "id": "${id(at + 90_000)}", "action": "pdf" }] }]`,
  ),
  "steps that say provider": steps((at) => `"provider": "pdf", "name": "${at}"`),
  "unknown steps": steps((at) => `"action": "pdf", "next": [{ "step_id": "${id(at + 500_000)}" }]`),
  "unknown actions": steps((at) => `"action": "acme.send.${at}"`),
  "unknown keys": steps((at) => `"action": "pdf", "unknown${at}": 1`),
  "unknown codes": steps((at) => `"action": "silo.if", "next": [{ "code": "${at}", "stop": true }]`),
  "steps of one id": (count) =>
    `{ "steps": [${list(count, () => `{ "id": "${id(1)}", "action": "pdf" }`)}] }`,
  "steps of one id that is none": (count) =>
    `{ "steps": [${list(count, () => '{ "id": "x", "action": "pdf", "next": [{ "step_id": "x" }] }')}] }`,
  "ids that are none": (count) =>
    `{ "steps": [${list(count, (at) => `{ "id": "x${at}", "action": "pdf", "next": [{ "step_id": "x${(at + 1) % count}" }] }`)}] }`,
  "steps that go to themselves": steps((at) => `"action": "pdf", "next": [{ "step_id": "${id(at)}" }]`),
  "steps that start an unknown workflow": steps(
    (at) => `"action": "transform.job.create", "config": { "workflow_id": "${id(at)}" }`,
  ),
  "steps without id": (count) => `{ "steps": [${list(count, () => '{ "action": "pdf" }')}] }`,
  "conditions of one step": (count) =>
    `{ "steps": [{ "id": "${id(1)}", "action": "silo.if", "next": [${list(count, (at) => `{ "code": "${at}", "stop": true }`)}] }] }`,
  "the same condition": (count) =>
    `{ "steps": [{ "id": "${id(1)}", "action": "silo.if", "next": [${list(count, () => '{ "code": "true", "stop": true }')}] }] }`,
  "keys of a config": (count) =>
    `{ "name": "", "steps": [{ "id": "${id(1)}", "action": "pdf", "config": { ${list(count, (at) => `"k${at}": ${at}`)} } }] }`,
  "the same key of a config": (count) =>
    `{ "name": "", "steps": [{ "id": "${id(1)}", "action": "pdf", "config": { ${list(count, (at) => `"k": ${at}`)} } }] }`,
  "keys of the root": (count) => `{ ${list(count, (at) => `"k${at}": ${at}`)}, "steps": [] }`,
  "items of a config": (count) =>
    `{ "name": "", "steps": [{ "id": "${id(1)}", "action": "pdf", "config": { "list": [${list(count, (at) => `{ "k${at}": [${at}] }`)}] } }] }`,
  "numbers on one line": (count) =>
    `{ "name": "", "steps": [{ "id": "${id(1)}", "action": "pdf", "config": { "list": [${"1, ".repeat(count * 4)}2] } }] }`,
  "one text": (count) => `{ "name": "${"a\\n😀\\u0041".repeat(count * 4)}", "steps": [] }`,
  "comments to the end of a line": (count) =>
    `{ ${"// a\n".repeat(count)} "steps": [${"// b\n".repeat(count)}] }`,
  "comments in brackets": (count) => `{ "steps": [${"/* a */ ".repeat(count)}] }`,
  "missing commas": (count) => `{ "steps": [${'{ "id": "x" "name": "y" }'.repeat(count)}] }`,
  "commas too many": (count) => `{ "steps": [{ "a": [${"1,, ".repeat(count)}] },, ] }`,
  "brackets that close nothing": (count) => `{ "steps": [] ${"]} ".repeat(count)}`,
  "brackets that are open": (count) => `{ "steps": ${"[{ ".repeat(count)}`,
  "brackets that are too deep": (count) => `{ "steps": ${'{ "a": ['.repeat(count * 5)}`,
  "strings without end": (count) => `{ "steps": [${'{ "id": "x,\n '.repeat(count)}`,
  "other values": (count) => `{ "steps": [${list(count, () => 'null, 1, "a", [], true')}] }`,
  "escapes that are none": (count) => `{ "name": "${"\\x".repeat(count)}" }`,
  colons: (count) => ":".repeat(count),
  noise: (count) => "nul'#".repeat(count),
};

describe("twice as much text takes not much more than twice as many steps", () => {
  let metered: Metered<typeof Measured> | undefined;
  before(() => {
    metered = new Metered(join(__dirname, "../support/measured.ts"));
  });
  after(() => metered?.end());

  for (const [shape, write] of Object.entries(SHAPES)) {
    it(`of ${shape}`, () => {
      const counted = (work: () => unknown): number => metered?.count(work) ?? assert.fail();
      const operations = Object.fromEntries(
        Object.entries(metered?.exports.OPERATIONS ?? {}).filter(
          ([name]) => IS_THOROUGH || !LONG.includes(name),
        ),
      );
      const stepsFor = (text: string): number[] =>
        Object.values(operations).map((prepare) => counted(prepare(text)));
      const once = stepsFor(write(COUNT));
      const twice = stepsFor(write(2 * COUNT));
      const slow = Object.keys(operations).flatMap((name, at) => {
        const [few = 0, many = 0] = [once[at], twice[at]];
        return many > LITTLE && many > MOST * few ? [`${name}: ${few} steps, then ${many}`] : [];
      });
      assert.deepEqual(slow, []);
    });
  }
});
