import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadWASM, OnigScanner, OnigString } from "vscode-oniguruma";
import { type IGrammar, INITIAL, Registry } from "vscode-textmate";

const GRAMMAR = join(__dirname, "../../syntaxes/invopop-workflow.tmLanguage.json");
const SCOPE = "source.json.invopop-workflow";

/** The innermost scope of each piece of a text that is not white space, as `piece → scope`. */
function tokens(grammar: IGrammar, text: string): string[] {
  const found: string[] = [];
  let stack = INITIAL;
  for (const line of text.split("\n")) {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const piece = line.slice(startIndex, endIndex).trim();
      if (piece !== "") {
        found.push(`${piece} → ${scopes.at(-1)}`);
      }
    }
  }
  return found;
}

describe("the grammar", () => {
  let grammar: IGrammar;
  const scopeOf = (text: string, piece: string): string[] =>
    tokens(grammar, text)
      .filter((token) => token.startsWith(`${piece} → `))
      .map((token) => token.slice(piece.length + 3));

  before(async () => {
    const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
    await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
    const registry = new Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new OnigScanner(patterns),
        createOnigString: (text) => new OnigString(text),
      }),
      loadGrammar: async (scope) => (scope === SCOPE ? JSON.parse(readFileSync(GRAMMAR, "utf8")) : null),
    });
    grammar = (await registry.loadGrammar(SCOPE)) ?? assert.fail("There is no grammar.");
  });

  const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";

  it("makes actions, UUIDs, statuses, jumps and stops stand out", () => {
    const text = `{
  "name": "silo.close",
  "steps": [
    { "id": "${ID}", "provider":
      "silo.close", "next": [{ "status": "KO", "step_id": "${ID}", "stop": true }] }
  ]
}`;
    assert.deepEqual(scopeOf(text, "silo.close"), [
      "string.quoted.double.json",
      "entity.name.function.action.invopop-workflow",
    ]);
    assert.deepEqual(scopeOf(text, ID), [
      "variable.other.constant.uuid.invopop-workflow",
      "entity.name.type.step.invopop-workflow",
    ]);
    assert.deepEqual(scopeOf(text, "KO"), ["constant.language.status.invopop-workflow"]);
    assert.deepEqual(scopeOf(text, "true"), ["keyword.control.flow.stop.invopop-workflow"]);
  });

  it("colours keys as VS Code's JSON does", () => {
    for (const key of ["name", "steps", "action", "anything"]) {
      assert.deepEqual(scopeOf(`{ "${key}": 1 }`, key), ["support.type.property-name.json"]);
    }
  });

  it("leaves a config to itself", () => {
    const text = `{ "config": { "id": "${ID}", "status": "KO", "action": "silo.close", "in": [{ "stop": true }] }, "id": "${ID}" }`;
    assert.deepEqual(scopeOf(text, ID), [
      "string.quoted.double.json",
      "variable.other.constant.uuid.invopop-workflow",
    ]);
    assert.deepEqual(scopeOf(text, "KO"), ["string.quoted.double.json"]);
    assert.deepEqual(scopeOf(text, "silo.close"), ["string.quoted.double.json"]);
    assert.deepEqual(scopeOf(text, "true"), ["constant.language.json"]);
  });

  it("knows numbers, constants, escapes and what JSON has not", () => {
    const text = '{ "a": [-1.5e3, null, false, "x\\n\\q"] } // no';
    assert.deepEqual(scopeOf(text, "-1.5e3"), ["constant.numeric.json"]);
    assert.deepEqual(scopeOf(text, "null"), ["constant.language.json"]);
    assert.deepEqual(scopeOf(text, "\\n"), ["constant.character.escape.json"]);
    assert.deepEqual(scopeOf(text, "\\q"), ["invalid.illegal.unrecognized-string-escape.json"]);
    assert.deepEqual(scopeOf(text, "// no"), ["comment.line.double-slash.json"]);
  });

  it("does not let a half-typed value swallow what follows", () => {
    for (const half of [
      '"action": "silo.clo',
      '"action": ',
      '"action"',
      '"id": "019a',
      '"config": ',
      '"config": {',
    ]) {
      const text = `{\n  ${half}\n  "status": "KO"\n}`;
      const expected = half.endsWith("{")
        ? "string.quoted.double.json"
        : "constant.language.status.invopop-workflow";
      assert.deepEqual(scopeOf(text, "KO"), [expected], half);
    }
  });
});
