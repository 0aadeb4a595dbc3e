import assert from "node:assert/strict";
import { findSymbols, type OutlineSymbol } from "../../../server/src/features/symbols";
import { parseDocument } from "../../../server/src/workflow/document";
import { placesIn } from "../../support/thorough";
import { BIG } from "../workflow/texts";

/** The outline as indented lines: kind, name, detail and what is marked. */
function outline(text: string): string[] {
  const lines = (symbols: readonly OutlineSymbol[], indent: string): string[] =>
    symbols.flatMap(({ kind, name, detail, selection, children }) => [
      `${indent}${kind} ${name}${detail && ` (${detail})`} on ${text.slice(selection.start, selection.end)}`,
      ...lines(children, `${indent}  `),
    ]);
  return lines(findSymbols(parseDocument(text)), "");
}

describe("document symbols", () => {
  it("are the steps by name, the conditions inside of them, and rescue apart", () => {
    assert.deepEqual(outline(BIG), [
      'step Set state (silo.state) on "Set state"',
      'step Is it large? (silo.if) on "Is it large?"',
      '  condition true on "true"',
      '    step Sign (silo.close) on "Sign"',
      '      condition KO 4107 (stop) on "KO"',
      '        step pdf on "pdf"',
      '    step Make the PDF (pdf) on "Make the PDF"',
      '  condition false (go to Send) on "false"',
      '  condition TIMEOUT (stop) on "TIMEOUT"',
      'step Send (email.send) on "Send"',
      'rescue rescue on "rescue"',
      '  step Set state (silo.state) on "Set state"',
      '    condition SKIP (go to Tell) on "SKIP"',
      '  step Tell (webhook) on "Tell"',
    ]);
  });

  it("have a name and a place whatever is missing or of a wrong type", () => {
    assert.deepEqual(
      outline('{ "steps": [{}, { "name": 5, "next": [{}] }, { "name": " \\n " }, { "name": "a\\nb" }] }'),
      [
        "step Step 1 on {",
        "step Step 2 on 5",
        "  condition any on {",
        'step (no name) on " \\n "',
        'step a b on "a\\nb"',
      ],
    );
  });

  it("mark what the name comes from, on the line that editors show for the whole", () => {
    assert.deepEqual(
      outline(`{ "steps": [
        { "id": "a", "name": "", "action": "pdf", "next": [
          { "status": "NA", "code": "true" }, { "status": "KO", "code": "1" }, { "status": "" },
          { "step_id": "a" }, { "steps": [{ "id": "b" }] }, {}
        ] }
      ] }`),
      [
        'step pdf on "pdf"',
        '  condition true on "true"',
        '  condition KO 1 on "KO"',
        '  condition any on ""',
        '  condition any (go to pdf) on "a"',
        '  condition any on "steps"',
        '    step Step 1 on "b"',
        "  condition any on {",
      ],
    );
  });

  it("leave out a rescue without steps, and are none without a workflow", () => {
    for (const text of ["", "[]", "{}", '{ "steps": [], "rescue": [] }', '{ "steps": 1, "rescue": "a" }']) {
      assert.deepEqual(outline(text), []);
    }
  });

  it("have places that lie in one another, as editors demand, in every beginning of a text", () => {
    const check = (symbols: readonly OutlineSymbol[], start: number, end: number): void => {
      for (const { name, span, selection, children } of symbols) {
        assert.notEqual(name.trim(), "");
        assert.ok(start <= span.start && span.end <= end);
        assert.ok(
          span.start <= selection.start && selection.start <= selection.end && selection.end <= span.end,
        );
        check(children, span.start, span.end);
      }
    };
    for (const length of placesIn(BIG)) {
      check(findSymbols(parseDocument(BIG.slice(0, length))), 0, length);
    }
    const twice =
      '{ "steps": [{ "name": "a", "next": [{}], "name": "b", "next": [] }], "rescue": [{}], "steps": [{}], "rescue": [{}] }';
    check(findSymbols(parseDocument(twice)), 0, twice.length);
  });
});
