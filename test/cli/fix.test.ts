import assert from "node:assert/strict";
import { RULES } from "../../server/src/rules/registry";
import { HOPELESS, SOUND, useCliFolder, WARNED, WRONG } from "../support/cli";

const UUID_V7 = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** The text with fresh UUIDs made comparable: those that are in none of our texts. */
function settle(text: string): string {
  return text.replace(UUID_V7, (id) => (id.startsWith("019ab4c2-") ? id : "<fresh>"));
}

describe("fix", () => {
  const folder = useCliFolder();
  const { read, run, write } = folder;

  it("mends files in place, and says how many fixes there were and what remains", () => {
    write("a.workflow.json", WRONG.replace("action", "provider").replace("\n  ]", ",\n  ]"));
    write("b.workflow.json", HOPELESS.replace("pdf", "pdfx"));
    write("c.workflow.json", SOUND);
    assert.deepEqual(run(["fix", "--hints", "."]), {
      status: 1,
      stdout: `4 fixes applied in 2 files.

b.workflow.json
  2:11      error        'name' must be a string, not an object.  schema

3 files checked: 1 error, 0 warnings.
`,
      stderr: "",
    });
    assert.equal(
      settle(read("a.workflow.json")),
      SOUND.replace("019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "<fresh>"),
    );
    assert.equal(read("b.workflow.json"), HOPELESS);
    assert.equal(read("c.workflow.json"), SOUND);
  });

  it("follows hints only when it is asked to", () => {
    const hinted = SOUND.replace("action", "provider");
    write("a.workflow.json", hinted);
    const stdout = "1 file checked: 0 errors, 0 warnings.\n";
    assert.deepEqual(run(["fix", "."]), {
      status: 0,
      stdout: `0 fixes applied in 0 files.\n\n${stdout}`,
      stderr: "",
    });
    assert.equal(read("a.workflow.json"), hinted);
    assert.equal(run(["fix", "--hints", "."]).stdout, `1 fix applied in 1 file.\n\n${stdout}`);
    assert.equal(read("a.workflow.json"), SOUND);
    write("a.workflow.json", hinted);
    write(".invopop/diagnostics.json", '{ "rules": { "legacy-provider": "information" } }');
    assert.match(run(["fix", "."]).stdout, /^1 fix applied/);
  });

  it("ends with 0 when nothing remains, and with 1 when too many warnings do", () => {
    write("a.workflow.json", WARNED);
    assert.deepEqual(run(["fix", "a.workflow.json"]), {
      status: 0,
      stdout: "1 fix applied in 1 file.\n\n1 file checked: 0 errors, 0 warnings.\n",
      stderr: "",
    });
    assert.equal(read("a.workflow.json"), SOUND);
    write("a.workflow.json", SOUND.replace('"pdf"', '"of.our.own"'));
    const { status, stderr } = run(["fix", "--max-warnings", "0", "a.workflow.json"]);
    assert.deepEqual({ status, stderr }, { status: 1, stderr: "1 warning, and --max-warnings allows 0.\n" });
  });

  it("leaves the choice where there is one", () => {
    const id = (last: string) => `"019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d${last}"`;
    const step = (last: string, next = "[]") => `{ "id": ${id(last)}, "action": "pdf", "next": ${next} }`;
    const goes = step("01", `[{ "status": "KO", "step_id": ${id("09")} }]`);
    const text = `{ "name": "A", "steps": [${goes}, ${step("02")}, ${step("03")}] }`;
    write("a.workflow.json", text);
    const { status, stdout } = run(["fix", "a.workflow.json"]);
    assert.equal(status, 1);
    assert.match(stdout, /^0 fixes applied in 0 files\.\n[\s\S]+ {2}unknown-step\n/);
    assert.equal(read("a.workflow.json"), text);
  });

  it("applies with --safe only what changes nothing of what a workflow does", () => {
    const { bad, good } = RULES.find(({ code }) => code === "summary-mismatch")?.docs ?? {};
    assert.ok(bad && good);
    write("a.workflow.json", bad.replace('"Invoice"', '"Invoice", "contry": "ES"'));
    const { status, stdout } = run(["fix", "--safe", "--max-warnings", "0", "a.workflow.json"]);
    assert.equal(status, 1);
    assert.match(stdout, /^1 fix applied in 1 file\.\n[\s\S]+ {2}unknown-key\n/);
    assert.match(stdout, /\n'invopop-workflows fix' mends 1 of them\.\n$/);
    assert.equal(read("a.workflow.json"), good.replace('"Invoice"', '"Invoice", "contry": "ES"'));
  });

  it("shows with --dry-run what would change, as a patch, and changes nothing", () => {
    write("a.workflow.json", WRONG.replace("pdf", "pdfx"));
    write("b.workflow.json", SOUND);
    const { status, stdout, stderr } = run(["fix", "--dry-run", "."]);
    assert.equal(
      settle(stdout),
      `--- a.workflow.json
+++ a.workflow.json
@@ -2,8 +2,8 @@
   "name": "A",
   "steps": [
     {
-      "id": "one",
-      "action": "pdfx",
+      "id": "<fresh>",
+      "action": "pdf",
       "next": [{ "status": "KO", "stop": true }]
     }
   ]
`,
    );
    assert.deepEqual(
      { status, stderr },
      {
        status: 0,
        stderr: "2 fixes would be applied in 1 file.\n\n2 files checked: 0 errors, 0 warnings.\n",
      },
    );
    assert.equal(read("a.workflow.json"), WRONG.replace("pdf", "pdfx"));
  });

  it("is a filter from standard input to standard output", () => {
    const { status, stdout, stderr } = run(["fix", "-"], { input: `\ufeff${WRONG}` });
    assert.equal(settle(stdout), `\ufeff${SOUND.replace(/019ab4c2[^"]+/, "<fresh>")}`);
    assert.deepEqual(
      { status, stderr },
      { status: 0, stderr: "1 fix applied in 1 file.\n\n1 file checked: 0 errors, 0 warnings.\n" },
    );
    const patch = run(["fix", "--dry-run", "-", "--stdin-filename", "a.json"], { input: WARNED });
    assert.match(patch.stdout, /^--- a\.json\n\+\+\+ a\.json\n@@ /);
    assert.equal(run(["fix", "-"], { input: SOUND }).stdout, SOUND);
  });

  it("takes settings from the project", () => {
    write("a.workflow.json", WARNED);
    write(".invopop/diagnostics.json", '{ "rules": { "unknown-action": "off" } }');
    const { status, stdout } = run(["fix", "a.workflow.json"]);
    assert.equal(status, 0);
    assert.match(stdout, /^0 fixes applied in 0 files\.\n/);
    assert.equal(read("a.workflow.json"), WARNED);
  });

  it("says what could not be read, and mends the rest", () => {
    write("a.workflow.json", WARNED);
    const { status, stderr } = run(["fix", "none.json", "a.workflow.json"]);
    assert.equal(status, 3);
    assert.equal(stderr, "none.json could not be read: there is no such file or folder.\n");
    assert.equal(read("a.workflow.json"), SOUND);
  });

  it("mends what it can of what is hardly JSON", () => {
    write("a.workflow.json", '{ "name": "A", "steps": [{ "action": "pdf", }, ] ');
    const { status, stdout } = run(["fix", "a.workflow.json"]);
    assert.equal(status, 1);
    assert.match(stdout, /^\d fix(es)? applied in 1 file\.\n[\s\S]+ {2}syntax\n/);
    assert.match(settle(read("a.workflow.json")), /"action": "pdf" ?\}/);
  });
});
