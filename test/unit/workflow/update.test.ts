import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDocument, type WorkflowDocument } from "../../../server/src/workflow/document";
import type { Node } from "../../../server/src/workflow/node";
import { mergeChanges, type TextChange, updateDocument } from "../../../server/src/workflow/update";
import { plainSpan } from "../../support/markers";
import { tries } from "../../support/thorough";
import { anyText } from "../arbitrary";

/** A change of a text with what is put in. */
interface Typing {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function typed(text: string, { start, end, text: put }: Typing): string {
  return text.slice(0, start) + put + text.slice(end);
}

function changeOf({ start, end, text }: Typing): TextChange {
  return { start, end, length: text.length };
}

function treeOf(node: Node): unknown {
  return {
    type: node.type,
    value: node.value,
    ...plainSpan(node),
    properties: node.properties.map(({ name, key, span, value }) => [
      name,
      plainSpan(key),
      plainSpan(span),
      value && treeOf(value),
    ]),
    items: node.items.map(treeOf),
  };
}

/** All that can be asked of a document. */
function allOf({
  text,
  root,
  problems,
  isTorn,
  workflow,
  steps,
  conditions,
  stepsById,
  anchors,
  values,
}: WorkflowDocument) {
  const indexOf = new Map(steps.map((step, at) => [step, at]));
  return {
    text,
    isTorn,
    values: isTorn || values,
    root: root && treeOf(root),
    problems: problems.map(({ span, message, remove }) => [
      plainSpan(span),
      message,
      remove && plainSpan(remove),
    ]),
    lists: [workflow?.steps.steps, workflow?.rescue.steps].map((list) =>
      list?.map((step) => indexOf.get(step)),
    ),
    steps: steps.map((step) => ({
      ...plainSpan(step.span),
      isOfItsNode: step.span === step.node,
      place: [step.index, step.position, step.list.name, step.list.steps[step.position] === step],
      owner: step.list.owner.kind === "workflow" ? "workflow" : indexOf.get(step.list.owner.step),
      conditions: step.conditions.map((condition) => ({
        ...plainSpan(condition.span),
        isOwn: condition.step === step,
        index: condition.index,
        steps: condition.steps.steps.map((nested) => indexOf.get(nested)),
      })),
    })),
    conditions: conditions.map(({ span }) => plainSpan(span)),
    stepsById: [...stepsById].map(([id, found]) => [id, found.map((step) => indexOf.get(step))]),
    anchors: anchors.map(({ offset }) => offset),
  };
}

const A = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const B = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const C = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03";
const TEXT = `{
  "name": "Invoice",
  "steps": [
    {
      "id": "${A}",
      "next": [
        { "status": "KO", "steps": [{ "id": "${B}", "action": "pdf", "config": { "a": [1, "x", { "b": "y" }] } }], "code": "1" },
        { "status": "OK", "stop": true }
      ],
      "notes": "First",
      "action": "silo.close"
    },
    { "id": "${C}", "action": "email.send" }
  ],
  "rescue": [{ "id": "${A}", "action": "pdf" }]
}
`;

/** Types over the first place where a text stands, and compares what is known then with what a fresh look says. */
function retyped(document: WorkflowDocument, what: string, by: string): WorkflowDocument {
  const start = document.text.indexOf(what);
  assert.ok(start >= 0, what);
  const typing = { start, end: start + what.length, text: by };
  const text = typed(document.text, typing);
  const updated = updateDocument(document, changeOf(typing), text);
  assert.deepEqual(allOf(updated), allOf(parseDocument(text)));
  return updated;
}

describe("a document after a change", () => {
  for (const [what, by] of [
    ["pdf", "pdf.make"],
    ['"y"', '"y😀\\n"'],
    ["irst", ""],
    [`"id": "${B}"`, `"id": "${C}"`],
    ['"x"', '"x", 2, null, {}'],
    ['"status": "OK", ', ""],
    ['"KO"', '"KO" }, {'],
    ["],\n  ", "],\r\n"],
    ['{ "status": "OK", "stop": true }', '{ "stop": true }, { "steps": [{}, 1, {}] }'],
    ['"KO",', '"KO"'],
    ['"notes": "First",', '"notes": "First" /* c */,'],
    ['"notes": "First",', '"notes": ,'],
    ["email", "é\u0001mail"],
  ] as const) {
    it(`is read anew in one step only: ${what} → ${by}`, () => {
      const document = parseDocument(TEXT);
      assert.equal(retyped(document, what, by).root, document.root);
    });
  }

  for (const [what, by] of [
    ["Invoice", "Invoices"],
    ['"stop": true }', '"stop": true'],
    [', "code": "1" }', ' ] }, "a": { "b": ['],
    ['Invoice",\n  ', 'Invoice",\r\n'],
    ['"KO"', '"KO'],
    ["{\n", "/* c */ {\n"],
    [C, `${C}" }, { "id": "`],
    ["pdf", "pdf /*"],
    ['"pdf"', '"pdf" /*'],
  ] as const) {
    it(`is read anew as a whole: ${what} → ${by}`, () => {
      const document = parseDocument(TEXT);
      assert.ok(document.root);
      const isPart = retyped(document, what, by).root === document.root;
      assert.equal(isPart, by === "pdf /*");
    });
  }

  it("keeps the steps that were there, and tells which have changed", () => {
    const document = parseDocument(TEXT);
    const [first, nested, last] = document.steps;
    const revisions = (steps: typeof document.steps) => steps.map(({ revision }) => revision);
    const renamed = retyped(document, "First", "Second");
    assert.deepEqual(renamed.steps, document.steps);
    assert.deepEqual(revisions(renamed.steps), [1, 0, 0, 0]);
    const inside = retyped(renamed, '"pdf"', '"pdf", "name": "Make it"');
    assert.deepEqual([inside.steps[0], inside.steps[1], inside.steps[2]], [first, nested, last]);
    assert.deepEqual(revisions(inside.steps), [2, 1, 0, 0]);
    assert.equal(nested && inside.stepsById.get(B)?.[0], nested);
  });

  it("has another shape when ways may be other ones, and only then", () => {
    const shapeAfter = (...edits: [string, string][]) => {
      const document = parseDocument(TEXT);
      const { shape } = document;
      return edits.reduce((before, [what, by]) => retyped(before, what, by), document).shape === shape;
    };
    assert.ok(
      shapeAfter(["First", "Second"], ['"y"', '"z"'], ['"a": [1', '"a": [0, 1'], ['"notes"', '"name"']),
    );
    for (const [what, by] of [
      ["KO", "OK"],
      ['"stop": true', '"stop": false'],
      ['"code": "1"', '"code": "2"'],
      ['"code"', '"cod"'],
      ["pdf", "pdfs"],
      [B, C],
      ['"status": "OK", ', ""],
    ] as [string, string][]) {
      assert.ok(!shapeAfter([what, by]), what);
    }
  });

  it("is what a fresh look says, after any chain of changes", () => {
    let parts = 0;
    let count = 0;
    const anyTyping = fc.record({
      at: fc.nat(),
      length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(60)),
      text: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom("a", "", "1", " ", "é", "\n") },
        fc.constantFrom(
          '"',
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "//",
          "/*",
          '"a": 1,',
          "{}",
          '"status": "KO"',
          A,
        ),
      ),
    });
    fc.assert(
      fc.property(anyText, fc.array(anyTyping, { minLength: 1, maxLength: 10 }), (source, typings) => {
        let document = parseDocument(source);
        for (const { at, length, text: put } of typings) {
          const start = at % (document.text.length + 1);
          const typing = { start, end: Math.min(document.text.length, start + length), text: put };
          const text = typed(document.text, typing);
          const { root } = document;
          document = updateDocument(document, changeOf(typing), text);
          parts += document.root === root ? 1 : 0;
          count++;
          assert.deepEqual(allOf(document), allOf(parseDocument(text)));
          if (document.problems.length > 1) {
            // From here on nearly every change has all read anew, which is of no interest.
            document = parseDocument(source);
          }
        }
      }),
      tries(60),
    );
    assert.ok(parts > count / 4, `${parts} of ${count} in one step`);
  });
});

describe("two changes as one", () => {
  it("cover what both have changed", () => {
    const anyTyping = fc.record({ at: fc.nat(), length: fc.nat(8), text: fc.string({ maxLength: 8 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), anyTyping, anyTyping, (source, ...typings) => {
        const changes: TextChange[] = [];
        let text = source;
        for (const { at, length, text: put } of typings) {
          const start = at % (text.length + 1);
          const typing = { start, end: Math.min(text.length, start + length), text: put };
          changes.push(changeOf(typing));
          text = typed(text, typing);
        }
        const [first, second] = changes;
        assert.ok(first && second);
        const { start, end, length } = mergeChanges(first, second);
        assert.ok(start <= end && end <= source.length);
        const put = text.slice(start, start + length);
        assert.equal(typed(source, { start, end, text: put }), text);
      }),
    );
  });
});
