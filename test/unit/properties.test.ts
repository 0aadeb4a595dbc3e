import assert from "node:assert/strict";
import fc from "fast-check";
import { findRefactorings } from "../../server/src/features/refactor";
import type { Refactoring, RefactoringKind } from "../../server/src/features/refactor/refactoring";
import { rename } from "../../server/src/features/rename";
import { parseDocument, targetOf } from "../../server/src/workflow/document";
import { applyEdits, type Edit } from "../../server/src/workflow/edits";
import { fieldOf } from "../../server/src/workflow/model";
import type { Node } from "../../server/src/workflow/node";
import { CATALOG, findAll, isSerious, numberedIds } from "../support/rules";
import { tries } from "../support/thorough";
import { anyText, anyWorkflow, stepId } from "./arbitrary";
import { pathsOf } from "./paths";

/** On how many workflows each property is tried. */
const RUNS = tries(30);

const KINDS = ["inline", "surround", "move", "new-id", "new-ids", "sort-keys", "action-keys"] as const;

/** The refactorings of a kind at an offset. */
function refactoringsAt(text: string, offset: number, kind: RefactoringKind): Refactoring[] {
  const context = {
    document: parseDocument(text),
    catalog: CATALOG,
    range: { start: offset, end: offset },
    newId: numberedIds(),
  };
  return findRefactorings(context, (wanted) => wanted === kind).filter((one) => one.obstacle === undefined);
}

/** The text after the only refactoring of a kind, if there is one. */
function refactor(text: string, kind: RefactoringKind): string {
  const [refactoring] = refactoringsAt(text, 0, kind);
  return refactoring ? applyEdits(text, refactoring.edits) : text;
}

/** What a workflow says, with numbers for the UUIDs of its steps: where this is the same, the same runs. */
function flowOf(text: string): unknown {
  const document = parseDocument(text);
  const numbers = new Map(document.steps.map((step, at) => [step, `"#${at}"`]));
  const named = (node: Node | undefined, name: string | undefined): Edit[] =>
    node && name !== undefined ? [{ span: { start: node.start, end: node.end }, text: name }] : [];
  const edits = [
    ...named(document.workflow && fieldOf(document.workflow, "id")?.value, '"#"'),
    ...document.steps.flatMap((step) => named(fieldOf(step, "id")?.value, numbers.get(step))),
    ...document.conditions.flatMap((condition) => {
      const target = targetOf(document, condition);
      return named(fieldOf(condition, "step_id")?.value, target && numbers.get(target));
    }),
  ];
  return strict(applyEdits(text, edits));
}

/** The value of a text that must be strict JSON but for its byte order mark. */
function strict(text: string): unknown {
  return JSON.parse(text.replace(/^\ufeff/, ""));
}

/** Every refactoring that is offered anywhere in a text. */
function everyRefactoring(text: string): { readonly kind: RefactoringKind; readonly change: Refactoring }[] {
  const { steps, conditions } = parseDocument(text);
  const at = [
    0,
    ...[...steps, ...conditions].map(({ span }) => span.start),
    ...steps.flatMap((step) => fieldOf(step, "id")?.value?.start ?? []),
  ];
  return KINDS.flatMap((kind) =>
    at.flatMap((offset) => refactoringsAt(text, offset, kind).map((change) => ({ kind, change }))),
  );
}

/** Whether a refactoring is one after which the same runs as before. */
function keepsFlow(kind: RefactoringKind, title: string): boolean {
  return kind !== "move" && kind !== "surround" && !title.includes(" alone, ");
}

/** The codes of the errors and warnings that a text has. */
function faultsOf(text: string): Set<string> {
  return new Set(
    findAll(text)
      .filter(isSerious)
      .map(({ rule }) => rule.code),
  );
}

