import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCatalog } from "../../../server/src/schema/catalog";
import { readProject, withProjectActions } from "../../../server/src/workspace/project";

const ofDiagnostics = (value: unknown) => readProject({ diagnostics: JSON.stringify(value) });
const ofActions = (value: unknown) => readProject({ actions: JSON.stringify(value) });

describe("what a project says of severities", () => {
  it("counts for all files, and before that for those that fit a pattern, the last one first", () => {
    const { severityOf, faults } = ofDiagnostics({
      rules: { "no-rescue": "off", "unknown-key": "error" },
      files: {
        "imports/**": { "no-rescue": "warning", "unknown-key": "hint" },
        "imports/*.workflow.json": { "no-rescue": "information" },
        "a.workflow.json": { schema: "off" },
      },
    });
    assert.deepEqual(faults, []);
    assert.equal(severityOf("no-rescue", "a.workflow.json"), "off");
    assert.equal(severityOf("schema", "a.workflow.json"), "off");
    assert.equal(severityOf("schema", "b.workflow.json"), undefined);
    assert.equal(severityOf("no-rescue", "imports/a.workflow.json"), "information");
    assert.equal(severityOf("unknown-key", "imports/a.workflow.json"), "hint");
    assert.equal(severityOf("no-rescue", "imports/b/a.workflow.json"), "warning");
    assert.equal(severityOf("unknown-key", "b.workflow.json"), "error");
  });

  it("takes the last of what stands twice", () => {
    const { severityOf } = readProject({
      diagnostics:
        '{ "rules": { "a": "off", "a": "hint" }, "files": { "x": { "b": "off" }, "x": { "b": "error" } } }',
    });
    assert.equal(severityOf("a", "x"), "hint");
    assert.equal(severityOf("b", "x"), "error");
  });

  it("passes over what is not valid, and tells of it", () => {
    const { severityOf, faults } = ofDiagnostics({
      rules: { a: "err", b: 1, c: null, d: "off", e: { x: "off" } },
      files: { "": { a: "off" }, x: "off", y: { a: "no", b: "hint" }, z: [] },
    });
    assert.equal(severityOf("d", "x"), "off");
    assert.equal(severityOf("a", "y"), undefined);
    assert.equal(severityOf("b", "y"), "hint");
    assert.deepEqual(
      faults.map((fault) => fault.slice(0, 45)),
      [
        "diagnostics.json: 'a' under 'rules' is passed",
        "diagnostics.json: 'b' under 'rules' is passed",
        "diagnostics.json: 'c' under 'rules' is passed",
        "diagnostics.json: 'e' under 'rules' is passed",
        "diagnostics.json: the pattern '' is passed ov",
        "diagnostics.json: the pattern 'x' is passed o",
        "diagnostics.json: 'a' under 'y' is passed ove",
        "diagnostics.json: the pattern 'z' is passed o",
      ],
    );
    for (const [value, fault] of [
      [[], "diagnostics.json holds no JSON object."],
      [{ rules: [], files: 7 }, "diagnostics.json: 'rules' is passed over, as it is no object."],
    ] as const) {
      assert.equal(ofDiagnostics(value).faults[0], fault);
      assert.equal(ofDiagnostics(value).severityOf("a", "b"), undefined);
    }
  });

  it("gives no name a meaning of its own", () => {
    const text =
      '{ "rules": { "__proto__": "off", "constructor": "hint" }, "files": { "__proto__": { "__proto__": "error" } } }';
    const { severityOf } = readProject({ diagnostics: text });
    assert.equal(severityOf("__proto__", "a"), "off");
    assert.equal(severityOf("__proto__", "__proto__"), "error");
    assert.equal(severityOf("constructor", "a"), "hint");
    assert.equal(severityOf("toString", "a"), undefined);
    assert.equal("off" in {}, false);
  });
});

