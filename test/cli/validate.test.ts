import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { CLI, HOPELESS, SOUND, useCliFolder, WARNED, WRONG } from "../support/cli";

describe("validate", () => {
  const folder = useCliFolder();
  const { run, write } = folder;

  it("says that a sound file is sound", () => {
    write("a.workflow.json", SOUND);
    assert.deepEqual(run(["validate", "a.workflow.json"]), {
      status: 0,
      stdout: "1 file checked: 0 errors, 0 warnings.\n",
      stderr: "",
    });
  });

  it("prints what it finds, with its place and what a fix would mend, and fails on errors", () => {
    write("a.workflow.json", WRONG.replace('"pdf"', '"pdfx"'));
    write("b.workflow.json", HOPELESS);
    assert.deepEqual(run(["validate", "b.workflow.json", "a.workflow.json"]), {
      status: 1,
      stdout: `b.workflow.json
  2:11      error        'name' must be a string, not an object.  schema

a.workflow.json
  5:13      error        A step's id must be a UUID, and 'one' is none.  invalid-uuid
  6:17      warning      The action 'pdfx' is not known. Did you mean 'pdf'?  unknown-action

2 files checked: 2 errors, 1 warning.
'invopop-workflows fix' mends 2 of them.
`,
      stderr: "",
    });
  });

  it("fails on warnings only where there are more than allowed, and says so", () => {
    write("a.workflow.json", WARNED);
    assert.equal(run(["validate", "a.workflow.json"]).status, 0);
    assert.equal(run(["validate", "--max-warnings", "1", "a.workflow.json"]).status, 0);
    const { status, stderr } = run(["validate", "--max-warnings=0", "a.workflow.json"]);
    assert.equal(status, 1);
    assert.equal(stderr, "1 warning, and --max-warnings allows 0.\n");
  });

  it("prints JSON for programs, hints too", () => {
    write("a.workflow.json", WARNED.replace("action", "provider"));
    const { status, stdout } = run(["validate", "--format", "json", "a.workflow.json", "none.json"]);
    assert.equal(status, 3);
    const place = { file: "a.workflow.json", line: 6, endLine: 6 };
    assert.deepEqual(JSON.parse(stdout), {
      problems: [
        {
          ...place,
          column: 7,
          endColumn: 17,
          severity: "hint",
          code: "legacy-provider",
          message: "'provider' is the older name of 'action'.",
          fixable: true,
        },
        {
          ...place,
          column: 19,
          endColumn: 25,
          severity: "warning",
          code: "unknown-action",
          message: "The action 'pdfx' is not known. Did you mean 'pdf'?",
          fixable: true,
        },
      ],
      summary: { files: 1, errors: 0, warnings: 1 },
      unreadable: [{ file: "none.json", reason: "there is no such file or folder" }],
    });
  });

  it("tells of hints when it is asked to", () => {
    write("a.workflow.json", SOUND.replace("action", "provider"));
    const summary = "1 file checked: 0 errors, 0 warnings.\n";
    assert.equal(run(["validate", "."]).stdout, summary);
    assert.equal(
      run(["validate", "--hints", "."]).stdout,
      `a.workflow.json
  6:7       hint         'provider' is the older name of 'action'.  legacy-provider

${summary}`,
    );
    assert.match(
      run(["validate", "--hints", "--format", "github", "."]).stdout,
      /^::notice file=a\.workflow\.json,.*,title=legacy-provider::/,
    );
    const { runs } = JSON.parse(run(["validate", "--hints", "--format", "sarif", "."]).stdout);
    assert.deepEqual(
      runs[0].results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level]),
      [["legacy-provider", "note"]],
    );
  });

  it("tells in JSON of the other places that belong to a problem", () => {
    const step = '{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "pdf" }';
    write("a.workflow.json", `{ "name": "A", "steps": [\n${step},\n${step}] }`);
    const { stdout } = run(["validate", "--format", "json", "a.workflow.json"]);
    const problem = JSON.parse(stdout).problems.find(
      ({ code }: { code: string }) => code === "duplicate-step-id",
    );
    const place = { file: "a.workflow.json", column: 9, endColumn: 47 };
    assert.deepEqual(problem, {
      ...place,
      line: 3,
      endLine: 3,
      severity: "error",
      code: "duplicate-step-id",
      message: "This id is taken already by 'pdf'.",
      related: [{ ...place, line: 2, endLine: 2, message: "'pdf' has the same id." }],
      fixable: true,
    });
  });

  it("reads standard input for a dash, under a name if it is given one", () => {
    const { status, stdout } = run(["validate", "-"], { input: WRONG });
    assert.equal(status, 1);
    assert.match(stdout, /^<stdin>\n {2}5:13 /);
    const named = run(["validate", "-", "--stdin-filename", "a.workflow.json"], { input: WRONG });
    assert.match(named.stdout, /^a\.workflow\.json\n {2}5:13 /);
  });

  it("takes standard input in the place of the file that has its name", () => {
    write("a.workflow.json", WRONG);
    write("b.workflow.json", WARNED);
    const args = ["validate", ".", "-", "--stdin-filename", "a.workflow.json"];
    const { status, stdout } = run(args, { input: SOUND });
    assert.equal(status, 0);
    assert.match(stdout, /\n2 files checked: 0 errors, 1 warning\.\n/);
  });

  it("counts columns as editors do: in UTF-16, whatever the line breaks, no byte order mark", () => {
    write("a.workflow.json", `\ufeff{ "name": "😀", "steps": 1 }`);
    write("b.workflow.json", '{\r\n  "name": "A",\r\n  "steps": 1\r\n}');
    const { stdout } = run(["validate", "a.workflow.json", "b.workflow.json"]);
    assert.match(stdout, /^a\.workflow\.json\n {2}1:26 .+\n\nb\.workflow\.json\n {2}3:12 /);
  });

  it("gives a terminal no orders that come from a file", () => {
    write("a.workflow.json", SOUND.replace('"pdf"', '"\\u001b[31m\\u202e"'));
    const { stdout } = run(["validate", "a.workflow.json"]);
    assert.match(stdout, /The action '\\u001b\[31m\\u202e' is not known\./);
  });

  it("has colours where they are forced, and only there", () => {
    write("a.workflow.json", WARNED);
    const args = ["validate", "a.workflow.json"];
    const csi = "\u001b[";
    assert.ok(!run(args).stdout.includes(csi));
    assert.ok(!run(args, { env: { FORCE_COLOR: "0" } }).stdout.includes(csi));
    assert.equal(
      run(args, { env: { FORCE_COLOR: "1" } }).stdout,
      `${csi}1ma.workflow.json${csi}22m
  ${csi}2m6:17    ${csi}22m  ${csi}33mwarning    ${csi}39m  The action 'pdfx' is not known. Did you mean 'pdf'?  ${csi}2munknown-action${csi}22m

1 file checked: ${csi}32m0 errors${csi}39m, ${csi}33m1 warning${csi}39m.
'invopop-workflows fix' mends 1 of them.
`,
    );
  });

  it("ends in peace when nobody reads on", async () => {
    for (let number = 0; number < 300; number++) {
      write(`${number}.workflow.json`, WRONG);
    }
    const child = spawn(process.execPath, [CLI, "validate", "--format", "json", "."], { cwd: folder.path });
    let complaint = "";
    child.stderr.on("data", (part) => {
      complaint += part;
    });
    child.stdout.destroy();
    await new Promise((resolve) => child.once("close", resolve));
    assert.equal(complaint, "");
  });
});

