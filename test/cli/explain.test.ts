import assert from "node:assert/strict";
import { homepage } from "../../package.json";
import { RULES } from "../../server/src/rules/registry";
import { useCliFolder } from "../support/cli";

describe("explain", () => {
  const { run } = useCliFolder();

  it("prints a rule's page", () => {
    assert.deepEqual(run(["explain", "duplicate-key"]), {
      status: 0,
      stdout: `duplicate-key  warning

A key stands twice in one object. JSON readers keep the last value and drop the
earlier ones without a word.

Reported:

    {
      "name": "Invoice",
      "steps": [],
      "name": "Credit note"
    }

Mended:

    {
      "name": "Credit note",
      "steps": []
    }

"rules": { "duplicate-key": "off" } in .invopop/diagnostics.json turns it off;
error, warning, information and hint say how much it weighs.

${homepage}#duplicate-key
`,
      stderr: "",
    });
  });

  it("says when a rule is off, and shows the file beside", () => {
    assert.match(run(["explain", "deprecated-goto"]).stdout, /^deprecated-goto {2}hint, off by default\n/);
    assert.match(
      run(["explain", "duplicate-workflow-id"]).stdout,
      /\n\nBeside a file credit-note\.workflow\.json:\n\n {4}\{\n/,
    );
  });

  it("lists all codes without one", () => {
    const { status, stdout } = run(["explain"]);
    assert.equal(status, 0);
    const listed = stdout.split("\n").flatMap((line) => /^([a-z-]+) +(\w+) {2}/.exec(line)?.slice(1) ?? []);
    assert.deepEqual(
      listed,
      RULES.flatMap(({ code, severity, isOptIn }) => [code, isOptIn ? "off" : severity]),
    );
    for (const line of stdout.split("\n")) {
      assert.ok(line.length <= 80, line);
    }
  });

  it("has colours where they are forced", () => {
    const { stdout } = run(["explain", "syntax"], { env: { FORCE_COLOR: "1" } });
    assert.ok(stdout.startsWith("\u001b[1msyntax\u001b[22m  \u001b[31merror\u001b[39m\n"));
  });
});
