import assert from "node:assert/strict";
import {
  findIncomingCalls,
  findOutgoingCalls,
  prepareCallHierarchy,
} from "../../../server/src/features/callHierarchy";
import { findQuickFixes } from "../../../server/src/features/codeActions";
import { findReferenceLenses, findStepReferences } from "../../../server/src/features/codeLenses";
import { findCompletions } from "../../../server/src/features/completion";
import { findDefinition } from "../../../server/src/features/definition";
import { findFolds } from "../../../server/src/features/folding";
import { FORMAT_CHARACTERS, formatText, formatTyped } from "../../../server/src/features/format";
import { findHighlights } from "../../../server/src/features/highlights";
import { findHover } from "../../../server/src/features/hover";
import { findInlayHints } from "../../../server/src/features/inlayHints";
import { findLinkedPlaces } from "../../../server/src/features/linkedEditing";
import { findLinks } from "../../../server/src/features/links";
import { findReferences } from "../../../server/src/features/references";
import { findSelection } from "../../../server/src/features/selection";
import { findSymbols } from "../../../server/src/features/symbols";
import { cursorAt } from "../../../server/src/workflow/cursor";
import { parseDocument, type WorkflowDocument } from "../../../server/src/workflow/document";
import { createFlow } from "../../../server/src/workflow/flow";
import type { Span } from "../../../server/src/workflow/span";
import { CATALOG, findAll } from "../../support/rules";
import { placesIn } from "../../support/thorough";
import { BIG } from "../workflow/texts";
import { FRESH } from "./accept";

/** Asks every feature at an offset. What they answer lies inside the text; that they answer is the test. */
function askAll(document: WorkflowDocument, offset: number): void {
  const { length } = document.text;
  const spans = [
    ...findCompletions(document, CATALOG, offset, () => FRESH).flatMap(({ edit, additionalEdits }) => [
      edit.span,
      ...additionalEdits.map((additional) => additional.span),
    ]),
    ...findDefinition(document, offset).flatMap((link) => [link.origin, link.target, link.selection]),
    ...findReferences(document, offset, true),
    ...findHighlights(document, CATALOG, offset).map((highlight) => highlight.span),
    ...findSelection(document, offset),
    ...findLinkedPlaces(document, offset),
    ...hierarchySpans(document, offset),
    ...formatSpans(document, offset),
  ];
  const hover = findHover(document, CATALOG, offset);
  for (const { start, end } of hover ? [...spans, hover.span] : spans) {
    assert.ok(0 <= start && start <= end && end <= length, `${start}-${end} of ${length} at ${offset}`);
  }
}

/** Asks what is asked of a text as a whole. */
function askWhole(document: WorkflowDocument): void {
  const { length } = document.text;
  findSymbols(document);
  findFolds(document);
  const spans = [
    ...findLinks(document, CATALOG, undefined).map((link) => link.span),
    ...findReferenceLenses(document).flatMap(({ span, id }) => [span, ...findStepReferences(document, id)]),
  ];
  const hints = findInlayHints(document, CATALOG, undefined, { start: 0, end: length });
  for (const { start, end } of [...spans, ...hints.map(({ offset }) => ({ start: offset, end: offset }))]) {
    assert.ok(0 <= start && start <= end && end <= length, `${start}-${end} of ${length}`);
  }
}

/** The places of the steps around an offset and of those that lead to them and that they lead to. */
function hierarchySpans(document: WorkflowDocument, offset: number): Span[] {
  const flow = createFlow(document, CATALOG);
  const items = prepareCallHierarchy(document, offset);
  const calls = items.flatMap(({ key }) => [
    ...findIncomingCalls(document, flow, key),
    ...findOutgoingCalls(document, flow, key),
  ]);
  return [
    ...[...items, ...calls.map(({ item }) => item)].flatMap(({ span, selection }) => [span, selection]),
    ...calls.flatMap(({ places }) => places),
  ];
}

function formatSpans(document: WorkflowDocument, offset: number): Span[] {
  const options = { tabSize: 2, insertSpaces: true };
  return [
    ...FORMAT_CHARACTERS.flatMap((typed) => formatTyped(document, offset, typed, options)),
    ...formatText(document.text, options, { start: offset, end: offset }),
  ].map(({ span }) => span);
}

const BROKEN = [
  "",
  "\ufeff",
  '{ "steps": [{ "id": 1, "name": null, "action": {}, "config": [], "next": { "a": 1 } }, null, [], "x"] }',
  '{ "steps": [{ "next": [{ "status": 1, "code": {}, "step_id": [], "steps": "a", "stop": 0 }, null, [[]]] }] }',
  '{ "id": {}, "country": 1, "schema": [], "steps": {}, "rescue": "" , "versions": [1] }',
  '{ "steps": [{ "action": "silo.state", "action": "pdf", "id": "a", "id": "b", "next": [], "next": [{}] }], "steps": [] }',
  "{ steps: [{ id: x, 'action': silo.close, }, ], // a\n /* b */ }",
  '{ "steps": [{ "__proto__": { "id": 1 }, "action": "__proto__", "config": { "__proto__": 1 } }], "constructor": 1 }',
  '{ "steps" [ { "action" "pdf" "next" [ { "step_id" "a" ',
  "]}{[:,,:",
  '"\\ud800 😀',
];

describe("at every offset", () => {
  it("of a workflow, all features answer", () => {
    const document = parseDocument(BIG);
    for (const offset of placesIn(BIG)) {
      askAll(document, offset);
    }
  });

  it("of texts that are broken in every way, all features answer", () => {
    for (const text of BROKEN) {
      const document = parseDocument(text);
      for (const offset of placesIn(text)) {
        askAll(document, offset);
      }
      askWhole(document);
      findQuickFixes(document, findAll(text), { start: 0, end: text.length }, () => FRESH);
    }
  });

  it("at which a workflow is cut off, all features and rules answer at the end and around it", () => {
    for (const length of placesIn(BIG)) {
      const text = BIG.slice(0, length);
      const document = parseDocument(text);
      for (const offset of new Set([length, Math.max(0, length - 1), Math.floor(length / 2)])) {
        askAll(document, offset);
      }
      askWhole(document);
      findQuickFixes(document, findAll(text), { start: 0, end: length }, () => FRESH);
    }
  });

  it("of a text whose brackets stand too deep to be read, all features answer, and with nothing", () => {
    const text = `{ "steps": ${"[".repeat(100_000)}`;
    const document = parseDocument(text);
    assert.equal(cursorAt(text, text.length), undefined);
    askAll(document, text.length);
    assert.deepEqual(findSymbols(document), []);
  });

  it("beyond the text, all features answer", () => {
    askAll(parseDocument(BIG), BIG.length + 10);
  });
});
