import assert from "node:assert/strict";
import { findInlayHints } from "../../../server/src/features/inlayHints";
import { parseDocument } from "../../../server/src/workflow/document";
import type { Workspace } from "../../../server/src/workflow/workspace";
import { uuid } from "../../support/ids";
import { parseMarkers } from "../../support/markers";
import { CATALOG } from "../../support/rules";
import { ambiguousWorkspace, workspaceOf } from "./otherWorkflows";

/** The text with the hints in it, as an editor shows them; those of the marked range where one is. */
function hinted(marked: string, workspace?: Workspace): string {
  const { text, ranges } = parseMarkers(marked);
  const range = ranges[0] ?? { start: 0, end: text.length };
  let shown = text;
  for (const { offset, label } of findInlayHints(parseDocument(text), CATALOG, workspace, range).reverse()) {
    shown = `${shown.slice(0, offset)} ⟦${label}⟧${shown.slice(offset)}`;
  }
  return shown;
}

const go = (id: string) => `{ "next": [{ "step_id": "${id}" }] }`;
const job = (id: string) => `{ "action": "transform.job.create", "config": { "workflow_id": "${id}" } }`;

describe("inlay hints", () => {
  it("tell the step behind a step_id: its name, else its action, else its place", () => {
    assert.equal(
      hinted(`{ "steps": [
  { "id": "a", "name": "Sign \\n it", "next": [{ "step_id": "B" }, { "code": "x", "step_id": "c" }] },
  { "id": "b", "action": "pdf", "next": [{ "step_id": "a" }] },
  { "id": "c" }
] }`),
      `{ "steps": [
  { "id": "a", "name": "Sign \\n it", "next": [{ "step_id": "B" ⟦pdf⟧ }, { "code": "x", "step_id": "c" ⟦Step 3⟧ }] },
  { "id": "b", "action": "pdf", "next": [{ "step_id": "a" ⟦Sign it⟧ }] },
  { "id": "c" }
] }`,
    );
  });

  it("lead to the step's name and say its action and place", () => {
    const text = `{ "steps": [${go("a")}], "rescue": [{ "id": "a", "name": "Tell", "action": "webhook" }] }`;
    const [hint] = findInlayHints(parseDocument(text), CATALOG, undefined, { start: 0, end: text.length });
    assert.equal(hint?.tooltip, "webhook · rescue[0]");
    assert.ok("start" in hint.target && typeof hint.target.start === "number");
    assert.equal(text.slice(hint.target.start, Number(hint.target.end)), '"Tell"');
  });

  it("cut off a name that is long, between characters", () => {
    const text = (name: string) => `{ "steps": [${go("a")}, { "id": "a", "name": "${name}" }] }`;
    assert.match(hinted(text("😀".repeat(61))), / ⟦😀{59}…⟧/u);
    assert.match(hinted(text("😀".repeat(60))), / ⟦😀{60}⟧/u);
  });

  it("tell the workflow that a config names", () => {
    const text = `{ "steps": [${job(uuid(2))}, ${job(uuid(3))}, ${job("")}] }`;
    assert.equal(hinted(text, workspaceOf("One", "Two")), text.replace(`"${uuid(2)}"`, `"${uuid(2)}" ⟦Two⟧`));
    assert.equal(hinted(text), text);
    const [hint] = findInlayHints(parseDocument(text), CATALOG, workspaceOf("One", "Two"), {
      start: 0,
      end: text.length,
    });
    assert.equal(hint?.tooltip, "flows/two.workflow.json");
    assert.ok("uri" in hint.target && hint.target.start.line === 1);
  });

  it("tell nothing where nobody knows what is meant", () => {
    for (const text of [
      `{ "steps": [${go("x")}] }`,
      `{ "steps": [${go("")}, { "id": "" }] }`,
      `{ "steps": [${go("a")}, { "id": "a", "name": "One" }, { "id": "A", "name": "Other" }] }`,
      `{ "steps": [{ "next": [{ "step_id": 1 }] }, { "id": 1 }] }`,
    ]) {
      assert.equal(hinted(text), text);
    }
    const text = `{ "steps": [${job(uuid(1))}] }`;
    assert.equal(hinted(text, ambiguousWorkspace()), text);
  });

  it("are those of the range that is asked for", () => {
    const text = `{ "steps": [${go("a")}, ${go("b")},\n${job(uuid(1))},\n{ "id": "a" }, { "id": "b" }] }`;
    const workspace = workspaceOf("One");
    const all = hinted(text, workspace);
    const first = text.indexOf(go("a"));
    const behind = first + go("a").length;
    assert.equal(
      hinted(`${text.slice(0, first)}‹${text.slice(first, behind)}›${text.slice(behind)}`, workspace),
      text.replace(go("a"), `{ "next": [{ "step_id": "a" ⟦Step 4⟧ }] }`),
    );
    const [one = "", two = "", three = ""] = text.split("\n");
    assert.equal(
      hinted(`${one}\n‹${two}›\n${three}`, workspace),
      [one, all.split("\n")[1], three].join("\n"),
    );
    assert.equal(hinted(`${one}\n${two}\n‹${three}›`, workspace), text);
  });
});
