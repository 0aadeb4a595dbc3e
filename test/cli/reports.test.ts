import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { homepage, version } from "../../package.json";
import { RULES } from "../../server/src/rules/registry";
import { HOPELESS, SOUND, useCliFolder, WARNED, WRONG } from "../support/cli";
import { type SarifLog, type SarifRun, sarifFaults } from "../support/sarif";

const STEP = '{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "pdf" }';
const TWICE = `{ "name": "A", "steps": [\n${STEP},\n${STEP}] }`;

describe("the report for GitHub", () => {
  const folder = useCliFolder();
  const { run, write } = folder;
  const report = (name: string, env = {}, cwd = ".") =>
    run(["validate", "--format", "github", name], { env, cwd });

  it("is a command for each problem, and the summary", () => {
    write("a.workflow.json", WRONG.replace('"pdf"', '"pdfx"'));
    assert.deepEqual(report("a.workflow.json"), {
      status: 1,
      stdout: `::error file=a.workflow.json,line=5,endLine=5,col=13,endColumn=18,title=invalid-uuid::A step's id must be a UUID, and 'one' is none.
::warning file=a.workflow.json,line=6,endLine=6,col=17,endColumn=23,title=unknown-action::The action 'pdfx' is not known. Did you mean 'pdf'?
1 file checked: 1 error, 1 warning.
`,
      stderr: "",
    });
  });

  it("calls information a notice, leaves hints out, and has columns in one line only", () => {
    write("a.workflow.json", '{\n  "name": 1,\n  "steps": [\n  ]\n}\n');
    const rules = { schema: "information" };
    write(".invopop/diagnostics.json", JSON.stringify({ rules }));
    assert.match(
      report("a.workflow.json").stdout,
      /^::notice file=a\.workflow\.json,line=2,endLine=2,col=11,endColumn=12,title=schema::/,
    );
    write("a.workflow.json", SOUND.replace("action", "provider"));
    assert.equal(report("a.workflow.json").stdout, "1 file checked: 0 errors, 0 warnings.\n");
    write(
      "a.workflow.json",
      SOUND.replace('"status": "KO", ', "").replace(/\}\n {2}\]/, `}, ${STEP},\n${STEP} ]`),
    );
    assert.match(
      report("a.workflow.json").stdout,
      /^::warning file=a\.workflow\.json,line=8,endLine=9,title=unreachable-step::/m,
    );
  });

  it("escapes what would end a command or a part of it", () => {
    write("50%,a:b.workflow.json", SOUND.replace('"pdf"', '"50%,a:b\\r\\n::error::"'));
    const { stdout } = report("50%,a:b.workflow.json");
    assert.match(
      stdout,
      /^::warning file=50%25%2Ca%3Ab\.workflow\.json,.+::The action '50%25,a:b%0D%0A::error::' is not known\.\n1 file/,
    );
  });

  it("names files from the root of the checkout, whatever folder its step runs in", () => {
    write("sub/a.workflow.json", WARNED);
    const files = (name: string, env: Record<string, string>, cwd: string) =>
      /file=([^,]+)/.exec(report(name, env, cwd).stdout)?.[1];
    assert.equal(files("a.workflow.json", {}, "sub"), "a.workflow.json");
    assert.equal(files("a.workflow.json", { GITHUB_WORKSPACE: folder.path }, "sub"), "sub/a.workflow.json");
    assert.equal(files(join(folder.path, "sub/a.workflow.json"), {}, "."), "sub/a.workflow.json");
    mkdirSync(join(folder.path, "other"));
    const outside = join(folder.path, "sub/a.workflow.json");
    assert.equal(files(outside, { GITHUB_WORKSPACE: join(folder.path, "other") }, "other"), outside);
  });

  it("tells of what could not be read", () => {
    const { status, stdout } = report("none.json");
    assert.equal(status, 3);
    assert.equal(
      stdout,
      `::error file=none.json::This could not be read: there is no such file or folder.
0 files checked: 0 errors, 0 warnings.
`,
    );
  });
});

