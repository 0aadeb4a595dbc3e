import assert from "node:assert/strict";
import { findActionOffers } from "../../../server/src/features/addAction";
import { parseDocument } from "../../../server/src/workflow/document";
import { applyEdits } from "../../../server/src/workflow/edits";
import { readProject } from "../../../server/src/workspace/project";
import { parseMarkers } from "../../support/markers";
import { findAll } from "../../support/rules";

const ACME = `{ "name": "A", "steps": [{ "action": ‹"acme.ship"› }] }`;

/** What is offered for the marked range: titles, and the text of the actions after each. */
function offered(marked: string, actions?: string): [string, string][] {
  const { text, ranges } = parseMarkers(marked);
  const range = ranges[0] ?? { start: 0, end: text.length };
  return findActionOffers(parseDocument(text), findAll(text), range, actions).map(({ title, edits }) => [
    title,
    applyEdits(actions ?? "", edits),
  ]);
}

/** The text of the actions after the only offer. */
function added(actions?: string): string | undefined {
  return offered(ACME, actions)[0]?.[1];
}

describe("making an action known", () => {
  it("is offered for each one that is not known, with all findings about it", () => {
    const text = `{ "name": "A", "steps": [{ "action": "acme.ship" }, { "provider": "acme.\\u0070ack" }, { "action": "pdf" }, { "action": "acme.ship" }] }`;
    const offers = findActionOffers(
      parseDocument(text),
      findAll(text),
      { start: 0, end: text.length },
      undefined,
    );
    assert.deepEqual(
      offers.map(({ title, findings }) => [title, findings.map(({ rule }) => rule.code)]),
      [
        ["Add 'acme.ship' to the actions of this workspace", ["unknown-action", "unknown-action"]],
        ["Add 'acme.pack' to the actions of this workspace", ["unknown-action"]],
      ],
    );
  });

  it("makes the file of actions", () => {
    for (const nothing of [undefined, "", " \n"]) {
      assert.equal(added(nothing), '{\n  "actions": [\n    {\n      "id": "acme.ship"\n    }\n  ]\n}\n');
    }
  });

  it("adds to what is there, as it is written", () => {
    assert.equal(
      added('{\n\t"actions": [\n\t\t{ "id": "acme.pack" }\n\t]\n}\n'),
      '{\n\t"actions": [\n\t\t{ "id": "acme.pack" },\n\t\t{\n\t\t\t"id": "acme.ship"\n\t\t}\n\t]\n}\n',
    );
    assert.equal(added('{ "actions": [] }'), '{ "actions": [{ "id": "acme.ship" }] }');
    assert.equal(added('{"$schema":"x"}'), '{"$schema":"x","actions":[{"id":"acme.ship"}]}');
  });

  it("makes them known to who reads the file", () => {
    const { actions, faults } = readProject({ actions: added() });
    assert.deepEqual(
      actions.map(({ id }) => id),
      ["acme.ship"],
    );
    assert.deepEqual(faults, []);
  });

  it("leaves alone what it cannot add to", () => {
    for (const text of ["[]", "1", '{ "actions": {} }', '{ "actions": [], }', '{ "actions": [', "// a"]) {
      assert.deepEqual(offered(ACME, text), [], text);
    }
  });

  it("is not offered for what is known, elsewhere, for no ID, or where nobody tells of it", () => {
    assert.deepEqual(offered(`{ "name": "A", "steps": [{ "action": ‹"pdf"› }, { "action": "acme" }] }`), []);
    assert.deepEqual(offered(`{ "name": "A", "steps": [{ "action": ‹"acme ship"› }] }`), []);
    assert.deepEqual(offered(`{ "name": "A", "steps": [{ "action": ‹""› }, { "action": ‹7› }] }`), []);
    const { text } = parseMarkers(ACME);
    assert.deepEqual(findActionOffers(parseDocument(text), [], { start: 0, end: text.length }, ""), []);
  });
});
