import assert from "node:assert/strict";
import { RULES } from "../../../server/src/rules/registry";
import type { Finding } from "../../../server/src/rules/rule";
import { CATALOG, checkFix, findAll, isSerious } from "../../support/rules";

describe("rule docs", () => {
  it("have codes that differ and look like codes", () => {
    const codes = RULES.map((rule) => rule.code);
    assert.deepEqual([...new Set(codes)], codes);
    assert.deepEqual(
      codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code)),
      [],
    );
  });

  for (const rule of RULES) {
    const { bad, good, other } = rule.docs;
    const files = other ? [other] : [];
    /** The findings of the rule, and whatever else everyone would see. */
    const findingsIn = (text: string): Finding[] =>
      findAll(text, CATALOG, files).filter((finding) => finding.rule === rule || isSerious(finding));

    describe(rule.code, () => {
      it("says in whole sentences what it is about and why", () => {
        assert.match(rule.docs.summary, /^[A-Z].*\.$/);
        assert.match(rule.docs.reason, /^[A-Z].*\.$/);
      });

      it("finds what is wrong in the bad example, and nothing but that", () => {
        const findings = findingsIn(bad);
        assert.ok(findings.length > 0);
        assert.deepEqual(
          findings.filter((finding) => finding.rule !== rule).map((finding) => finding.message),
          [],
        );
      });

      it("leaves the good example alone", () => {
        assert.deepEqual(
          findingsIn(good).map((finding) => `${finding.rule.code}: ${finding.message}`),
          [],
        );
      });

      it("has at most one preferred fix for a finding, which makes the bad example clean", () => {
        for (const finding of findingsIn(bad)) {
          const preferred = (finding.fixes ?? []).filter((fix) => fix.preferred);
          assert.ok(preferred.length <= 1);
          for (const fix of preferred) {
            const fixed = checkFix(bad, finding, fix, files);
            assert.deepEqual(findingsIn(fixed), []);
          }
        }
      });
    });
  }
});