describe("the report in SARIF", () => {
  const folder = useCliFolder();
  const { run, write } = folder;
  const report = (...args: string[]): SarifRun => {
    const { stdout } = run(["validate", "--format", "sarif", ...args]);
    const log: SarifLog = JSON.parse(stdout);
    assert.deepEqual(sarifFaults(log), []);
    const [first, ...others] = log.runs;
    assert.ok(first && others.length === 0);
    return first;
  };

  it("is checked by a schema that finds faults", () => {
    write("a.workflow.json", WRONG);
    const log = JSON.parse(run(["validate", "--format", "sarif", "."]).stdout);
    log.runs[0].results[0].level = "fatal";
    log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = "a b";
    delete log.runs[0].tool.driver.name;
    assert.deepEqual(sarifFaults(log), [
      "/runs/0/tool/driver must have required property 'name'",
      "/runs/0/results/0/level must be equal to one of the allowed values",
      '/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri must match format "uri-reference"',
    ]);
  });

  it("has a result for each problem", () => {
    write("a.workflow.json", HOPELESS.replace('"pdf"', '"pdfx"'));
    const { tool, results, ...rest } = report("a.workflow.json");
    assert.deepEqual(rest, {
      columnKind: "utf16CodeUnits",
      newlineSequences: ["\r\n", "\n", "\r"],
      originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the sources." } } },
      invocations: [{ executionSuccessful: true }],
    });
    const index = (code: string) => RULES.findIndex((rule) => rule.code === code);
    const place = (startLine: number, startColumn: number, endColumn: number) => [
      {
        physicalLocation: {
          artifactLocation: { uri: "a.workflow.json", uriBaseId: "%SRCROOT%" },
          region: { startLine, startColumn, endLine: startLine, endColumn },
        },
      },
    ];
    assert.deepEqual(results, [
      {
        ruleId: "schema",
        ruleIndex: index("schema"),
        level: "error",
        message: { text: "'name' must be a string, not an object." },
        locations: place(2, 11, 12),
      },
      {
        ruleId: "unknown-action",
        ruleIndex: index("unknown-action"),
        level: "warning",
        message: { text: "The action 'pdfx' is not known. Did you mean 'pdf'?" },
        locations: place(6, 17, 23),
      },
    ]);
  });

  it("has every rule with its page, where it is told of, and its level", () => {
    write("a.workflow.json", SOUND);
    const { tool } = report("a.workflow.json");
    const { rules, ...driver } = tool.driver;
    assert.deepEqual(driver, {
      name: "Invopop Workflows",
      semanticVersion: version,
      informationUri: homepage,
    });
    assert.deepEqual(
      rules.map(({ id }) => id),
      RULES.map(({ code }) => code),
    );
    const levels = { error: "error", warning: "warning", information: "note", hint: "note" };
    for (const [at, rule] of rules.entries()) {
      const { code = "", severity = "hint", isOptIn, docs } = RULES[at] ?? {};
      const { help, ...rest } = rule;
      assert.deepEqual(rest, {
        id: code,
        shortDescription: { text: docs?.summary },
        fullDescription: { text: `${docs?.summary} ${docs?.reason}` },
        helpUri: `${homepage}#${code}`,
        defaultConfiguration: { level: levels[severity], enabled: !isOptIn },
      });
      assert.ok(help.text.endsWith(`Reported:\n\n${docs?.bad}\n\nMended:\n\n${docs?.good}`), code);
      assert.ok(help.markdown.includes(`\`\`\`json\n${docs?.bad}\n\`\`\``), code);
    }
  });

  it("has the level that the project gives, and no hints", () => {
    write("a.workflow.json", WARNED.replace("action", "provider"));
    write(".invopop/diagnostics.json", '{ "rules": { "unknown-action": "information" } }');
    const { results } = report("a.workflow.json");
    assert.deepEqual(
      results.map(({ ruleId, level }) => [ruleId, level]),
      [["unknown-action", "note"]],
    );
  });

  it("has the other places that belong to a problem", () => {
    write("a.workflow.json", TWICE);
    const [result] = report("a.workflow.json").results;
    assert.equal(result?.ruleId, "duplicate-step-id");
    assert.deepEqual(result["relatedLocations"], [
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: "a.workflow.json", uriBaseId: "%SRCROOT%" },
          region: { startLine: 2, startColumn: 9, endLine: 2, endColumn: 47 },
        },
        message: { text: "'pdf' has the same id." },
      },
    ]);
  });

  it("writes names as URIs: with escapes, from the root, or whole outside of it", () => {
    const name = "größe #1 100%?.workflow.json";
    write(`sub/${name}`, WARNED);
    const uriOf = (args: readonly string[], env: Record<string, string>, cwd: string) => {
      const { stdout } = run(["validate", "--format", "sarif", ...args], { env, cwd, input: WARNED });
      const log: SarifLog = JSON.parse(stdout);
      assert.deepEqual(sarifFaults(log), []);
      return log.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation;
    };
    const uri = "gr%C3%B6%C3%9Fe%20%231%20100%25%3F.workflow.json";
    const uriBaseId = "%SRCROOT%";
    const whole = join(folder.path, "sub", name);
    assert.deepEqual(uriOf(["."], {}, "."), { uri: `sub/${uri}`, uriBaseId });
    assert.deepEqual(uriOf([whole], {}, "."), { uri: `sub/${uri}`, uriBaseId });
    assert.deepEqual(uriOf(["."], { GITHUB_WORKSPACE: folder.path }, "sub"), {
      uri: `sub/${uri}`,
      uriBaseId,
    });
    assert.deepEqual(uriOf(["-"], {}, "."), { uri: "%3Cstdin%3E", uriBaseId });
    mkdirSync(join(folder.path, "other"));
    assert.deepEqual(uriOf([`../sub/${name}`], {}, "other"), { uri: pathToFileURL(whole).href });
  });

  it("says that a run was not successful, and why", () => {
    write(".invopop/actions.json", "{}");
    write("a.workflow.json", SOUND);
    assert.deepEqual(report("a.workflow.json", "none.json")["invocations"], [
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: "error",
            message: { text: "This could not be read: there is no such file or folder." },
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: "none.json", uriBaseId: "%SRCROOT%" } },
              },
            ],
          },
        ],
        toolConfigurationNotifications: [
          {
            level: "error",
            message: { text: `${join(".invopop", "actions.json")} has no list called actions.` },
          },
        ],
      },
    ]);
  });

  it("is the same however often it is written", () => {
    write("a.workflow.json", WRONG);
    const args = ["validate", "--format", "sarif", "."];
    assert.equal(run(args).stdout, run(args).stdout);
  });

  it("fits all that real faults bring up", () => {
    for (const { code, docs } of RULES) {
      write(`${code}/bad.workflow.json`, docs.bad);
      if (docs.other) {
        write(`${code}/${docs.other.path}`, docs.other.text);
      }
    }
    // Among all the others there is a workflow with the id that this example misses.
    const results = [".", "unknown-workflow"].flatMap((name) => report(name).results);
    const found = new Set(results.map(({ ruleId }) => ruleId));
    const expected = RULES.filter(({ severity, isOptIn }) => severity !== "hint" && !isOptIn);
    assert.deepEqual(
      expected.map(({ code }) => code).filter((code) => !found.has(code)),
      [],
    );
  });
});
