import assert from "node:assert/strict";
import { chmodSync, lstatSync, readdirSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { useCliFolder } from "../support/cli";

const FORMATTED = `{
  "name": "A",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "pdf"
    }
  ]
}
`;
const MINIFIED = JSON.stringify(JSON.parse(FORMATTED));
const BROKEN = '{ "name": "A",\n "steps": [], }';

describe("format", () => {
  const folder = useCliFolder();
  const { read, run, write } = folder;

  it("lays files out in place and names those that changed", () => {
    write("a.workflow.json", MINIFIED);
    write("b.workflow.json", FORMATTED);
    write("sub/c.workflow.json", MINIFIED);
    assert.deepEqual(run(["format", "."]), {
      status: 0,
      stdout: `a.workflow.json\n${join("sub", "c.workflow.json")}\n2 of 3 files formatted.\n`,
      stderr: "",
    });
    for (const name of ["a.workflow.json", "b.workflow.json", "sub/c.workflow.json"]) {
      assert.equal(read(name), FORMATTED);
    }
    assert.deepEqual(run(["format", "."]), { status: 0, stdout: "0 of 3 files formatted.\n", stderr: "" });
  });

  it("indents as it is told", () => {
    write("a.workflow.json", MINIFIED);
    run(["format", "--indent", "4", "a.workflow.json"]);
    assert.equal(
      read("a.workflow.json"),
      FORMATTED.replace(/^ +/gm, (spaces) => spaces.repeat(2)),
    );
    run(["format", "--indent=tab", "a.workflow.json"]);
    assert.equal(
      read("a.workflow.json"),
      FORMATTED.replace(/^ +/gm, (spaces) => "\t".repeat(spaces.length / 2)),
    );
  });

  it("keeps the line breaks and the byte order mark of a file", () => {
    const expected = `\ufeff${FORMATTED.replaceAll("\n", "\r\n")}`;
    write("a.workflow.json", expected.replaceAll("  ", " "));
    run(["format", "a.workflow.json"]);
    assert.equal(read("a.workflow.json"), expected);
  });

  it("checks without changing anything", () => {
    write("a.workflow.json", MINIFIED);
    write("b.workflow.json", FORMATTED);
    assert.deepEqual(run(["format", "--check", "."]), {
      status: 1,
      stdout: "a.workflow.json\n1 of 2 files would change.\n",
      stderr: "",
    });
    assert.equal(read("a.workflow.json"), MINIFIED);
    assert.deepEqual(run(["format", "--check", "b.workflow.json"]), {
      status: 0,
      stdout: "0 of 1 file would change.\n",
      stderr: "",
    });
  });

  it("is a filter from standard input to standard output", () => {
    assert.deepEqual(run(["format", "-"], { input: MINIFIED }), {
      status: 0,
      stdout: FORMATTED,
      stderr: "",
    });
    assert.equal(run(["format", "-"], { input: `\ufeff${MINIFIED}` }).stdout, `\ufeff${FORMATTED}`);
    const args = ["format", "--check", "-", "--stdin-filename", "a.json"];
    assert.deepEqual(run(args, { input: MINIFIED }), {
      status: 1,
      stdout: "a.json\n1 of 1 file would change.\n",
      stderr: "",
    });
  });

  it("leaves what is no JSON as it is, says where, and goes on", () => {
    write("a.workflow.json", BROKEN);
    write("b.workflow.json", MINIFIED);
    const stderr =
      "a.workflow.json:2:13 is no JSON, so it stays as it is: Strict JSON has no comma before a closing bracket.\n";
    assert.deepEqual(run(["format", "--check", "."]), {
      status: 1,
      stdout: "b.workflow.json\n1 of 2 files would change.\n",
      stderr,
    });
    assert.deepEqual(run(["format", "."]), {
      status: 1,
      stdout: "b.workflow.json\n1 of 2 files formatted.\n",
      stderr,
    });
    assert.equal(read("a.workflow.json"), BROKEN);
    assert.equal(read("b.workflow.json"), FORMATTED);
    assert.equal(run(["format", "--check", "a.workflow.json"]).status, 1);
  });

  it("hands on what is no JSON, so that a filter loses nothing", () => {
    assert.deepEqual(run(["format", "-"], { input: BROKEN }), {
      status: 1,
      stdout: BROKEN,
      stderr:
        "<stdin>:2:13 is no JSON, so it stays as it is: Strict JSON has no comma before a closing bracket.\n",
    });
  });

  it("says what could not be read, and formats the rest", () => {
    write("a.workflow.json", MINIFIED);
    assert.deepEqual(run(["format", "none.json", "a.workflow.json"]), {
      status: 3,
      stdout: "a.workflow.json\n1 of 1 file formatted.\n",
      stderr: "none.json could not be read: there is no such file or folder.\n",
    });
  });

  it("takes the place of a file at once: with its permissions, nothing left behind, links kept", () => {
    write("real/a.json", MINIFIED);
    chmodSync(join(folder.path, "real/a.json"), 0o666);
    symlinkSync("real/a.json", join(folder.path, "link.workflow.json"));
    run(["format", "link.workflow.json"]);
    assert.equal(read("real/a.json"), FORMATTED);
    assert.ok(lstatSync(join(folder.path, "link.workflow.json")).isSymbolicLink());
    assert.equal(statSync(join(folder.path, "real/a.json")).mode & 0o777, 0o666);
    assert.deepEqual(readdirSync(join(folder.path, "real")), ["a.json"]);
  });

  it("does not touch a file that stays the same", () => {
    write("a.workflow.json", FORMATTED);
    utimesSync(join(folder.path, "a.workflow.json"), 1000, 1000);
    const { ino } = statSync(join(folder.path, "a.workflow.json"));
    run(["format", "a.workflow.json"]);
    const after = statSync(join(folder.path, "a.workflow.json"));
    assert.deepEqual([after.ino, after.mtimeMs], [ino, 1_000_000]);
  });

  it("takes any JSON that is named", () => {
    write("a.json", '["a",{}]');
    run(["format", "a.json"]);
    assert.equal(read("a.json"), '[\n  "a",\n  {}\n]\n');
  });
});
