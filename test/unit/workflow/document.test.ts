import assert from "node:assert/strict";
import { conditionsTo, parseDocument, targetOf } from "../../../server/src/workflow/document";
import { fieldAt, idAt } from "../../../server/src/workflow/find";
import {
  actionOf,
  isStop,
  isUnconditional,
  labelOf,
  matchLabelOf,
  pathOf,
  textOf,
} from "../../../server/src/workflow/model";
import { nodeAt, placeAt } from "../../../server/src/workflow/shape";
import { atCursor } from "../../support/markers";
import { placesIn } from "../../support/thorough";
import { BIG, id } from "./texts";

describe("the index of a document", () => {
  const document = parseDocument(BIG);

  it("holds every step in the order of the text, with name, action and path", () => {
    assert.deepEqual(
      document.steps.map((step) => [pathOf(step), labelOf(step), actionOf(step)].join(" | ")),
      [
        "steps[0] | Set state | silo.state",
        "steps[1] | Is it large? | silo.if",
        "steps[1].next[0].steps[0] | Sign | silo.close",
        "steps[1].next[0].steps[0].next[0].steps[0] | pdf | pdf",
        "steps[1].next[0].steps[1] | Make the PDF | pdf",
        "steps[2] | Send | email.send",
        "rescue[0] | Set state | silo.state",
        "rescue[1] | Tell | webhook",
      ],
    );
  });

  it("holds every condition, with what it matches and where it leads", () => {
    assert.deepEqual(
      document.conditions.map((condition) => {
        const target = targetOf(document, condition);
        return `${matchLabelOf(condition)} -> ${target ? labelOf(target) : "branch"}${isStop(condition) ? ", stop" : ""}`;
      }),
      [
        "true -> branch",
        "KO 4107 -> branch, stop",
        "false -> Send",
        "TIMEOUT -> branch, stop",
        "SKIP -> Tell",
      ],
    );
  });

  it("finds steps and what goes to them by UUID, in any letters", () => {
    const upper = id(6).toUpperCase();
    assert.deepEqual(document.stepsById.get(id(6))?.map(labelOf), ["Send"]);
    assert.deepEqual(
      conditionsTo(document, upper).map((condition) => textOf(condition, "code")),
      ["false"],
    );
    assert.deepEqual(conditionsTo(document, id(99)), []);
  });

  it("takes rescue first when it stands first", () => {
    const { steps } = parseDocument('{ "rescue": [{ "name": "a" }], "steps": [{ "name": "b" }] }');
    assert.deepEqual(steps.map(labelOf), ["a", "b"]);
  });

  it("names steps by their place in the file when items before them are no objects", () => {
    const { steps } = parseDocument('{ "steps": [null, { "next": ["x", { "steps": [1, {}] }] }] }');
    assert.deepEqual(steps.map(pathOf), ["steps[1]", "steps[1].next[1].steps[1]"]);
    assert.deepEqual(steps.map(labelOf), ["Step 2", "Step 2"]);
  });

  it("is there for any text, with whatever can be read", () => {
    const read = (text: string): string => {
      const { workflow, steps, conditions } = parseDocument(text);
      return `${workflow ? "workflow" : "none"} ${steps.length} ${conditions.length}`;
    };
    assert.equal(read(""), "none 0 0");
    assert.equal(read("[]"), "none 0 0");
    assert.equal(read("{"), "workflow 0 0");
    assert.equal(read('{ "steps": null, "rescue": 1 }'), "workflow 0 0");
    assert.equal(read('{ "steps": [{ "next": [{ "ste'), "workflow 1 1");
    assert.equal(read('{ "steps": [{ "id": "a" }, { "id": '), "workflow 2 0");
    assert.equal(read('{ "steps": [{ "id": 1, "next": "x" }, 2, [{}]] }'), "workflow 1 0");
  });

  it("does not end before any cut-off text does", () => {
    for (const length of placesIn(BIG)) {
      const cut = parseDocument(BIG.slice(0, length));
      for (const part of [...cut.steps, ...cut.conditions]) {
        assert.ok(part.span.start < part.span.end && part.span.end <= length);
      }
    }
  });
});

describe("a condition", () => {
  const matches = (fields: string): boolean => {
    const [condition] = parseDocument(`{ "steps": [{ "next": [{ ${fields} }] }] }`).conditions;
    assert.ok(condition);
    return isUnconditional(condition);
  };

  it("matches always without status and code, or with those that stand for any", () => {
    for (const fields of [
      "",
      '"status": "NA"',
      '"status": ""',
      '"status": null',
      '"code": ""',
      '"code": null',
    ]) {
      assert.equal(matches(fields), true, fields);
    }
  });

  it("does not surely match with a status, a code or what is neither", () => {
    for (const fields of [
      '"status": "KO"',
      '"status": 1',
      '"status": {}',
      '"code": "a"',
      '"code": 0',
      '"code": false',
    ]) {
      assert.equal(matches(fields), false, fields);
    }
  });
});

