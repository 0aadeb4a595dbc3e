import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SOUND, useCliFolder, WARNED, WRONG } from "../support/cli";

describe("the project of a file", () => {
  const folder = useCliFolder();
  const { run, write } = folder;
  const summary = (args: readonly string[], cwd = ".") =>
    /^\d+ files? checked: (.+)\.$/m.exec(run(["validate", ...args], { cwd }).stdout)?.[1];

  it("makes actions known", () => {
    write("sub/deep/a.workflow.json", WARNED);
    assert.equal(summary(["."]), "0 errors, 1 warning");
    write(".invopop/actions.json", '{ "actions": [{ "id": "pdfx" }] }');
    assert.equal(summary(["."]), "0 errors, 0 warnings");
    assert.equal(summary(["sub"]), "0 errors, 0 warnings");
    assert.equal(summary(["../deep/a.workflow.json"], "sub/deep"), "0 errors, 0 warnings");
  });

  it("says how much findings weigh, for all files and for some", () => {
    write("a.workflow.json", WARNED);
    write("old/b.workflow.json", WRONG);
    const rules = { "unknown-action": "error" };
    const files = { "old/**": { "invalid-uuid": "off" } };
    write(".invopop/diagnostics.json", JSON.stringify({ rules, files }));
    assert.deepEqual(run(["validate", "."]), {
      status: 1,
      stdout: `a.workflow.json
  6:17      error        The action 'pdfx' is not known. Did you mean 'pdf'?  unknown-action

2 files checked: 1 error, 0 warnings.
'invopop-workflows fix' mends 1 of them.
`,
      stderr: "",
    });
  });

  it("turns on what is off by default, and shows hints that it makes more of", () => {
    write("a.workflow.json", SOUND.replace("action", "provider"));
    write(".invopop/diagnostics.json", '{ "rules": { "legacy-provider": "warning" } }');
    assert.match(run(["validate", "."]).stdout, /^ {2}6:7 +warning .+ {2}legacy-provider$/m);
  });

  it("is the nearest one, and no other", () => {
    write("sub/a.workflow.json", WARNED);
    write(".invopop/actions.json", '{ "actions": [{ "id": "pdfx" }] }');
    write("sub/.invopop/diagnostics.json", "{}");
    assert.equal(summary(["."]), "0 errors, 1 warning");
  });

  it("is not looked for outside of the repository", () => {
    write("sub/a.workflow.json", WARNED);
    write(".invopop/actions.json", '{ "actions": [{ "id": "pdfx" }] }');
    mkdirSync(join(folder.path, "sub/.git"));
    assert.equal(summary(["."]), "0 errors, 1 warning");
    write("sub/.invopop/actions.json", '{ "actions": [{ "id": "pdfx" }] }');
    assert.equal(summary(["."]), "0 errors, 0 warnings");
  });

  it("counts for standard input by the name that it is given, else by where the command runs", () => {
    write("sub/.invopop/actions.json", '{ "actions": [{ "id": "pdfx" }] }');
    const check = (args: readonly string[], cwd = ".") =>
      run(["validate", "--max-warnings", "0", "-", ...args], { input: WARNED, cwd }).status;
    assert.equal(check([]), 1);
    assert.equal(check([], "sub"), 0);
    assert.equal(check(["--stdin-filename", "sub/none/a.workflow.json"]), 0);
    assert.equal(check(["--stdin-filename", "../a.workflow.json"], "sub"), 1);
  });

  it("is told of when it is not valid, once, and ends with 3 as it may mean otherwise", () => {
    write("a.workflow.json", WARNED);
    write("b.workflow.json", WARNED);
    write(".invopop/actions.json", '{ "actions": [{ "id": "pdfx" }, 1] }');
    write(".invopop/diagnostics.json", '{ "rules": { "syntax": "loud" } }');
    const { status, stdout, stderr } = run(["validate", "."]);
    assert.equal(status, 3);
    assert.equal(stdout, "2 files checked: 0 errors, 0 warnings.\n");
    const lines = stderr.split("\n");
    assert.equal(lines.length, 3, stderr);
    assert.match(stderr, /^\.invopop.actions\.json: the entry at index 1 is passed over/);
    assert.match(stderr, /\n\.invopop.diagnostics\.json: 'syntax' under 'rules' is passed over/);
  });
});
