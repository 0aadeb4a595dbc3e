import assert from "node:assert/strict";
import { findDefinition } from "../../../server/src/features/definition";
import { findReferences } from "../../../server/src/features/references";
import { parseDocument } from "../../../server/src/workflow/document";
import { atCursor, mark, plainSpan } from "../../support/markers";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";

/** The text with the places that a definition leads to, or that a search for references finds, marked. */
function definitionOf(marked: string): string {
  const { text, cursor } = atCursor(marked);
  const links = findDefinition(parseDocument(text), cursor);
  const [first] = links;
  return mark(text, [
    ...(first ? [{ tag: "from", ...plainSpan(first.origin) }] : []),
    ...links.flatMap(({ target, selection }) => [
      { tag: "step", start: target.start, end: target.end },
      { tag: "id", start: selection.start, end: selection.end },
    ]),
  ]);
}

function referencesOf(marked: string, withDeclaration: boolean): string {
  const { text, cursor } = atCursor(marked);
  const spans = findReferences(parseDocument(text), cursor, withDeclaration);
  return mark(
    text,
    spans.map(({ start, end }) => ({ tag: undefined, start, end })),
  );
}

describe("definition", () => {
  it("leads from a step_id to the id of the step, the whole value and the whole step", () => {
    assert.equal(
      definitionOf(`{ "steps": [
  { "id": "${ID}1", "next": [{ "step_id": "${ID.slice(0, 9)}<|>${ID.slice(9)}2" }] },
  { "id": "${ID}2", "name": "B" }
] }`),
      `{ "steps": [
  { "id": "${ID}1", "next": [{ "step_id": ‹from|"${ID}2"› }] },
  ‹step|{ "id": ‹id|"${ID}2"›, "name": "B" }›
] }`,
    );
  });

  it("works at both ends of the value", () => {
    for (const value of [`<|>"${ID}1"`, `"${ID}1"<|>`]) {
      assert.equal(
        definitionOf(`{ "steps": [{ "id": "${ID}1" }, { "next": [{ "step_id": ${value} }] }] }`),
        `{ "steps": [‹step|{ "id": ‹id|"${ID}1"› }›, { "next": [{ "step_id": ‹from|"${ID}1"› }] }] }`,
      );
    }
  });

  it("leads into branches and rescue, whatever the letters", () => {
    assert.equal(
      definitionOf(
        `{ "steps": [{ "next": [{ "step_id": "${ID.toUpperCase()}1<|>" }, { "steps": [{ "id": "${ID}1" }] }] }] }`,
      ),
      `{ "steps": [{ "next": [{ "step_id": ‹from|"${ID.toUpperCase()}1"› }, { "steps": [‹step|{ "id": ‹id|"${ID}1"› }›] }] }] }`,
    );
    assert.equal(
      definitionOf(`{ "steps": [{ "next": [{ "step_id": "<|>${ID}1" }] }], "rescue": [{ "id": "${ID}1" }] }`),
      `{ "steps": [{ "next": [{ "step_id": ‹from|"${ID}1"› }] }], "rescue": [‹step|{ "id": ‹id|"${ID}1"› }›] }`,
    );
  });

  it("leads to each of the steps that have the id", () => {
    assert.equal(
      definitionOf(
        `{ "steps": [{ "id": "${ID}1" }, { "id": "${ID}1" }, { "next": [{ "step_id": "<|>${ID}1" }] }] }`,
      ),
      `{ "steps": [‹step|{ "id": ‹id|"${ID}1"› }›, ‹step|{ "id": ‹id|"${ID}1"› }›, { "next": [{ "step_id": ‹from|"${ID}1"› }] }] }`,
    );
  });

  it("leads nowhere from keys, broken references and other texts", () => {
    for (const marked of [
      `{ "steps": [{ "id": "${ID}1" }, { "next": [{ "step<|>_id": "${ID}1" }] }] }`,
      `{ "steps": [{ "id": "${ID}1" }, { "next": [{ "step_id": "${ID}2<|>" }] }] }`,
      `{ "steps": [{ "id": "${ID}1", "name": "${ID}1<|>" }] }`,
      `{ "steps": [{ "id": "${ID}1", "config": { "step_id": "${ID}1<|>" } }] }`,
      `{ "id": "${ID}1<|>", "steps": [{ "id": "${ID}1" }] }`,
      "<|>",
      "{ <|> }",
    ]) {
      assert.equal(definitionOf(marked), atCursor(marked).text);
    }
  });

  it("works in a file that is cut off", () => {
    assert.equal(
      definitionOf(`{ "steps": [{ "id": "${ID}1" }, { "next": [{ "step_id": "<|>${ID}1`),
      `{ "steps": [‹step|{ "id": ‹id|"${ID}1"› }›, { "next": [{ "step_id": ‹from|"${ID}1›`,
    );
  });
});

describe("references", () => {
  const text = (first: string, second: string): string => `{ "steps": [
  { "id": ${first}, "next": [{ "status": "KO", "step_id": "${ID}2" }] },
  { "id": "${ID}2", "next": [
    { "step_id": ${second} },
    { "code": "a", "steps": [{ "id": "${ID}3", "next": [{ "step_id": "${ID.toUpperCase()}1" }] }] }
  ] }
], "rescue": [{ "id": "${ID}4", "config": { "step_id": "${ID}1" }, "notes": "${ID}1" }] }`;

  it("of a step's id are all step_ids with it, in order, and the id itself when asked for", () => {
    const marked = text(`"<|>${ID}1"`, `"${ID}1"`);
    const upper = `"${ID.toUpperCase()}1"`;
    const without = text(`"${ID}1"`, `‹"${ID}1"›`).replace(upper, `‹${upper}›`);
    assert.equal(referencesOf(marked, false), without);
    assert.equal(referencesOf(marked, true), text(`‹"${ID}1"›`, `‹"${ID}1"›`).replace(upper, `‹${upper}›`));
  });

  it("are the same from a step_id", () => {
    const fromId = referencesOf(text(`"<|>${ID}1"`, `"${ID}1"`), true);
    assert.equal(referencesOf(text(`"${ID}1"`, `"${ID}1<|>"`), true), fromId);
  });

  it("of a broken step_id are those that are as broken", () => {
    assert.equal(
      referencesOf(
        '{ "steps": [{ "next": [{ "step_id": "a<|>" }, { "step_id": "b" }, { "step_id": "A" }] }] }',
        true,
      ),
      '{ "steps": [{ "next": [{ "step_id": ‹"a"› }, { "step_id": "b" }, { "step_id": ‹"A"› }] }] }',
    );
  });

  it("are none where no step's UUID stands", () => {
    for (const marked of [
      "<|>",
      '{ "steps": [{ "id<|>": "a" }] }',
      '{ "steps": [{ "id": "<|>" }] }',
      '{ "id": "a<|>" }',
    ]) {
      assert.equal(referencesOf(marked, true), atCursor(marked).text);
    }
  });
});
