import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../../server/src/rules/registry";
import { checkFixture, onWindows, parseFixture } from "../../support/fixture";
import { parseMarkers } from "../../support/markers";

const FIXTURES = join(__dirname, "../../fixtures/rules");
const CODES = RULES.map((rule) => rule.code);

const folders = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

describe("rule fixtures", () => {
  it("have one folder for each rule", () => {
    assert.deepEqual([...folders].sort(), [...CODES].sort());
  });

  for (const code of CODES) {
    describe(code, () => {
      const files = readdirSync(join(FIXTURES, code));

      it("has a file that the rule finds and one that it leaves alone", () => {
        assert.deepEqual(
          files.filter((name) => !/^(found|ok)(-[a-z-]+)?\.txt$/.test(name)),
          [],
        );
        assert.ok(files.some((name) => name.startsWith("found")));
        assert.ok(files.some((name) => name.startsWith("ok")));
      });

      for (const name of files) {
        it(name.replace(".txt", ""), () => {
          const fixture = parseFixture(readFileSync(join(FIXTURES, code, name), "utf8"));
          const { ranges } = parseMarkers(fixture.marked);
          const isMarked = ranges.some((range) => range.tag === code);
          assert.equal(isMarked, name.startsWith("found"), "found-* marks its own rule, ok-* does not");
          assert.ok(name.startsWith("found") || ranges.length === 0, "ok-* marks nothing");
          checkFixture(fixture, code);
          checkFixture(onWindows(fixture), code);
        });
      }
    });
  }
});
