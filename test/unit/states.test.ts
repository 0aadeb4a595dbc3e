import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { findRefactorings } from "../../server/src/features/refactor";
import { findSymbols } from "../../server/src/features/symbols";
import { editsOf } from "../../server/src/rules/fixes";
import { Analyzer } from "../../server/src/server/analysis";
import { DocumentChanges } from "../../server/src/server/documentChanges";
import { Projects } from "../../server/src/server/workspaceProjects";
import { parseDocument } from "../../server/src/workflow/document";
import { applyEdits, type Edit } from "../../server/src/workflow/edits";
import { plainSpan } from "../support/markers";
import { CATALOG, numberedIds } from "../support/rules";
import { tries } from "../support/thorough";
import { anyText } from "./arbitrary";

const URI = "file:///a.workflow.json";

function fail(message: string, error?: unknown): never {
  throw new Error(message, { cause: error });
}

function createAnalyzer(changes?: DocumentChanges): Analyzer {
  return new Analyzer(fail, new Projects(fail), () => undefined, changes);
}

/** What a person may do to a text: type over a stretch of it, or choose one of the refactorings at a place. */
type Act =
  | { readonly kind: "type"; readonly from: number; readonly length: number; readonly text: string }
  | { readonly kind: "refactor"; readonly at: number; readonly choice: number };

/** What people type, and what breaks a text. */
const TYPED = [
  "",
  ",",
  '"',
  "{",
  "}",
  "[",
  "]",
  ":",
  "\\",
  "\n",
  "\r\n",
  "é",
  "😀",
  '"id": "x"',
  '{ "steps": [] }',
  "// c",
  "/*",
];

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("type" as const),
      from: fc.nat(5000),
      length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
      text: fc.constantFrom(...TYPED),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("refactor" as const), at: fc.nat(5000), choice: fc.nat(20) }),
  },
);

/** The offset, but none between the two characters of a line break, where no cursor can be. */
function placeIn(text: string, offset: number): number {
  return text[offset - 1] === "\r" && text[offset] === "\n" ? offset - 1 : offset;
}

/** The edits of an act on a text; none where no refactoring is offered. */
function editsOfAct(text: string, act: Act): readonly Edit[] {
  if (act.kind === "type") {
    const start = placeIn(text, act.from % (text.length + 1));
    const end = placeIn(text, Math.min(text.length, start + act.length));
    return [{ span: { start, end: Math.max(start, end) }, text: act.text }];
  }
  const offset = act.at % (text.length + 1);
  const range = { start: offset, end: offset };
  const context = { document: parseDocument(text), catalog: CATALOG, range, newId: numberedIds() };
  const offered = findRefactorings(context, () => true);
  return offered[act.choice % offered.length]?.edits ?? [];
}

/** A document after edits, told as an editor tells of them: from the last to the first, each by its range. */
function changed(changes: DocumentChanges, document: TextDocument, edits: readonly Edit[]): TextDocument {
  const told = [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .map(({ span, text }) => ({
      range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
      text,
    }));
  return changes.update(document, told, document.version + 1);
}

/** All that the server knows of a document. */
function stateOf(analyzer: Analyzer, source: TextDocument): unknown {
  const { document, findings } = analyzer.analyze(source);
  return {
    text: source.getText(),
    problems: document.problems,
    isTorn: document.isTorn,
    symbols: findSymbols(document),
    ids: [...document.stepsById].map(([id, steps]) => [id, steps.map(({ span }) => span.start)]),
    findings: findings.map(({ rule, span, message, related = [], fixes = [] }) => [
      rule.code,
      plainSpan(span),
      message,
      related.map((place) => [plainSpan(place.span), place.message]),
      fixes.map((fix) => [
        fix.title,
        editsOf(document, fix, numberedIds()).map((edit) => [plainSpan(edit.span), edit.text]),
      ]),
    ]),
  };
}

describe("the server's state of a document", () => {
  it("is that of a document just opened, after any chain of edits and refactorings", () => {
    let refactorings = 0;
    fc.assert(
      fc.property(anyText, fc.array(anyAct, { minLength: 1, maxLength: 12 }), (text, acts) => {
        const changes = new DocumentChanges();
        const analyzer = createAnalyzer(changes);
        let document = changes.create(URI, "invopop-workflow", 1, text);
        let expected = text;
        for (const act of acts) {
          analyzer.analyze(document);
          const edits = editsOfAct(expected, act);
          refactorings += act.kind === "refactor" && edits.length > 0 ? 1 : 0;
          expected = applyEdits(expected, edits);
          document = changed(changes, document, edits);
          assert.equal(document.getText(), expected);
          const opened = TextDocument.create(URI, "invopop-workflow", 1, expected);
          assert.deepEqual(stateOf(analyzer, document), stateOf(createAnalyzer(), opened));
        }
      }),
      tries(15),
    );
    assert.ok(refactorings > 20, `${refactorings} refactorings`);
  });
});
