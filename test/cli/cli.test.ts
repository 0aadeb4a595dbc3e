import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../../package.json";

const CLI = join(__dirname, "../../dist/cli.js");
const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";

const SOUND = `{ "name": "A", "steps": [{ "id": "${ID}", "action": "pdf" }] }`;
const WARNED = SOUND.replace("pdf", "pdfx");
const WRONG = SOUND.replace(ID, "one");

describe("the command line", () => {
  let folder: string;
  const run = (args: readonly string[], input = "") => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder,
      input,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };
  const write = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "invopop-cli-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("says that a sound file is sound", () => {
    write("a.workflow.json", SOUND);
    assert.deepEqual(run(["validate", "a.workflow.json"]), {
      status: 0,
      stdout: "1 file checked: 0 errors, 0 warnings.\n",
      stderr: "",
    });
  });

  it("prints what it finds, with its place, and fails on errors", () => {
    write("a.workflow.json", WRONG);
    assert.deepEqual(run(["validate", "a.workflow.json"]), {
      status: 1,
      stdout: `a.workflow.json
  1:34      error        A step's id must be a UUID, and 'one' is none.  invalid-uuid

1 file checked: 1 error, 0 warnings.
`,
      stderr: "",
    });
  });

  it("fails on warnings only where there are more than allowed", () => {
    write("a.workflow.json", WARNED);
    assert.equal(run(["validate", "a.workflow.json"]).status, 0);
    assert.equal(run(["validate", "--max-warnings", "1", "a.workflow.json"]).status, 0);
    assert.equal(run(["validate", "--max-warnings=0", "a.workflow.json"]).status, 1);
  });

  it("prints JSON for programs", () => {
    write("a.workflow.json", WARNED);
    const { status, stdout } = run(["validate", "--format", "json", "a.workflow.json"]);
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), {
      problems: [
        {
          file: "a.workflow.json",
          line: 1,
          column: 84,
          endLine: 1,
          endColumn: 90,
          severity: "warning",
          code: "unknown-action",
          message: "The action 'pdfx' is not known. Did you mean 'pdf'?",
        },
      ],
      summary: { files: 1, errors: 0, warnings: 1 },
    });
  });

  it("reads standard input for a dash", () => {
    const { status, stdout } = run(["validate", "-"], WRONG);
    assert.equal(status, 1);
    assert.match(stdout, /^<stdin>\n {2}1:34 /);
  });

  it("checks the workflows of a folder, each once", () => {
    for (const name of ["sub", ".git", "node_modules", "folder.workflow.json"]) {
      mkdirSync(join(folder, name));
      write(`${name}/b.invopop.json`, WARNED);
    }
    write("a.workflow.json", WRONG);
    write("other.json", "not a workflow");
    const { stdout } = run(["validate", ".", "a.workflow.json", join("sub", "b.invopop.json")]);
    const named = stdout.split("\n").filter((line) => /^\S+json$/.test(line));
    const expected = [
      "a.workflow.json",
      join("folder.workflow.json", "b.invopop.json"),
      join("sub", "b.invopop.json"),
    ];
    assert.deepEqual(named, expected);
    assert.match(stdout, /\n3 files checked: 1 error, 2 warnings\.\n$/);
  });

  it("says what could not be read, and checks the rest", () => {
    write("a.workflow.json", WRONG);
    const { status, stdout, stderr } = run(["validate", "none.json", "a.workflow.json"]);
    assert.equal(status, 3);
    assert.match(stdout, /1 file checked: 1 error/);
    assert.equal(stderr, "none.json could not be read: there is no such file or folder.\n");
  });

  for (const [args, reason] of [
    [[], "A command is missing."],
    [["publsh"], "There is no command 'publsh'."],
    [["validate"], "Name the files or folders to check, or - for standard input."],
    [["validate", "--format", "xml", "a"], "There is no format 'xml'."],
    [["validate", "--max-warnings", "-1", "a"], ""],
    [["validate", "--max-warnings", "many", "a"], "--max-warnings takes a number, not 'many'."],
    [["validate", "--wrong", "a"], ""],
  ] as const) {
    it(`does not understand '${args.join(" ")}' and says why`, () => {
      const { status, stdout, stderr } = run(args);
      assert.equal(status, 2);
      assert.equal(stdout, "");
      assert.ok(stderr.startsWith(reason) && stderr.endsWith("Try 'invopop-workflows --help'.\n"), stderr);
    });
  }

  it("explains itself", () => {
    assert.match(run(["--help"]).stdout, /^Checks Invopop workflows[\s\S]+Exit codes:\n {2}0 {2}no errors/);
    assert.deepEqual(run(["--version"]), { status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("takes files of every kind", () => {
    write("mark.workflow.json", `\ufeff${SOUND}`);
    write("empty.workflow.json", "");
    write("bytes.workflow.json", Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    assert.equal(run(["validate", "mark.workflow.json"]).status, 0);
    assert.match(run(["validate", "empty.workflow.json"]).stdout, /The file is empty/);
    assert.equal(run(["validate", "bytes.workflow.json"]).status, 1);
  });

  it("ends in peace when nobody reads on", async () => {
    for (let number = 0; number < 300; number++) {
      write(`${number}.workflow.json`, WRONG);
    }
    const child = spawn(process.execPath, [CLI, "validate", "--format", "json", "."], { cwd: folder });
    let complaint = "";
    child.stderr.on("data", (part) => {
      complaint += part;
    });
    child.stdout.destroy();
    await new Promise((resolve) => child.once("close", resolve));
    assert.equal(complaint, "");
  });
});
