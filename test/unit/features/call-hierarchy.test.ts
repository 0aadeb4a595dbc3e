import assert from "node:assert/strict";
import {
  type FlowCall,
  findIncomingCalls,
  findOutgoingCalls,
  prepareCallHierarchy,
} from "../../../server/src/features/callHierarchy";
import { parseDocument } from "../../../server/src/workflow/document";
import { createFlow } from "../../../server/src/workflow/flow";
import { atCursor } from "../../support/markers";
import { CATALOG } from "../../support/rules";

const step = (letter: string, next = "", more = ""): string =>
  `{ "id": "${letter}", "name": "${letter}"${more}, "next": [${next}] }`;
const branch = (match: string, ...steps: string[]): string => `{ ${match}, "steps": [${steps.join(", ")}] }`;
const KO = '"status": "KO"';
const OK = '"status": "OK"';

const workflow = (steps: readonly string[], rescue: readonly string[] = []): string =>
  `{ "steps": [${steps.join(", ")}], "rescue": [${rescue.join(", ")}] }`;

/** What leads to the step with this id, or where it goes: the other step, its detail and what says so. */
function calls(text: string, id: string, direction: "in" | "out"): string[] {
  const document = parseDocument(text);
  const find = direction === "in" ? findIncomingCalls : findOutgoingCalls;
  const found = find(document, createFlow(document, CATALOG), { id, path: "" });
  return found.map((call) => describeCall(text, call));
}

function describeCall(text: string, { item, places }: FlowCall): string {
  const said = places.map(({ start, end }) => text.slice(start, end)).join(" ");
  return `${item.name}${item.detail && ` (${item.detail})`} at ${said}`;
}

