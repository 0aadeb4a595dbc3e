import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadWASM, OnigScanner, OnigString } from "vscode-oniguruma";
import { type IGrammar, INITIAL, Registry } from "vscode-textmate";

const GRAMMAR = join(__dirname, "../../syntaxes/invopop-workflow.tmLanguage.json");
const SCOPE = "source.json.invopop-workflow";

interface Piece {
  text: string;
  /** From the outermost to the innermost. */
  scopes: string[];
}

/** The pieces of a text that are not white space, each within one line. */
function pieces(grammar: IGrammar, text: string): Piece[] {
  const found: Piece[] = [];
  let stack = INITIAL;
  for (const line of text.split("\n")) {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const piece = line.slice(startIndex, endIndex).trim();
      if (piece !== "") {
        found.push({ text: piece, scopes });
      }
    }
  }
  return found;
}

describe("the grammar", () => {
  let grammar: IGrammar;
  /** The innermost scope of each piece that reads like this. */
  const scopeOf = (text: string, piece: string): string[] =>
    pieces(grammar, text)
      .filter((found) => found.text === piece)
      .map(({ scopes }) => scopes.at(-1) ?? "");
  /** What is shown as wrong. */
  const invalid = (text: string): string[] =>
    pieces(grammar, text)
      .filter(({ scopes }) => scopes.some((scope) => scope.startsWith("invalid.")))
      .map((found) => found.text);

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
    assert.deepEqual(scopeOf(text, "KO"), ["keyword.control.status.invopop-workflow"]);
    assert.deepEqual(scopeOf(text, "true"), ["keyword.control.flow.stop.invopop-workflow"]);
  });

  it("colours keys as VS Code's JSON does", () => {
    for (const key of ["name", "steps", "action", "config", "anything"]) {
      for (const text of [
        `{ "${key}": 1 }`,
        `{ "${key}"\n: 1 }`,
        `{\n"${key}\n}`,
        `{ "config": { "${key}": 1 } }`,
      ]) {
        const found = pieces(grammar, text).find((piece) => piece.text === key);
        // The editor takes what has a scope of strings for a string: no bracket is closed or matched there.
        assert.deepEqual(found?.scopes.slice(-2), ["string.json", "support.type.property-name.json"], text);
      }
    }
  });

  it("finds a value on another line than its key", () => {
    assert.deepEqual(scopeOf('{ "status"\n:\n\n"KO" }', "KO"), ["keyword.control.status.invopop-workflow"]);
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

  it("shows what is no JSON as wrong, and only that", () => {
    for (const [text, wrong] of [
      ['{ "a": 1, "b": [-0, 10.5E+2, true, {}], "c\\u00e9\\"\\/": "\\b\\f\\\\" }', []],
      ['{ "a": foo, "b": nul }', ["foo", "nul"]],
      ['{ "a": 01, "b": 1.2.3, "c": -, "d": .5 }', ["01", "1.2.3", "-", ".5"]],
      ["[truer, 1a, +1]", ["truer", "1a", "+1"]],
      ["{ 'a': 1 }", ["'a'", ":", "1"]],
      ['{ "a\\q": "\\u12" }', ["\\q", "\\u"]],
      ['{ "steps": [] ] }', ["]"]],
    ] satisfies [string, string[]][]) {
      assert.deepEqual(invalid(text), wrong, text);
    }
    const [control] = pieces(grammar, '"a\u0001b"').filter((piece) => piece.text === "\u0001");
    assert.equal(control?.scopes.at(-1), "invalid.illegal.control-character.json");
  });

  it("does not let a half-typed text swallow what follows", () => {
    const whole = `{ "steps": [ { "id": "${ID}", "name": "a\\"b", "action": "silo.close", "notes": null, "next": [ { "code": "x", "stop": true, "step_id": "${ID}"`;
    for (let length = 1; length <= whole.length; length++) {
      const text = `${whole.slice(0, length)}\n  "status": "KO"\n}`;
      assert.deepEqual(scopeOf(text, "KO"), ["keyword.control.status.invopop-workflow"], text);
      // Only words that are not spelled out yet are wrong: a string without its end is merely not done.
      const half = /(?<=: )(?:nu?l?|tr?u?)$/.exec(whole.slice(0, length))?.[0];
      assert.deepEqual(invalid(text), half === undefined ? [] : [half], text);
    }
  });

  it("comes back out of a config that is half-typed", () => {
    for (const half of [
      '"config": ',
      '"config"',
      '"config": { "a": [ }',
      '"config": { "a": "b }\n}',
      '"config": { "a }\n}',
    ]) {
      const text = `{\n  ${half}\n  "status": "KO"\n}`;
      assert.deepEqual(scopeOf(text, "KO"), ["keyword.control.status.invopop-workflow"], half);
    }
    // What stands in a config that is still open belongs to it.
    assert.deepEqual(scopeOf('{\n  "config": {\n  "status": "KO"\n}', "KO"), ["string.quoted.double.json"]);
  });
});
