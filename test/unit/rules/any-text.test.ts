import assert from "node:assert/strict";
import { editsOf } from "../../../server/src/rules/fixes";
import type { Finding } from "../../../server/src/rules/rule";
import { createCatalog } from "../../../server/src/schema/catalog";
import { parseDocument } from "../../../server/src/workflow/document";
import { applyEdits } from "../../../server/src/workflow/edits";
import type { Span } from "../../../server/src/workflow/span";
import { CATALOG, findAll, numberedIds, type OtherFile } from "../../support/rules";
import { seededRandom } from "../workflow/random";
import { everyText, mutated } from "./texts";

const A = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const FILES: readonly OtherFile[] = [
  { path: "other.workflow.json", text: `{ "id": "${A}", "name": "Other", "steps": [] }` },
  { path: "broken.workflow.json", text: '{ "id": ' },
  { path: "empty.workflow.json", text: "" },
];

/** Workflows in which what the rules look at is of any type but the one that they look for. */
const ODD: readonly string[] = [
  "null",
  "true",
  "0",
  '""',
  '"\\ud800"',
  "[]",
  "[null]",
  "{}",
  '{ "a": [{}] }',
  "",
].flatMap((odd) => [
  `{ "id": ${odd}, "country": ${odd}, "schema": ${odd}, "steps": ${odd}, "rescue": ${odd} }`,
  `{ "steps": [${odd}, { "id": ${odd}, "action": ${odd}, "config": ${odd}, "summary": ${odd}, "next": ${odd} }] }`,
  `{ "steps": [{ "id": "${A}", "action": "silo.state", "config": ${odd}, "summary": ${odd}, "next": [${odd}] }] }`,
  `{ "steps": [{ "id": "${A}", "action": "silo.state", "config": { "state": ${odd} }, "summary": "\`a\`{.state .a}" }] }`,
  `{ "steps": [{ "id": "${A}", "action": "cron.subscribe", "config": { "workflow_id": ${odd}, "interval": ${odd}, "factor": ${odd} } }] }`,
  `{ "steps": [{ "id": "${A}", "action": "chargebee.update.details", "config": { "fields": [${odd}, { "field": ${odd} }] } }] }`,
  `{ "steps": [{ "id": "${A}", "action": "silo.if", "next": [{ "status": ${odd}, "code": ${odd}, "steps": ${odd}, "step_id": ${odd}, "stop": ${odd} }] }] }`,
  `{ "steps": [{ "action": "silo.close" }, { "provider": "sequence.enumerate", "id": ${odd} }], "rescue": [${odd}, { "action": "verifactu.send" }] }`,
  `{ "steps": [{ "action": "acme.send", "config": { "token": ${odd}, "__proto__": ${odd}, "constructor": ${odd} } }], "__proto__": ${odd} }`,
]);

/** What users may say of actions, some of it without any sense. */
const CUSTOM = createCatalog(
  JSON.parse(`[
    { "id": "pdf", "after": ["pdf"], "effects": ["number", "sign"], "countries": ["PT"], "closedCodes": true },
    { "id": "silo.if", "after": ["nothing", "ticketbai.send"], "closedCodes": true, "codes": [] },
    { "id": "silo.close", "status": "superseded", "replacedBy": "gone" },
    { "id": "silo.state", "config": { "required": ["state", "__proto__", "constructor"], "properties": { "state": { "enum": [1, true, ""] }, "__proto__": { "type": "string" } } } },
    { "id": "webhook", "config": { "required": ["x"], "additionalProperties": false } },
    { "id": "cron.subscribe", "config": { "required": ["interval", "workflow_id"], "properties": { "workflow_id": { "holds": "workflow-id", "enum": ["a"] }, "interval": { "type": [ "array", "object"], "items": { "type": "integer" } } } } },
    { "id": "__proto__", "closedSchemas": true },
    { "id": "constructor", "schemas": ["org/party"], "closedSchemas": true }
  ]`),
);

function texts(): string[] {
  const random = seededRandom(20_260_816);
  return [...ODD, ...everyText().map((text) => mutated(text, random))];
}

/** Checks that a finding makes sense wherever it is shown. */
function checkFinding(text: string, finding: Finding): void {
  const said = `${finding.rule.code}: ${finding.message} in ${text}`;
  const check = ({ start, end }: Span): void => {
    assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}, ${said}`);
  };
  check(finding.span);
  assert.match(finding.message, /^\S.*[.?]$/s, said);
  for (const related of finding.related ?? []) {
    check(related.span);
    assert.match(related.message, /^\S.*\.$/s, said);
  }
  const titles = (finding.fixes ?? []).map(({ title }) => title);
  assert.deepEqual([...new Set(titles)], titles, said);
  for (const fix of finding.fixes ?? []) {
    const edits = editsOf(parseDocument(text), fix, numberedIds());
    const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    sorted.forEach(({ span }, at) => {
      check(span);
      assert.ok(span.start >= (sorted[at - 1]?.span.end ?? 0), `Edits overlap, ${said}`);
    });
    assert.notEqual(applyEdits(text, edits), text, `'${fix.title}' changes nothing, ${said}`);
  }
}

describe("over any text", () => {
  it("every rule answers, with places in the text and fixes that can be applied", () => {
    let findings = 0;
    for (const text of texts()) {
      for (const finding of findAll(text, CATALOG, FILES)) {
        findings++;
        checkFinding(text, finding);
      }
    }
    assert.ok(findings > 1000, `${findings} findings`);
  });

  it("so it does whatever users say of actions", () => {
    for (const text of [...ODD, ...everyText()]) {
      for (const finding of findAll(text, CUSTOM)) {
        checkFinding(text, finding);
      }
    }
  });
});
