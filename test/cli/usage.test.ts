import assert from "node:assert/strict";
import { version } from "../../package.json";
import { SPECS } from "../../server/src/cli/specs";
import { useCliFolder } from "../support/cli";

describe("the command line, when it is not understood", () => {
  const { run } = useCliFolder();

  for (const [line, reason, command] of [
    ["", "A command is missing."],
    ["publsh", "There is no command 'publsh'. Did you mean 'publish'?"],
    ["deploy", "There is no command 'deploy'."],
    ["vaildate a", "There is no command 'vaildate'. Did you mean 'validate'?"],
    ["a.workflow.json", "There is no command 'a.workflow.json'. Did you mean 'validate a.workflow.json'?"],
    ["validate", "Name files or folders, or - for standard input.", "validate"],
    ["validate --wrong a", "There is no option '--wrong' of 'validate'.", "validate"],
    [
      "validate --formt json a",
      "There is no option '--formt' of 'validate'. Did you mean '--format'?",
      "validate",
    ],
    ["validate --check a", "There is no option '--check' of 'validate'.", "validate"],
    ["validate -x a", "There is no option '-x' of 'validate'.", "validate"],
    ["--wrong", "There is no option '--wrong'."],
    [
      "validate --format jsn a",
      "There is no format 'jsn', only pretty, json, sarif, github. Did you mean 'json'?",
      "validate",
    ],
    ["validate a --format", "--format needs a value: --format FORM.", "validate"],
    ["validate --max-warnings -1 a", "--max-warnings takes a number, not '-1'.", "validate"],
    ["validate --max-warnings many a", "--max-warnings takes a number, not 'many'.", "validate"],
    ["validate --max-warnings= a", "--max-warnings takes a number, not ''.", "validate"],
    [
      "validate --stdin-filename b a",
      "--stdin-filename names the text of -, which is not there.",
      "validate",
    ],
    ["format", "Name files or folders, or - for standard input.", "format"],
    ["format --check=yes a", "--check takes no value.", "format"],
    ["format --indent 0 a", "--indent takes a number from 1 to 16 or tab, not '0'.", "format"],
    ["format - a", "- stands alone: its text goes to standard output.", "format"],
    ["fix a -", "- stands alone: its text goes to standard output.", "fix"],
    ["explain a b", "Name one code.", "explain"],
    ["explain sytnax", "There is no code 'sytnax'. Did you mean 'syntax'?", "explain"],
    ["explain unreachble", "There is no code 'unreachble'. Did you mean 'unreachable-step'?", "explain"],
    ["explain 12345", "There is no code '12345'.", "explain"],
  ] as const) {
    it(`says why and ends with 2: ${line || "nothing"}`, () => {
      const help = ["invopop-workflows", ...(command ? [command] : []), "--help"].join(" ");
      assert.deepEqual(run(line.split(" ").filter(Boolean)), {
        status: 2,
        stdout: "",
        stderr: `${reason}\nTry '${help}'.\n`,
      });
    });
  }

  it("reads what stands behind two dashes as a name", () => {
    const { status, stderr } = run(["validate", "--", "--format"]);
    assert.equal(status, 3);
    assert.equal(stderr, "--format could not be read: there is no such file or folder.\n");
  });
});

describe("the command line's help", () => {
  const { run } = useCliFolder();

  it("says the version", () => {
    assert.deepEqual(run(["--version"]), { status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("lists the commands, and what their exit codes mean", () => {
    const { status, stdout, stderr } = run(["--help"]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.match(stdout, /^Usage: invopop-workflows <command>/m);
    for (const { name, summary } of SPECS) {
      assert.ok(stdout.includes(`\n  ${name.padEnd(22)}  ${summary}\n`), name);
    }
    assert.match(stdout, /^Exit codes:\n {2}0 {2}.+\n {2}1 {2}.+\n {2}2 {2}.+\n {2}3 {2}.+\n/m);
  });

  for (const { name, options, examples } of SPECS) {
    it(`tells of ${name} and each of its options`, () => {
      const { status, stdout, stderr } = run([name, "--help"]);
      assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
      assert.match(stdout, new RegExp(`^Usage: invopop-workflows ${name} `, "m"));
      for (const option of options) {
        assert.match(stdout, new RegExp(`^ {2}--${option.name}`, "m"));
      }
      for (const { line } of examples) {
        assert.ok(stdout.includes(`\n  invopop-workflows ${line}\n`), line);
      }
    });
  }

  it("is given whatever else is wrong", () => {
    assert.match(run(["validate", "--wrong", "-h"]).stdout, /^Usage: invopop-workflows validate /m);
    assert.match(run(["-h", "publsh"]).stdout, /^Usage: invopop-workflows <command> /m);
  });

  it("fits on a screen", () => {
    for (const args of [["-h"], ...SPECS.map(({ name }) => [name, "-h"])]) {
      for (const line of run(args).stdout.split("\n")) {
        assert.ok(line.length <= 105, line);
      }
    }
  });
});
