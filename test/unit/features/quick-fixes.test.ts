import assert from "node:assert/strict";
import { findQuickFixes } from "../../../server/src/features/codeActions";
import { parseDocument } from "../../../server/src/workflow/document";
import { applyEdits } from "../../../server/src/workflow/edits";
import { parseMarkers } from "../../support/markers";
import { findAll, isSerious, numberedIds } from "../../support/rules";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";

/** The fixes for the marked range, or for the cursor, with the text that each makes. */
function fixesAt(marked: string) {
  const { text, cursor, ranges } = parseMarkers(marked);
  const [range] = cursor === undefined ? ranges : [{ start: cursor, end: cursor }];
  assert.ok(range);
  return findQuickFixes(parseDocument(text), findAll(text), range, numberedIds()).map((fix) => ({
    title: fix.title,
    isPreferred: fix.isPreferred,
    code: fix.finding.rule.code,
    text: applyEdits(text, fix.edits),
  }));
}

const titlesAt = (marked: string): string[] => fixesAt(marked).map((fix) => fix.title);

describe("quick fixes", () => {
  const workflow = (action: string, next: string): string =>
    `{ "name": "A", "steps": [{ "id": "${ID}1", "action": ${action}, "next": [${next}] }] }`;

  it("are those of the findings that the cursor touches, the finding's ends included", () => {
    for (const action of ['<|>"silo.clos"', '"silo<|>.clos"', '"silo.clos"<|>', '"si‹lo›.clos"']) {
      assert.deepEqual(fixesAt(workflow(action, '{ "status": "ko" }')), [
        {
          title: "Change to 'silo.close'",
          isPreferred: true,
          code: "unknown-action",
          text: workflow('"silo.close"', '{ "status": "ko" }'),
        },
      ]);
    }
    assert.deepEqual(titlesAt(workflow('<|> "silo.clos"', '{ "status": "ko" }')), []);
  });

  it("are those of all findings in a range", () => {
    assert.deepEqual(titlesAt(workflow('‹"silo.clos"', '{ "status": "ko" }›')), [
      "Change to 'silo.close'",
      "Change to 'KO'",
    ]);
  });

  it("are not made for what has none", () => {
    assert.deepEqual(
      titlesAt(`{ "name": "A", "steps": [{ "id": "${ID}1", "action": "no<|>thing.like.it" }] }`),
      [],
    );
  });

  it("give one new UUID to a step and to all that refer to it, and different ones to different steps", () => {
    const text = (a: string, b: string, to: string): string =>
      `{ "name": "A", "steps": [{ "id": "${a}", "action": "pdf", "next": [{ "status": "KO", "step_id": "${to}" }] }, { "id": "${b}", "action": "pdf" }] }`;
    const fixes = fixesAt(`‹${text("x", "y", "y")}›`);
    const fresh = (number: number): string => `00000000-0000-7000-8000-00000000000${number}`;
    assert.deepEqual(
      fixes.filter((fix) => fix.code === "invalid-uuid").map((fix) => fix.text),
      [text(fresh(1), "y", "y"), text("x", fresh(2), fresh(2))],
    );
  });

  it("mend a text with CRLF and tabs in its own style", () => {
    const [fix] = fixesAt(
      '{\r\n\t"name": "A",\r\n\t"steps": [\r\n\t\t{<|>\r\n\t\t\t"action": "pdf"\r\n\t\t}\r\n\t]\r\n}\r\n',
    );
    assert.equal(
      fix?.text,
      '{\r\n\t"name": "A",\r\n\t"steps": [\r\n\t\t{\r\n\t\t\t"id": "00000000-0000-7000-8000-000000000001",\r\n\t\t\t"action": "pdf"\r\n\t\t}\r\n\t]\r\n}\r\n',
    );
  });

  it("mend a text with a byte order mark on its right place", () => {
    const [fix] = fixesAt(`\ufeff${workflow('"silo.<|>clos"', "")}`);
    assert.equal(fix?.text, `\ufeff${workflow('"silo.close"', "")}`);
  });

  it("can be applied all together as far as they mend findings of one rule", () => {
    const { text } = parseMarkers(
      '{ "name": "A", "steps": [{ "action": "pdf" }, { "action": "pdf" }, { "action": "pdf" }] }',
    );
    const fixes = findQuickFixes(
      parseDocument(text),
      findAll(text).filter(({ rule }) => rule.code === "missing-step-id"),
      { start: 0, end: text.length },
      numberedIds(),
    );
    const mended = applyEdits(
      text,
      fixes.flatMap((fix) => fix.edits),
    );
    assert.equal(fixes.length, 3);
    assert.deepEqual(findAll(mended).filter(isSerious), []);
  });
});