describe("validate, of more than one workflow", () => {
  const { run, write } = useCliFolder();
  const ONE = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d11";
  const TWO = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d12";
  const withId = (id: string, name: string) =>
    SOUND.replace('"name": "A"', `"id": "${id}",\n  "name": "${name}"`);

  it("finds an id that two files of a folder have, and names the other place", () => {
    write("a.workflow.json", withId(ONE, "A"));
    write("sub/b.workflow.json", withId(ONE, "B"));
    const { status, stdout } = run(["validate", "--format", "json", "--max-warnings", "1", "."]);
    assert.equal(status, 1);
    const { problems } = JSON.parse(stdout);
    const place = { line: 2, column: 9, endLine: 2, endColumn: 47 };
    const problem = { ...place, severity: "warning", code: "duplicate-workflow-id" };
    assert.deepEqual(problems, [
      {
        ...problem,
        file: "a.workflow.json",
        message: "'B' (sub/b.workflow.json) has the same id; publishing one overwrites the other.",
        related: [{ ...place, file: "sub/b.workflow.json", message: "'B' has the same id." }],
      },
      {
        ...problem,
        file: "sub/b.workflow.json",
        message: "'A' (a.workflow.json) has the same id; publishing one overwrites the other.",
        related: [{ ...place, file: "a.workflow.json", message: "'A' has the same id." }],
      },
    ]);
  });

  it("finds a workflow that no file of a folder has", () => {
    const starting = (id: string) =>
      withId(ONE, "A").replace(
        '"action": "pdf"',
        `"action": "transform.job.create",\n      "config": { "workflow_id": "${id}" }`,
      );
    write("a.workflow.json", starting(TWO));
    write("b.workflow.json", withId(TWO, "B"));
    assert.doesNotMatch(run(["validate", "."]).stdout, /unknown-workflow/);
    write("a.workflow.json", starting("019ab4c2-6b1e-7c1a-9d0e-111111111111"));
    assert.match(run(["validate", "."]).stdout, /^ {2}8:34 +information .+ {2}unknown-workflow$/m);
    for (const names of [["a.workflow.json", "b.workflow.json"], ["*.workflow.json"]]) {
      assert.doesNotMatch(
        run(["validate", ...names]).stdout,
        /unknown-workflow/,
        "Files may be a part of what there is.",
      );
    }
  });
});