describe("finding what stands at an offset", () => {
  const find = (marked: string): string => {
    const { text, cursor } = atCursor(marked);
    const found = fieldAt(parseDocument(text), cursor);
    return found
      ? `${found.part.kind} ${found.field.name} ${found.onKey ? "key" : "value"} ${text.slice(found.span.start, found.span.end)}`
      : "nothing";
  };

  for (const [marked, expected] of [
    ['{ "na<|>me": "a" }', 'workflow name key "name"'],
    ['{ <|>"name": "a" }', 'workflow name key "name"'],
    ['{ "name"<|>: "a" }', 'workflow name key "name"'],
    ['{ "name":<|> "a" }', "nothing"],
    ['{ "name": <|>"a" }', 'workflow name value "a"'],
    ['{ "name": "a"<|> }', 'workflow name value "a"'],
    ['{ "name": "a" <|>}', "nothing"],
    ['{ "steps": [{ "id": "a<|>" }] }', 'step id value "a"'],
    ['{ "steps": [{ "config": { "x<|>": 1 } }] }', 'step config value { "x": 1 }'],
    ['{ "steps": [{ "next": [{ "code": "a<|>" }] }] }', 'condition code value "a"'],
    ['{ "steps": [{ "next": [{ "steps": [{ "id": "a<|>" }] }] }] }', 'step id value "a"'],
    ['{ "steps": [{ "next": [{ "code": "a" }], "id<|>": "x" }] }', 'step id key "id"'],
    ['{ "steps": [{ "next": [{ "code": "a" }] }], "name<|>": "x" }', 'workflow name key "name"'],
    ['{ "steps": [{}, {}], "rescue": [{ "id": "r<|>" }] }', 'step id value "r"'],
    ["<|>", "nothing"],
    ["[<|>]", "nothing"],
  ] as const) {
    it(marked, () => assert.equal(find(marked), expected));
  }

  it("tells steps' UUIDs from other texts", () => {
    const idsIn = (marked: string): string => {
      const { text, cursor } = atCursor(marked);
      const found = idAt(parseDocument(text), cursor);
      return found ? `${found.id} of ${found.steps.length}` : "none";
    };
    assert.equal(idsIn('{ "steps": [{ "id": "a<|>" }, { "id": "A" }] }'), "a of 2");
    assert.equal(idsIn('{ "steps": [{ "id": "a", "next": [{ "step_id": "b<|>" }] }] }'), "b of 0");
    assert.equal(idsIn('{ "steps": [{ "id<|>": "a" }] }'), "none");
    assert.equal(idsIn('{ "steps": [{ "id": "<|>" }] }'), "none");
    assert.equal(idsIn('{ "id": "a<|>", "steps": [] }'), "none");
    assert.equal(idsIn('{ "steps": [{ "config": { "id": "a<|>" } }] }'), "none");
    assert.equal(idsIn('{ "steps": [{ "step_id": "a<|>" }] }'), "none");
  });
});

describe("a path", () => {
  it("says what stands there", () => {
    assert.equal(placeAt([]), "workflow");
    assert.equal(placeAt(["steps"]), "steps");
    assert.equal(placeAt(["steps", 0]), "step");
    assert.equal(placeAt(["rescue", 2, "next"]), "conditions");
    assert.equal(placeAt(["rescue", 2, "next", 0]), "condition");
    assert.equal(placeAt(["rescue", 2, "next", 0, "steps", 1, "config", "a", 0]), "config");
    assert.equal(placeAt(["steps", "a"]), "other");
    assert.equal(placeAt(["steps", 0, "steps"]), "other");
    assert.equal(placeAt(["name", "steps", 0]), "other");
  });

  it("leads to the node, of a key that stands twice to the last", () => {
    const { root } = parseDocument('{ "a": [1, { "b": 2 }], "a": [3, { "b": 4 }], "0": 5 }');
    assert.ok(root);
    assert.equal(nodeAt(root, ["a", 1, "b"])?.value, 4);
    assert.equal(nodeAt(root, ["0"])?.value, 5);
    assert.equal(nodeAt(root, [0]), undefined);
    assert.equal(nodeAt(root, ["a", "b"]), undefined);
    assert.equal(nodeAt(root, ["a", 9, "b"]), undefined);
  });
});
