import assert from "node:assert/strict";
import { createCatalog } from "../../../server/src/schema/catalog";
import { parseText } from "../../../server/src/workflow/tree";
import { atCursor } from "../../support/markers";
import { CATALOG, findAll, isSerious } from "../../support/rules";
import { someOf } from "../../support/thorough";
import { applyItem, offered } from "./accept";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";
const STEP = `{ "id": "${ID}1", "name": "A", "action": "silo.if", "config": { "expr": "a" } }`;

/** The actions that differ in what is offered for them: all others are like the last one. */
const ACTIONS = CATALOG.current.filter(
  ({ config, codes, outcomes }, at, all) => config || codes || outcomes || at === all.length - 1,
);

/** Places in workflows that are sound but for what is to come at the cursor. */
const PLACES = [
  '{ "name": "A", "steps": [], <|> }',
  '{ "name": "A", "steps": []\n<|>\n"rescue": [] }',
  '{ "name": "A", "steps": [], "sch<|>ema": "bill/invoice" }',
  '{ "name": "A", "steps": [], "schema": "<|>" }',
  '{ "name": "A", "steps": [], "country": "<|>" }',
  '{ "name": "A", "steps": [], "draft": <|> }',
  '{ "name": "A", "steps": [], "id": <|> }',
  '{ "name": "A", "steps": [<|>] }',
  `{ "name": "A", "steps": [${STEP} <|>] }`,
  `{ "name": "A", "steps": [<|> ${STEP}] }`,
  '{ "name": "A", "steps": [], "rescue": [<|>] }',
  `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "<|>" }] }`,
  `{ "name": "A", "steps": [{ "id": "${ID}2", "action": <|> }] }`,
  `{ "name": "A", "steps": [{ "id": "${ID}2", "action": <|>\n"name": "a" }] }`,
  '{ "name": "A", "steps": [{ "id": <|>, "action": "pdf" }] }',
  `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "silo.if", <|> }] }`,
  `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "silo.if", "next": [<|>] }] }`,
  `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "silo.if", "next": [{ <|> }] }] }`,
  `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "silo.if", "next": [{ "code": "<|>" }] }] }`,
  `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "silo.if", "next": [{ "status": "<|>" }] }] }`,
  `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "silo.if", "next": [{ "stop": <|> }] }] }`,
  `{ "name": "A", "steps": [${STEP}, { "id": "${ID}2", "action": "silo.if", "next": [{ "status": "KO", "step_id": <|> }] }] }`,
  ...ACTIONS.flatMap(({ id }) => [
    `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "${id}", "config": { <|> } }] }`,
    `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "${id}", <|> }] }`,
    `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "${id}", "next": [<|>] }] }`,
  ]),
  ...ACTIONS.flatMap(({ id, config = [] }) =>
    config.map(
      ({ key }) =>
        `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "${id}", "config": { "${key}": <|> } }] }`,
    ),
  ),
];

/** What a fresh skeleton may still lack: the person fills it in, or adds the step that it needs before it. */
const TO_FILL_IN: ReadonlySet<string> = new Set(["missing-action", "missing-config", "missing-predecessor"]);

describe("whatever is chosen", () => {
  it("leaves strict JSON without a finding that was not there before", () => {
    const told: string[] = [];
    let chosen = 0;
    for (const marked of PLACES) {
      const known = new Set(findAll(atCursor(marked).text).map((finding) => finding.rule.code));
      for (const item of someOf(offered(marked))) {
        chosen++;
        const text = applyItem(marked, item);
        for (const { rule, message } of findAll(text).filter(isSerious)) {
          if (rule.code === "syntax" || !(known.has(rule.code) || TO_FILL_IN.has(rule.code))) {
            told.push(`${marked} + ${item.label}: ${message}\n${text}`);
          }
        }
      }
    }
    assert.ok(chosen > 500, `${chosen} items`);
    assert.deepEqual(told.slice(0, 5), [], `${told.length} faults`);
  });

  it("is strict JSON for whatever users put into their catalog", () => {
    const nasty = ['a "b" \\ $1 $', "{2:c} } | , `d`\n\t é"].join("");
    const catalog = createCatalog([
      {
        id: "acme.ship",
        title: nasty,
        description: nasty,
        app: { id: "acme", name: nasty },
        config: {
          properties: {
            [nasty]: { type: "string", enum: [nasty, "x"] },
            one: { type: "string", enum: [nasty] },
            seen: { type: "string", examples: [nasty] },
            deep: { type: "object", properties: { [nasty]: { enum: [nasty] } } },
          },
          required: [nasty, "one"],
        },
        codes: [{ code: nasty, status: "KO", description: nasty }],
        keywords: [nasty],
      },
    ]);
    assert.equal(catalog.get("acme.ship")?.title, nasty, "the entry is taken");
    const step = (rest: string): string =>
      `{ "name": "A", "steps": [{ "id": "${ID}2", "action": "acme.ship"${rest} }] }`;
    const told: string[] = [];
    for (const marked of [
      '{ "name": "A", "steps": [<|>] }',
      step(", <|>"),
      step(', "name": <|>'),
      step(', "config": <|>'),
      step(', "config": { <|> }'),
      step(', "config": { "one": <|> }'),
      step(', "config": { "seen": "<|>" }'),
      step(', "config": { "deep": { <|> } }'),
      step(', "next": [<|>]'),
      step(', "next": [{ "code": <|> }]'),
    ]) {
      for (const item of offered(marked, catalog)) {
        const text = applyItem(marked, item);
        if (parseText(text).problems.length > 0) {
          told.push(`${marked} + ${item.label}: ${text}`);
        }
      }
    }
    assert.deepEqual(told, []);
  });

  it("is strict JSON for steps with any name or id", () => {
    const nasty = JSON.stringify('a "b" \\ $1 } \n');
    const marked = `{ "name": "A", "steps": [{ "id": ${nasty}, "name": ${nasty} }, { "next": [{ "step_id": <|> }] }] }`;
    const [item] = offered(marked);
    assert.ok(item);
    const text = applyItem(marked, item);
    assert.deepEqual(parseText(text).problems, []);
    assert.ok(text.includes(`"step_id": ${nasty}`));
  });
});