describe("for any workflow", () => {
  it("renaming a step keeps the flow", () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.uuid(), (text, at, id) => {
        const { steps, conditions } = parseDocument(text);
        const fields = [
          ...steps.map((step) => fieldOf(step, "id")),
          ...conditions.map((condition) => fieldOf(condition, "step_id")),
        ].flatMap((field) => field?.value ?? []);
        const offset = fields[at % fields.length]?.start ?? 0;
        const result = rename(parseDocument(text), offset, id);
        assert.ok(result.kind === "renamed");
        const after = applyEdits(text, result.edits);
        assert.ok(result.edits.length > 0 && after !== text);
        assert.deepEqual(flowOf(after), flowOf(text));
      }),
      RUNS,
    );
  });

  it("new UUIDs keep the flow, and leave none of the old ones", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const after = refactor(text, "new-ids");
        assert.deepEqual(flowOf(after), flowOf(text));
        assert.ok(!after.includes(stepId(0).slice(0, 24)), after);
      }),
      RUNS,
    );
  });

  it("sorting keys changes nothing but their order, and sorts them at once", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const after = refactor(text, "sort-keys");
        assert.deepEqual(strict(after), strict(text));
        assert.equal(after.length, text.length);
        assert.equal(refactor(after, "sort-keys"), after);
      }),
      RUNS,
    );
  });

  it("renaming provider to action changes nothing else, and does so at once", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const after = refactor(text, "action-keys");
        assert.equal(after, text.replaceAll('"provider"', '"action"'));
        assert.equal(refactor(after, "action-keys"), after);
      }),
      RUNS,
    );
  });

  it("moving a step up and down again gives the same text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { span } of parseDocument(text).steps) {
          const [up] = refactoringsAt(text, span.start, "move").filter(({ title }) => title.endsWith("up"));
          if (up) {
            const after = applyEdits(text, up.edits);
            strict(after);
            const [first] = up.edits;
            const [down] = refactoringsAt(after, first?.span.start ?? 0, "move").filter(({ title }) =>
              title.endsWith("down"),
            );
            assert.ok(down, after);
            assert.equal(applyEdits(after, down.edits), text);
          }
        }
      }),
      RUNS,
    );
  });

  it("putting what a condition goes to inside of it keeps every way that the workflow can take", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const before = pathsOf(text);
        for (const condition of parseDocument(text).conditions) {
          for (const { title, edits } of refactoringsAt(text, condition.span.start, "inline")) {
            const after = applyEdits(text, edits);
            strict(after);
            if (before && keepsFlow("inline", title)) {
              compared++;
              assert.deepEqual(pathsOf(after), before, `${title}:\n${text}\n${after}`);
            }
          }
        }
      }),
      tries(80),
    );
    assert.ok(compared > 30, `${compared} were compared`);
  });

  it("every refactoring gives strict JSON without new kinds of faults, and the file's own line ends", () => {
    const made = new Set<RefactoringKind>();
    fc.assert(
      fc.property(anyText, (text) => {
        const faults = faultsOf(text);
        for (const { kind, change } of everyRefactoring(text)) {
          const after = applyEdits(text, change.edits);
          made.add(kind);
          strict(after);
          assert.equal(after.startsWith("\ufeff"), text.startsWith("\ufeff"));
          assert.equal(/[^\r]\n/.test(after), /[^\r]\n/.test(text), after);
          assert.doesNotMatch(after, /[ \t][\r\n]/);
          if (keepsFlow(kind, change.title)) {
            const fresh = [...faultsOf(after)].filter((code) => !faults.has(code));
            assert.deepEqual(fresh, [], `${change.title}:\n${text}\n${after}`);
          }
        }
      }),
      tries(6),
    );
    assert.deepEqual([...made].sort(), [...KINDS].sort());
  });

  it("every refactoring leaves a tidy file tidy, be it on lines or all on one", () => {
    fc.assert(
      fc.property(anyWorkflow, fc.constantFrom("  ", "\t", ""), (workflow, indent) => {
        const tidy = (value: unknown): string => JSON.stringify(value, undefined, indent);
        const text = tidy(workflow);
        for (const { change } of everyRefactoring(text)) {
          const after = applyEdits(text, change.edits);
          assert.equal(after, tidy(JSON.parse(after)), change.title);
        }
      }),
      tries(15),
    );
  });
});
