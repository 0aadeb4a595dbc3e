import assert from "node:assert/strict";
import { fixAllOf, fixAllSafely, rulesToFixAll } from "../../../server/src/features/fixAll";
import { RULES } from "../../../server/src/rules/registry";
import { applyEdits } from "../../../server/src/workflow/edits";
import { parseMarkers } from "../../support/markers";
import { CATALOG, findAll, numberedIds } from "../../support/rules";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";
const options = () => ({ catalog: CATALOG, rules: RULES, newId: numberedIds() });

/** A workflow with all that fixes can be made for, more than once. */
const FAULTY = `{
  "name": "Invoice",
  "steps": [
    { "id": "${ID}1", "provider": "silo.clos", "next": [{ "status": "ko", "stop": true, }] },
    { "id": "${ID}2", "provider": "silo.clos", "next": [{ "status": "Skip", "stop": true }] },
    { "id": "${ID}2", "provider": "silo.state", "config": { "state": "sent" }, "summary": "\`error\`{.state .error}" },
    { "provider": "silo.state", "config": { "state": "snt" } },
  ]
}
`;

/** The text after all fixes of one rule. */
function fixedAll(code: string, text = FAULTY): string {
  const rule = RULES.find((candidate) => candidate.code === code);
  assert.ok(rule);
  return applyEdits(text, fixAllOf(rule, text, options()));
}

/** The codes that can be fixed all together at the marked range. */
function offeredAt(marked: string): string[] {
  const { text, ranges } = parseMarkers(marked);
  const [range] = ranges;
  assert.ok(range);
  const findings = findAll(text);
  const here = findings.filter(({ span }) => span.start <= range.end && range.start <= span.end);
  return rulesToFixAll(here, findings).map(({ code }) => code);
}

describe("fixing all of a kind", () => {
  it("mends what one rule finds and leaves the rest as it is", () => {
    assert.equal(fixedAll("legacy-provider"), FAULTY.replaceAll('"provider"', '"action"'));
    assert.equal(fixedAll("unknown-status"), FAULTY.replace('"ko"', '"KO"').replace('"Skip"', '"SKIP"'));
    assert.equal(fixedAll("unknown-action"), FAULTY.replaceAll('"silo.clos"', '"silo.close"'));
    assert.equal(fixedAll("syntax"), FAULTY.replaceAll(/,(?= ?[}\n] ?[\]}])|,(?=\n {2}\])/g, ""));
    assert.equal(fixedAll("unknown-country"), FAULTY);
  });

  it("is offered where a sure fix is, and when there are others of its kind", () => {
    assert.deepEqual(offeredAt(`‹${FAULTY}›`), [
      "legacy-provider",
      "unknown-action",
      "unknown-status",
      "syntax",
    ]);
    assert.deepEqual(offeredAt(FAULTY.replace('"ko"', '‹"ko"›')), ["unknown-status"]);
    assert.deepEqual(offeredAt(FAULTY.replace('"snt"', '‹"snt"›')), []);
  });

  it("changes no more of the text than differs", () => {
    const [rule] = RULES.filter(({ code }) => code === "unknown-status");
    assert.ok(rule);
    const edits = fixAllOf(rule, FAULTY, options());
    assert.deepEqual(
      edits.map(({ span, text }) => [FAULTY.slice(span.start, span.end), text]),
      [
        ["ko", "KO"],
        ["kip", "KIP"],
      ],
    );
  });
});

describe("fixing on save", () => {
  it("applies the safe fixes and no others", () => {
    assert.equal(
      applyEdits(FAULTY, fixAllSafely(FAULTY, options())),
      FAULTY.replaceAll('"provider"', '"action"')
        .replaceAll(/,(?= ?[}\n] ?[\]}])|,(?=\n {2}\])/g, "")
        .replace("`error`{.state .error}", "`sent`{.state .sent}"),
    );
  });

  it("changes nothing where all is well, or nothing can be read", () => {
    for (const text of ["", "{}", "{", "[]", '{ "name": "A", "steps": [] }', "\ufeff{ }", "nonsense"]) {
      assert.deepEqual(fixAllSafely(text, options()), [], text);
    }
  });
});
