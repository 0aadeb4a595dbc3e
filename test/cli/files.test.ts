import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { SOUND, useCliFolder, WARNED, WRONG } from "../support/cli";

/** The names of the files that a report of `validate` has something to say of. */
function named(report: string): string[] {
  return report.split("\n").filter((line) => /^\S+json$/.test(line));
}

describe("the files of a command", () => {
  const folder = useCliFolder();
  const { run, write } = folder;

  it("are the workflows of a folder, in the order of their names", () => {
    for (const name of ["sub", ".git", ".hidden", "node_modules", "folder.workflow.json"]) {
      write(`${name}/b.invopop.json`, WARNED);
    }
    write("a.workflow.json", WRONG);
    write("other.json", "not a workflow");
    const { status, stdout, stderr } = run(["validate", "."]);
    assert.deepEqual(named(stdout), [
      "a.workflow.json",
      join("folder.workflow.json", "b.invopop.json"),
      join("sub", "b.invopop.json"),
    ]);
    assert.match(stdout, /\n3 files checked: 1 error, 2 warnings\.\n/);
    assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
  });

  it("are any files that are named", () => {
    write(".hidden/a.json", WARNED);
    assert.match(run(["validate", ".hidden/a.json"]).stdout, /^1 file checked: 0 errors, 1 warning\.$/m);
  });

  it("are told of once, under the name that comes first", () => {
    write("sub/a.workflow.json", WARNED);
    const { stdout } = run([
      "validate",
      "./sub/a.workflow.json",
      "sub",
      join(folder.path, "sub"),
      "sub/*.json",
    ]);
    assert.deepEqual(named(stdout), ["./sub/a.workflow.json"]);
    assert.match(stdout, /^1 file checked/m);
  });

  it("may be none in a folder, which is told of", () => {
    mkdirSync(join(folder.path, "sub"));
    assert.deepEqual(run(["validate", "sub"]), {
      status: 0,
      stdout: "0 files checked: 0 errors, 0 warnings.\n",
      stderr: "sub holds no workflows; their names end in .workflow.json or .invopop.json.\n",
    });
  });

  for (const [glob, names] of [
    ["*.workflow.json", ["a.workflow.json"]],
    ["**/*.workflow.json", ["a.workflow.json", "sub/b.workflow.json", "sub/deep/c.workflow.json"]],
    ["sub/**", ["sub/b.workflow.json", "sub/d.json", "sub/deep/c.workflow.json"]],
    ["sub/?.json", ["sub/d.json"]],
    ["{a,sub/b}.workflow.json", ["a.workflow.json", "sub/b.workflow.json"]],
    ["**/[b-c].workflow.json", ["sub/b.workflow.json", "sub/deep/c.workflow.json"]],
    // What a shell makes of it: folders too, which stand for the workflows below them.
    ["su*", ["sub/b.workflow.json", "sub/deep/c.workflow.json"]],
    ["node_modules/*/*.json", ["node_modules/p/n.json"]],
    [".hidden/*.json", [".hidden/h.json"]],
    ["./sub/../*.workflow.json", ["a.workflow.json"]],
  ] as const) {
    it(`fit the glob ${glob}`, () => {
      for (const name of [
        "a.workflow.json",
        "sub/b.workflow.json",
        "sub/deep/c.workflow.json",
        "sub/d.json",
        "node_modules/p/n.json",
        ".hidden/h.json",
      ]) {
        write(name, WARNED);
      }
      const { stdout, stderr } = run(["validate", glob]);
      assert.equal(stderr, "");
      assert.deepEqual(
        named(stdout).sort(),
        names.map((name) => join(name)),
      );
    });
  }

  it("fit a glob from the root, and from above", () => {
    write("a.workflow.json", WARNED);
    write("sub/other.json", WARNED);
    const glob = join(folder.path, "*.workflow.json");
    assert.deepEqual(named(run(["validate", glob]).stdout), [join(folder.path, "a.workflow.json")]);
    const { stdout } = run(["validate", "../*.workflow.json"], { cwd: "sub" });
    assert.deepEqual(named(stdout), [join("..", "a.workflow.json")]);
  });

  it("are never found by a glob where one has just this name", () => {
    write("[ab].workflow.json", WARNED);
    write("a.workflow.json", WARNED);
    assert.deepEqual(named(run(["validate", "[ab].workflow.json"]).stdout), ["[ab].workflow.json"]);
  });

  it("are followed through links", () => {
    write("elsewhere/real.json", WARNED);
    mkdirSync(join(folder.path, "sub"));
    symlinkSync("../elsewhere/real.json", join(folder.path, "sub/link.workflow.json"));
    symlinkSync("..", join(folder.path, "sub/up"));
    assert.deepEqual(named(run(["validate", "sub"]).stdout), [join("sub", "link.workflow.json")]);
  });

  for (const [name, reason] of [
    ["none.workflow.json", "there is no such file or folder"],
    ["*.none", "no file fits it"],
    ["a.workflow.json/b", "a file stands where a folder should be"],
    ["loop.json", "its links lead in a circle"],
    ["dangling/dangling.workflow.json", "there is no such file or folder"],
    ["bytes.json", "it is no UTF-8 text"],
    ["utf-16.json", "it is UTF-16 and must be UTF-8"],
    ["long".repeat(100), "its name is too long"],
  ] as const) {
    it(`that cannot be read stop no others, and end with 3: ${name.slice(0, 40)}`, () => {
      write("a.workflow.json", WRONG);
      write("bytes.json", Buffer.from([0x22, 0xff, 0x22]));
      write("utf-16.json", Buffer.from(`\ufeff${SOUND}`, "utf16le"));
      mkdirSync(join(folder.path, "dangling"));
      symlinkSync("nowhere", join(folder.path, "dangling/dangling.workflow.json"));
      symlinkSync("loop.json", join(folder.path, "loop.json"));
      const { status, stdout, stderr } = run(["validate", name, "a.workflow.json"]);
      assert.deepEqual({ status, stderr }, { status: 3, stderr: `${name} could not be read: ${reason}.\n` });
      assert.match(stdout, /^1 file checked: 1 error/m);
    });
  }

  it("that cannot be read are told of when they are in a folder, too", () => {
    write("sub/a.workflow.json", WRONG);
    symlinkSync("nowhere", join(folder.path, "sub/b.workflow.json"));
    const { status, stdout, stderr } = run(["validate", "sub"]);
    assert.equal(status, 3);
    assert.match(stdout, /^1 file checked: 1 error/m);
    assert.equal(stderr, "sub/b.workflow.json could not be read: there is no such file or folder.\n");
  });

  it("may hold anything", () => {
    write("empty.workflow.json", "");
    write("mark.workflow.json", `\ufeff${SOUND}`);
    write("mark-only.workflow.json", "\ufeff");
    write("list.workflow.json", "[]");
    write("deep.workflow.json", "[".repeat(100_000));
    write("zeros.workflow.json", Buffer.alloc(1000));
    const { status, stdout, stderr } = run(["validate", "."]);
    assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
    assert.deepEqual(named(stdout), [
      "deep.workflow.json",
      "empty.workflow.json",
      "list.workflow.json",
      "mark-only.workflow.json",
      "zeros.workflow.json",
    ]);
  });
});
