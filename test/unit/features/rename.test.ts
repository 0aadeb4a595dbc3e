import assert from "node:assert/strict";
import { findRenameable, rename } from "../../../server/src/features/rename";
import { parseDocument } from "../../../server/src/workflow/document";
import { applyEdits } from "../../../server/src/workflow/edits";
import { atCursor } from "../../support/markers";

const A = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const B = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const NEW = "019AB4C2-6b1e-7c1a-9d0e-3f5a7c9b1d09";

/** What is offered for renaming at the cursor, as the marked text and what it says; the reason when nothing is. */
function offered(marked: string): string {
  const { text, cursor } = atCursor(marked);
  const found = findRenameable(parseDocument(text), cursor);
  return found.kind === "refusal"
    ? found.reason
    : `${text.slice(found.span.start, found.span.end)} -> ${found.text}`;
}

/** The whole text after renaming at the cursor, or the reason why not. */
function renamed(marked: string, name: string): string {
  const { text, cursor } = atCursor(marked);
  const result = rename(parseDocument(text), cursor, name);
  return result.kind === "refusal" ? result.reason : applyEdits(text, result.edits);
}

const workflow = (a: string, b: string, ...references: readonly string[]): string =>
  `{ "name": "W", "steps": [{ "id": "${a}", "name": "Sign" }, { "id": "${b}", "next": [${references
    .map((reference) => `{ "step_id": "${reference}" }`)
    .join(", ")}] }] }`;

describe("renaming a step by its UUID", () => {
  it("offers the UUID that stands there", () => {
    assert.equal(offered(workflow(`<|>${A}`, B)), `${A} -> ${A}`);
    assert.equal(
      offered(workflow(A, B, `${A.toUpperCase()}<|>`)),
      `${A.toUpperCase()} -> ${A.toUpperCase()}`,
    );
    assert.equal(offered('{ "steps": [{ "id": "\\u0061b<|>" }] }'), "\\u0061b -> ab");
    assert.equal(
      offered('{ "steps": [{ "id": "ab<|>'),
      "Mend the missing or stray bracket first, so that no reference to this step is missed.",
    );
  });

  it("renames the step and all that refer to it, in whatever letters, and nothing else", () => {
    const before = [A.toUpperCase(), B, A] as const;
    const after = workflow(NEW, B, NEW, B, NEW);
    assert.equal(renamed(workflow(`<|>${A}`, B, ...before), NEW), after);
    assert.equal(renamed(workflow(A, B, `<|>${before[0]}`, B, A), ` ${NEW}\n`), after);
  });

  it("takes the same UUID in other letters", () => {
    assert.equal(
      renamed(workflow(`<|>${A}`, B, A), A.toUpperCase()),
      workflow(A.toUpperCase(), B, A.toUpperCase()),
    );
  });

  it("renames the one that is meant where an id is taken twice", () => {
    assert.equal(renamed(workflow(A, `<|>${A}`, A), NEW), workflow(A, NEW, A));
    assert.equal(renamed(workflow(`<|>${A}`, A, A), NEW), workflow(NEW, A, NEW));
    assert.equal(renamed(workflow(A, A, `<|>${A}`), NEW), workflow(NEW, A, NEW));
  });

  for (const [what, marked, name, reason] of [
    ["no UUID", workflow(`<|>${A}`, B), "step-1", "The id of a step is a UUID, which 'step-1' is not."],
    ["nothing", workflow(`<|>${A}`, B), " ", "The id of a step is a UUID, and cannot be empty."],
    [
      "a long text",
      workflow(`<|>${A}`, B),
      "x".repeat(1000),
      `The id of a step is a UUID, which '${"x".repeat(59)}…' is not.`,
    ],
    ["another step's", workflow(A, `<|>${B}`), A.toUpperCase(), "The step 'Sign' has this id already."],
    [
      "its own, which another step has too",
      workflow(A, `<|>${A}`),
      A,
      "The step 'Sign' has this id already.",
    ],
    [
      "a UUID for a step that is not there",
      workflow(A, B, `<|>${NEW}`),
      A,
      "No step of this file has this id, so there is nothing to rename.",
    ],
  ] as const) {
    it(`refuses ${what}`, () => assert.equal(renamed(marked, name), reason));
  }
});

describe("renaming by a name", () => {
  it("changes the name of a step or of the workflow, and nothing else", () => {
    const text = '{ "name": "Sign", "steps": [{ "name": "Sign", "notes": "Sign" }] }';
    assert.equal(offered(text.replace("Sign", "Si<|>gn")), "Sign -> Sign");
    assert.equal(renamed(text.replace("Sign", "Si<|>gn"), "Close"), text.replace("Sign", "Close"));
    assert.equal(
      renamed(text.replace('[{ "name": "Sign', '[{ "name": "Sign<|>'), "Close"),
      text.replace('[{ "name": "Sign', '[{ "name": "Close'),
    );
  });

  it("takes any text, and writes it as JSON", () => {
    const name = ' "Café"\\\n\t\u0000\ud800😀 ';
    const after = renamed('{ "name": "<|>" }', name);
    assert.deepEqual(JSON.parse(after), { name });
    assert.ok(after.includes("\\ud800"));
  });

  it("takes a name with escapes for what it says", () => {
    assert.equal(offered('{ "name": "a\\n\\u00e9<|>" }'), "a\\n\\u00e9 -> a\né");
  });

  it("works in a text that is torn", () => {
    assert.equal(renamed('{ "steps": [{ "name": "<|>a"', "b"), '{ "steps": [{ "name": "b"');
    assert.equal(offered('{ "name": "a<|>'), "a -> a");
    assert.equal(renamed('{ "name": "a<|>', "b"), '{ "name": "b"');
  });

  it("refuses a name of nothing but spaces", () => {
    assert.equal(renamed('{ "name": "<|>a" }', " \t"), "A name needs at least one letter.");
  });
});

describe("renaming", () => {
  const ELSEWHERE = "What can be renamed is a step's name or id, a step_id and the workflow's name.";
  for (const [what, marked, reason] of [
    ["a key", '{ "na<|>me": "a" }', ELSEWHERE],
    ["another field", '{ "steps": [{ "action": "<|>pdf" }] }', ELSEWHERE],
    ["a name in a config", '{ "steps": [{ "config": { "name": "<|>a" } }] }', ELSEWHERE],
    ["a condition's name", '{ "steps": [{ "next": [{ "name": "<|>a" }] }] }', ELSEWHERE],
    ["a name that is no text", '{ "name": <|>1 }', ELSEWHERE],
    ["an id that is no text", '{ "steps": [{ "id": <|>1 }] }', ELSEWHERE],
    ["an empty id", '{ "steps": [{ "id": "<|>" }] }', ELSEWHERE],
    ["a place between values", '{ "name": "a" <|> }', ELSEWHERE],
    ["no workflow", "<|>", ELSEWHERE],
    [
      "the workflow's id",
      `{ "id": "<|>${A}" }`,
      "Invopop and other files know the workflow by this id. For a copy, give the whole workflow new UUIDs.",
    ],
  ] as const) {
    it(`is refused at ${what}, whatever the new name`, () => {
      assert.equal(offered(marked), reason);
      assert.equal(renamed(marked, NEW), reason);
    });
  }
});