describe("call hierarchy", () => {
  it("goes along a list", () => {
    const text = workflow([step("a"), step("b"), step("c")]);
    assert.deepEqual(calls(text, "b", "in"), ['a at "a"']);
    assert.deepEqual(calls(text, "b", "out"), ['c at "b"']);
    assert.deepEqual(calls(text, "a", "in"), []);
    assert.deepEqual(calls(text, "c", "out"), []);
  });

  it("goes into branches, which say on what, and comes out behind them", () => {
    const text = workflow([
      step("a", `${branch(`${KO}, "code": "4107"`, step("b"), step("c"))}, ${branch(OK, step("d"))}`),
      step("e"),
    ]);
    assert.deepEqual(calls(text, "a", "out"), ['b (KO 4107) at "KO"', 'd (OK) at "OK"', 'e at "a"']);
    assert.deepEqual(calls(text, "b", "in"), ['a (KO 4107) at "KO"']);
    assert.deepEqual(calls(text, "e", "in"), ['a at "a"', 'c at "c"', 'd at "d"']);
  });

  it("does not come out of a branch that stops, nor behind a step that always branches", () => {
    const text = workflow([
      step("a", `{ ${KO}, "stop": true, "steps": [${step("b")}] }, { "steps": [${step("c")}] }`),
      step("d"),
    ]);
    assert.deepEqual(calls(text, "d", "in"), ['c at "c"']);
    assert.deepEqual(calls(text, "b", "out"), []);
  });

  it("follows a step_id, also behind a branch", () => {
    const text = workflow([
      step("a", `{ ${KO}, "step_id": "c" }, { ${OK}, "steps": [${step("b")}], "step_id": "C" }`),
      step("c"),
      step("d", '{ "step_id": "c" }'),
    ]);
    assert.deepEqual(calls(text, "a", "out"), ['c (KO) at "c" "a"', 'b (OK) at "OK"']);
    assert.deepEqual(calls(text, "c", "in"), ['a (KO) at "c" "a"', 'b at "C"', 'd (any) at "c"']);
  });

  it("gathers the ways from one step to another", () => {
    const text = workflow([step("a", `{ ${KO}, "step_id": "b" }, { ${OK}, "step_id": "b" }, {}`), step("b")]);
    assert.deepEqual(calls(text, "b", "in"), ['a (KO, OK, any) at "b" "b" {']);
  });

  it("enters rescue from each step that can fail without a condition for it", () => {
    const text = workflow(
      [
        step("a", "", ', "action": "pdf"'),
        step("b", `{ ${KO}, "stop": true }`),
        step("c", `{ ${KO}, "code": "1", "stop": true }`),
        step("d", branch("", step("e")).replace("{ ,", "{")),
      ],
      [step("r"), step("s")],
    );
    assert.deepEqual(calls(text, "r", "in"), [
      'a (pdf · rescue) at "a"',
      'c (rescue) at "c"',
      'e (rescue) at "e"',
    ]);
    assert.deepEqual(calls(text, "a", "out"), ['b at "a"', 'r (rescue) at "a"']);
    assert.deepEqual(calls(text, "r", "out"), ['s at "r"']);
  });

  it("goes on behind conditions that decide every code only when one of them does not match", () => {
    const decide = (codes: string) => step("a", codes, ', "action": "silo.if"');
    const both = workflow([
      decide('{ "code": "true", "stop": true }, { "code": "false", "stop": true }'),
      step("b"),
    ]);
    const one = workflow([decide('{ "code": "true", "stop": true }'), step("b")]);
    assert.deepEqual(calls(both, "b", "in"), []);
    assert.deepEqual(calls(one, "b", "in"), ['a (silo.if) at "a"']);
  });

  it("starts from wherever the cursor is in a step", () => {
    const text =
      '{ "steps": [{ "id": "a", "name": "A", "config": { "x": 1 }, "next": [{ "status": "KO", "steps": [{ "id": "b" }] }] }] }';
    for (const at of [
      '<|>{ "id": "a"',
      '"id": "a<|>"',
      '"na<|>me"',
      '"x": <|>1',
      '"K<|>O"',
      '"steps": <|>[{ "id": "b"',
    ]) {
      const plain = at.replace("<|>", "");
      const { text: whole, cursor } = atCursor(text.replace(plain, at));
      assert.deepEqual(
        prepareCallHierarchy(parseDocument(whole), cursor).map(({ key }) => key.id),
        ["a"],
        at,
      );
    }
    const inner = atCursor(text.replace('"b"', '"b<|>"'));
    assert.deepEqual(
      prepareCallHierarchy(parseDocument(inner.text), inner.cursor).map(({ key, name, detail }) => [
        key,
        name,
        detail,
      ]),
      [[{ id: "b", path: "steps[0].next[0].steps[0]" }, "Step 1", ""]],
    );
  });

  it("starts from the step that a step_id goes to", () => {
    const prepare = (marked: string) => {
      const { text, cursor } = atCursor(marked);
      return prepareCallHierarchy(parseDocument(text), cursor).map(({ key }) => key.path);
    };
    assert.deepEqual(prepare(workflow([step("a", '{ "step_id": "b<|>" }'), step("b")])), ["steps[1]"]);
    assert.deepEqual(prepare(workflow([step("a", '{ "step_id": "x<|>" }'), step("b")])), ["steps[0]"]);
    assert.deepEqual(prepare(workflow([step("a", '{ "step_id": "b<|>" }'), step("b"), step("b")])), [
      "steps[1]",
      "steps[2]",
    ]);
    assert.deepEqual(prepare('{ "name": "<|>", "steps": [{}] }'), []);
    assert.deepEqual(prepare("<|>"), []);
  });

  it("finds its step again after the text has changed, by its id or else by its place", () => {
    const text = workflow([step("x"), step("a"), "{}", step("b"), step("b", "", ', "action": "pdf"')]);
    const document = parseDocument(text);
    const flow = createFlow(document, CATALOG);
    const incoming = (id: string, path: string) =>
      findIncomingCalls(document, flow, { id, path }).map((call) => call.item.name);
    assert.deepEqual(incoming("A", "steps[0]"), ["x"]);
    assert.deepEqual(incoming("", "steps[2]"), ["a"]);
    assert.deepEqual(incoming("b", "steps[4]"), ["b"]);
    assert.deepEqual(incoming("gone", "steps[1]"), ["x"]);
    assert.deepEqual(incoming("gone", "steps[9]"), []);
    assert.deepEqual(findOutgoingCalls(document, flow, { id: "", path: "" }), []);
  });
});
