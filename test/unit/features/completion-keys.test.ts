import assert from "node:assert/strict";
import { accepted, FRESH, labels } from "./accept";

const WORKFLOW = ["name", "description", "schema", "country", "steps", "rescue", "draft", "id"];
const STEP = ["id", "name", "action", "config", "next", "notes", "summary", "provider"];
const CONDITION = ["status", "code", "steps", "stop", "step_id"];

describe("completion of keys", () => {
  for (const [marked, expected] of [
    ["{ <|> }", WORKFLOW],
    ["{<|>", WORKFLOW],
    ['{ "<|>" }', WORKFLOW],
    ['{ "name": "a", "steps": [], <|> }', ["description", "schema", "country", "rescue", "draft", "id"]],
    ['{ "name": "a", "na<|>me": "b" }', []],
    ['{ "na<|>me": "b" }', ["name"]],
    ['{ "steps": [{ <|> }] }', STEP],
    ['{ "rescue": [{}, { <|> }] }', STEP],
    ['{ "steps": [{ "action": "pdf", <|> }] }', ["id", "name", "config", "next", "notes", "summary"]],
    ['{ "steps": [{ "provider": "pdf", <|> }] }', ["id", "name", "config", "next", "notes", "summary"]],
    ['{ "steps": [{ "prov<|>ider": "pdf" }] }', ["provider"]],
    ['{ "steps": [{ "next": [{ <|> }] }] }', CONDITION],
    ['{ "steps": [{ "next": [{ "status": "KO", "stop": true, <|> }] }] }', ["code", "steps", "step_id"]],
    ['{ "steps": [{ "next": [{ "steps": [{ "next": [{ <|> }] }] }] }] }', CONDITION],
    ['{ "rescue": [{ "next": [{ "steps": [{ <|>', STEP],
    ['{ "steps": [{ "id": "a" } { <|> }] }', STEP],
    ['{ "versions": [{ <|> }] }', []],
    ['{ "steps": { <|> } }', []],
    ['{ "x": { <|> } }', []],
    ["[<|>]", []],
    ["<|>", []],
    ['{ "name": "a" } <|>', []],
    ['{ "name" <|> }', []],
    ["{ // <|>\n}", []],
  ] as const) {
    it(JSON.stringify(marked), () => assert.deepEqual(labels(marked), expected));
  }

  it("offers the config fields of the step's action, the required ones first", () => {
    assert.deepEqual(labels('{ "steps": [{ "config": { <|> }, "action": "silo.if" }] }'), ["expr", "scope"]);
    assert.deepEqual(labels('{ "steps": [{ "config": { <|> }, "provider": "silo.if" }] }'), [
      "expr",
      "scope",
    ]);
    assert.deepEqual(labels('{ "steps": [{ "action": "silo.if", "config": { "expr": "a", <|> } }] }'), [
      "scope",
    ]);
    assert.deepEqual(labels('{ "steps": [{ "action": "silo.if", "config": { "<|>'), ["expr", "scope"]);
    assert.deepEqual(labels('{ "steps": [{ "action": "silo.if", "config": { "a": { <|> } } }] }'), []);
    assert.deepEqual(labels('{ "steps": [{ "action": "none.such", "config": { <|> } }] }'), []);
    assert.deepEqual(
      labels('{ "steps": [{ "action": "chargebee.update.details", "config": { "fields": [{ <|> }] } }] }'),
      ["field", "value"],
    );
    assert.deepEqual(labels('{ "steps": [{ "config": { <|> } }] }'), []);
  });

  for (const [what, marked, label, expected] of [
    ["a bare cursor", "{ <|> }", "name", '{ "name": "" }'],
    ["half a key without quotes", "{ na<|> }", "name", '{ "name": "" }'],
    ["half a key in quotes", '{ "na<|>" }', "name", '{ "name": "" }'],
    ["half a key at the end of the file", '{ "na<|>', "name", '{ "name": ""'],
    ["half a key without quotes at the end of the file", "{ na<|>", "name", '{ "name": ""'],
    ["a key with its colon", '{ "desc<|>": "x" }', "description", '{ "description": "x" }'],
    ["a key with a space before its colon", '{ "<|>" : "x" }', "name", '{ "name" : "x" }'],
    ["a whole other key", '{ "st<|>atus": [] }', "steps", '{ "steps": [] }'],
    ["a key before another", '{\n  <|>\n  "name": "a"\n}', "schema", '{\n  "schema": "",\n  "name": "a"\n}'],
    [
      "a key behind another without a comma",
      '{\n  "name": "a"\n  <|>\n}',
      "schema",
      '{\n  "name": "a",\n  "schema": ""\n}',
    ],
    [
      "a key between two without commas",
      '{\n  "name": "a"\n  "sch<|>"\n  "steps": []\n}',
      "schema",
      '{\n  "name": "a",\n  "schema": "",\n  "steps": []\n}',
    ],
    [
      "a key behind a trailing comma",
      '{\n  "name": "a",\n  <|>\n}',
      "draft",
      '{\n  "name": "a",\n  "draft": true\n}',
    ],
    ["with CRLF", '{\r\n  "name": "a"\r\n  <|>\r\n}', "schema", '{\r\n  "name": "a",\r\n  "schema": ""\r\n}'],
    [
      "steps",
      "{\n  <|>\n}",
      "steps",
      `{\n  "steps": [\n    {\n      "id": "${FRESH}",\n      "name": "",\n      "action": ""\n    }\n  ]\n}`,
    ],
    ["a workflow's id", "{ <|> }", "id", `{ "id": "${FRESH}" }`],
    ["a step's id", '{ "steps": [{ <|> }] }', "id", `{ "steps": [{ "id": "${FRESH}" }] }`],
    [
      "conditions",
      '{ "steps": [{\n  <|>\n}] }',
      "next",
      '{ "steps": [{\n  "next": [\n    {\n      \n    }\n  ]\n}] }',
    ],
    [
      "config without an action",
      '{ "steps": [{\n  <|>\n}] }',
      "config",
      '{ "steps": [{\n  "config": {\n    \n  }\n}] }',
    ],
    [
      "config with what the action needs",
      '{ "steps": [{\n  "action": "silo.state",\n  <|>\n}] }',
      "config",
      '{ "steps": [{\n  "action": "silo.state",\n  "config": {\n    "state": "draft"\n  }\n}] }',
    ],
    [
      "a config field",
      '{ "steps": [{ "action": "silo.state", "config": { <|> } }] }',
      "state",
      '{ "steps": [{ "action": "silo.state", "config": { "state": "draft" } }] }',
    ],
    [
      "stop",
      '{ "steps": [{ "next": [{ "st<|>" }] }] }',
      "stop",
      '{ "steps": [{ "next": [{ "stop": true }] }] }',
    ],
  ] as const) {
    it(`writes ${label}: ${what}`, () => assert.equal(accepted(marked, label), expected));
  }
});
