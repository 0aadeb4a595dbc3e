import assert from "node:assert/strict";
import { findSilencings } from "../../../server/src/features/silence";
import { applyEdits } from "../../../server/src/workflow/edits";
import { readProject } from "../../../server/src/workspace/project";
import { parseMarkers } from "../../support/markers";
import { findAll } from "../../support/rules";

const WORKFLOW = `{ "name": "A", "steps": [{ ‹"acton": "pdf"›, "id": "x" }, { "id": "y", "action": "no.such" }] }`;

/** What is offered for the marked range: titles, and the text of the severities after each. */
function offered(severities: string | undefined, marked = WORKFLOW): [string, string][] {
  const { text, ranges } = parseMarkers(marked);
  const range = ranges[0] ?? { start: 0, end: text.length };
  return findSilencings(findAll(text), range, severities, "a.workflow.json").map(({ title, edits }) => [
    title,
    applyEdits(severities ?? "", edits),
  ]);
}

describe("silencing", () => {
  it("is offered for each rule once, in the file and in the workspace", () => {
    const { text } = parseMarkers(WORKFLOW);
    const findings = findAll(text);
    const all = findSilencings(findings, { start: 0, end: text.length }, undefined, "a");
    assert.deepEqual(
      all.map(({ title }) => title),
      [...new Set(findings.map(({ rule }) => rule.code))].flatMap((code) => [
        `Silence '${code}' in this file`,
        `Silence '${code}' in this workspace`,
      ]),
    );
    for (const { title, findings: silenced } of all) {
      assert.ok(silenced.length > 0 && silenced.every(({ rule }) => title.includes(`'${rule.code}'`)));
    }
    const ids = all.find(({ title }) => title.includes("invalid-uuid"));
    assert.equal(ids?.findings.length, 2);
  });

  it("is not offered for what makes a text no workflow", () => {
    assert.deepEqual(offered(undefined, "{ "), []);
    assert.deepEqual(offered(undefined, "[]"), []);
  });

  it("makes the file of severities", () => {
    for (const nothing of [undefined, "", " \n"]) {
      assert.deepEqual(offered(nothing), [
        [
          "Silence 'unknown-key' in this file",
          '{\n  "files": {\n    "a.workflow.json": {\n      "unknown-key": "off"\n    }\n  }\n}\n',
        ],
        ["Silence 'unknown-key' in this workspace", '{\n  "rules": {\n    "unknown-key": "off"\n  }\n}\n'],
      ]);
    }
  });

  for (const [what, before, inFile, inWorkspace] of [
    [
      "adds to what is there",
      '{\n    "rules": {\n        "no-rescue": "off"\n    }\n}\n',
      '{\n    "rules": {\n        "no-rescue": "off"\n    },\n    "files": {\n        "a.workflow.json": {\n            "unknown-key": "off"\n        }\n    }\n}\n',
      '{\n    "rules": {\n        "no-rescue": "off",\n        "unknown-key": "off"\n    }\n}\n',
    ],
    [
      "changes what is said already",
      '{ "rules": { "unknown-key": "error" }, "files": { "a.workflow.json": { "unknown-key": "hint" } } }',
      '{ "rules": { "unknown-key": "error" }, "files": { "a.workflow.json": { "unknown-key": "off" } } }',
      '{ "rules": { "unknown-key": "off" }, "files": { "a.workflow.json": { "unknown-key": "hint" } } }',
    ],
    [
      "keeps a text on one line as it is",
      '{"files":{"a.workflow.json":{}}}',
      '{"files":{"a.workflow.json":{"unknown-key":"off"}}}',
      '{"files":{"a.workflow.json":{}},"rules":{"unknown-key":"off"}}',
    ],
  ] as const) {
    it(what, () => {
      assert.deepEqual(
        offered(before).map(([, text]) => text),
        [inFile, inWorkspace],
      );
      for (const [, text] of offered(before)) {
        const { faults, severityOf } = readProject({ diagnostics: text });
        assert.deepEqual(faults, []);
        assert.equal(
          severityOf("unknown-key", text === inFile ? "a.workflow.json" : "b.workflow.json"),
          "off",
        );
      }
    });
  }

  it("leaves alone what it cannot add to", () => {
    for (const odd of ["[]", "7", '{ "rules": ', '{ "rules": [], "files": 7 }', '{ "rules": {}, }']) {
      assert.deepEqual(offered(odd), [], odd);
    }
    assert.deepEqual(
      offered('{ "rules": {}, "files": [] }').map(([title]) => title),
      ["Silence 'unknown-key' in this workspace"],
    );
  });
});
