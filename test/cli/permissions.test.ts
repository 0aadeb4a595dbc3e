import assert from "node:assert/strict";
import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SOUND, useCliFolder, WARNED } from "../support/cli";

describe("the command line, where permissions are missing", () => {
  const folder = useCliFolder();
  const { read, write } = folder;
  const allow = (name: string, mode: number) => chmodSync(join(folder.path, name), mode);
  const run = (args: readonly string[]) => folder.run(args, { asNobody: true });

  beforeEach(() => allow(".", 0o777));

  it("says which file it may not read, and checks the others", () => {
    write("a.workflow.json", WARNED);
    write("b.workflow.json", WARNED);
    allow("a.workflow.json", 0o000);
    const { status, stdout, stderr } = run(["validate", "."]);
    assert.equal(status, 3);
    assert.match(stdout, /^b\.workflow\.json\n[\s\S]+\n1 file checked: 0 errors, 1 warning\.\n/);
    assert.equal(stderr, "a.workflow.json could not be read: permission is missing.\n");
  });

  it("says which folder it may not read, and checks the others", () => {
    write("a/a.workflow.json", WARNED);
    write("b/b.workflow.json", WARNED);
    allow("a", 0o000);
    const { status, stdout, stderr } = run(["validate", "."]);
    allow("a", 0o755);
    assert.equal(status, 3);
    assert.match(stdout, /^1 file checked: 0 errors, 1 warning\.$/m);
    assert.equal(stderr, "a could not be read: permission is missing.\n");
  });

  it("says of a project's file that it may not read it, as it may say otherwise", () => {
    write("a.workflow.json", SOUND);
    write(".invopop/diagnostics.json", "{}");
    allow(".invopop/diagnostics.json", 0o000);
    const { status, stderr } = run(["validate", "a.workflow.json"]);
    assert.equal(status, 3);
    const name = join(".invopop", "diagnostics.json");
    assert.equal(stderr, `${name} could not be read: permission is missing.\n`);
  });

  for (const command of ["format", "fix"]) {
    it(`leaves a file that may only be read as it is: ${command}`, () => {
      const text = WARNED.replaceAll("\n", "");
      write("a.workflow.json", text);
      allow("a.workflow.json", 0o444);
      const { status, stderr } = run([command, "a.workflow.json"]);
      assert.deepEqual(
        { status, stderr },
        { status: 3, stderr: "a.workflow.json could not be written: permission is missing.\n" },
      );
      assert.equal(read("a.workflow.json"), text);
    });

    it(`leaves a file as it is in a folder where nothing may be put: ${command}`, () => {
      const text = WARNED.replaceAll("\n", "");
      write("sub/a.workflow.json", text);
      allow("sub/a.workflow.json", 0o666);
      allow("sub", 0o555);
      const { status, stderr } = run([command, "sub/a.workflow.json"]);
      allow("sub", 0o755);
      assert.equal(status, 3);
      assert.equal(stderr, "sub/a.workflow.json could not be written: permission is missing.\n");
      assert.equal(read("sub/a.workflow.json"), text);
      assert.deepEqual(readdirSync(join(folder.path, "sub")), ["a.workflow.json"]);
    });
  }
});