describe("what a project says of actions", () => {
  it("is taken entry by entry, and what is not valid is told of", () => {
    const { actions, faults } = ofActions({
      $schema: "x",
      actions: [{ id: "acme.send", title: "Send" }, { id: 7 }, "acme.b", null, { id: "acme.c", titel: "x" }],
    });
    assert.deepEqual(JSON.parse(JSON.stringify(actions)), [{ id: "acme.send", title: "Send" }]);
    assert.equal(faults.length, 4);
    assert.match(
      faults[0] ?? "",
      /^actions\.json: the entry at index 1 is passed over, .* \(\/id must be string\)\.$/,
    );
  });

  it("adds to the catalog and takes the place of ours, and settings have the last word", () => {
    const project = ofActions({
      actions: [
        { id: "acme.send", title: "Send" },
        { id: "acme.get", title: "Get" },
        { id: "silo.close", title: "Ours no more" },
      ],
    });
    const catalog = createCatalog(
      withProjectActions(project, [
        "acme.send",
        { id: "acme.get", title: "From the settings" },
        "acme.other",
      ]),
    );
    const titles = ["acme.send", "acme.get", "silo.close"].map((id) => catalog.get(id)?.title);
    assert.deepEqual(titles, ["Send", "From the settings", "Ours no more"]);
    assert.ok(catalog.get("acme.other"));
    assert.ok(catalog.get("pdf")?.title);
    for (const odd of [undefined, null, 7, "x", {}]) {
      assert.ok(createCatalog(withProjectActions(project, odd)).get("acme.send"));
      assert.ok(createCatalog(withProjectActions(undefined, odd)).get("pdf"));
    }
  });
});

describe("a project", () => {
  const TEXTS = [
    "",
    " ",
    "\u0000",
    "\ud800",
    "\ufeff{}",
    "null",
    "7",
    "[]",
    '"x"',
    "{",
    "}",
    "[".repeat(10_000),
    '{"a":'.repeat(10_000),
    '{ "actions": {} }',
    '{ "actions": [[[]], {}, { "id": "" }] }',
    '{ "actions": [{ "id": "a", "__proto__": { "id": "b" } }] }',
    '{ "rules": { "a": }, "files": { "x" } }',
    '{ "actions": [{ "id": "a" ',
    "\u2028",
    "// only a comment",
  ];

  it("lives on any texts", () => {
    for (const text of TEXTS) {
      const project = readProject({ actions: text, diagnostics: text });
      assert.equal(project.severityOf("a", "x"), undefined, text);
      assert.ok(createCatalog(withProjectActions(project, [])).get("pdf"));
      assert.equal(Object.hasOwn(Object.prototype, "id"), false);
    }
  });

  it("takes no more than can be looked at, and tells of a few faults only", () => {
    const many = <T>(make: (at: number) => T) => Array.from({ length: 5000 }, (_, at) => make(at));
    const { actions } = ofActions({ actions: many((at) => ({ id: `acme.${at}` })) });
    assert.equal(actions.length, 2000);
    const { severityOf, faults } = ofDiagnostics({
      files: Object.fromEntries(many((at) => [`${at}.json`, { a: "off", b: at }])),
    });
    assert.deepEqual(
      [0, 1999, 2000].map((at) => severityOf("a", `${at}.json`)),
      ["off", "off", undefined],
    );
    assert.deepEqual([faults.length, faults.at(-1)], [21, "There are 1981 faults more."]);
  });

  it("is read as far as it can be understood, with comments and half-typed", () => {
    const { severityOf, faults } = readProject({
      diagnostics: '{\n  // quiet\n  "rules": { "a": "off", "b": ',
    });
    assert.equal(severityOf("a", "x"), "off");
    assert.match(faults[0] ?? "", /^diagnostics\.json is no strict JSON, line 2: /);
  });

  it("says nothing without files", () => {
    const { actions, severityOf, faults } = readProject({});
    assert.deepEqual([actions, severityOf("a", "b"), faults], [[], undefined, []]);
  });
});

describe("the project files that the README shows", () => {
  const readme = readFileSync(join(__dirname, "../../../README.md"), "utf8");
  /** The first JSON example behind the name of a file, without the indentation of its list. */
  const shown = (name: string) => {
    const [, behind = ""] = readme.split(`* \`.invopop/${name}\``);
    return /```json\n([\s\S]*?)```/.exec(behind)?.[1]?.replaceAll(/^ {2}/gm, "");
  };

  it("say what the README says of them", () => {
    const project = readProject({ actions: shown("actions.json"), diagnostics: shown("diagnostics.json") });
    assert.deepEqual(project.faults, []);
    assert.equal(project.severityOf("no-rescue", "a.workflow.json"), "warning");
    assert.equal(project.severityOf("placeholder", "drafts/a.workflow.json"), "off");
    const catalog = createCatalog(withProjectActions(project, []));
    assert.equal(catalog.get("acme.archive")?.title, "Archive in Acme");
  });
});
