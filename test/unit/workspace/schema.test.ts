import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import manifest from "../../../package.json";
import { readProject } from "../../../server/src/workspace/project";
import { DIAGNOSTICS_SCHEMA, diagnosticsSchema } from "../../support/diagnosticsSchema";

const ROOT = join(__dirname, "../../..");

describe("the schemas of a project's files", () => {
  const ajv = new Ajv({ strict: true });
  ajv.addVocabulary(["enumDescriptions"]);
  const isValid = ajv.compile(diagnosticsSchema() as object);

  it("have every rule", () => {
    const schema: unknown = JSON.parse(readFileSync(DIAGNOSTICS_SCHEMA, "utf8"));
    assert.deepEqual(schema, diagnosticsSchema(), "Run `npm run docs`.");
  });

  it("take what is read without a fault, and nothing else", () => {
    const off = { "no-rescue": "off" };
    for (const [value, expected] of [
      [{}, true],
      [{ $schema: "x", rules: off, files: { "a/**": { "no-rescue": "error" }, b: {} } }, true],
      [[], false],
      [{ rules: [] }, false],
      [{ rules: { "no-rescue": "loud" } }, false],
      [{ files: { "": off } }, false],
      [{ files: { a: "off" } }, false],
      [{ files: { a: { "no-rescue": 1 } } }, false],
      [{ files: [] }, false],
    ] as const) {
      const text = JSON.stringify(value);
      assert.equal(isValid(value), expected, text);
      assert.equal(readProject({ diagnostics: text }).faults.length === 0, expected, text);
    }
    // These are read, as a newer version may know them.
    assert.equal(isValid({ rules: { "no-such": "off" } }), false);
    assert.equal(isValid({ rule: off }), false);
  });

  it("are named for the files that they are for, and ship", () => {
    const ignored = readFileSync(join(ROOT, ".vscodeignore"), "utf8");
    assert.deepEqual(
      manifest.contributes.jsonValidation.map(({ fileMatch }) => fileMatch),
      [".invopop/actions.json", ".invopop/diagnostics.json"],
    );
    for (const { url } of manifest.contributes.jsonValidation) {
      assert.ok(existsSync(join(ROOT, url)), url);
      assert.ok(ignored.includes(`!${url.slice(2)}\n`), url);
    }
  });
});
