import assert from "node:assert/strict";
import { findCompletions, MOST_STEPS } from "../../../server/src/features/completion";
import { createCatalog } from "../../../server/src/schema/catalog";
import { COUNTRIES } from "../../../server/src/schema/countries";
import { parseDocument } from "../../../server/src/workflow/document";
import { atCursor } from "../../support/markers";
import { CATALOG, numberedIds } from "../../support/rules";
import { accepted, FRESH, labels, offered } from "./accept";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";

describe("completion of actions", () => {
  it("offers every current action and no superseded one", () => {
    const all = labels('{ "steps": [{ "action": "<|>" }] }');
    assert.deepEqual([...all].sort(), CATALOG.current.map((action) => action.id).sort());
    assert.ok(all.includes("silo.close") && !all.includes("enumerator"));
  });

  it("finds an action by its id, its title and its keywords", () => {
    for (const typed of ["silo.clo", "siloclose", "sign", "Sign env", "SIGN", "stamp"]) {
      assert.ok(labels(`{ "steps": [{ "action": "${typed}<|>" }] }`).includes("silo.close"), typed);
    }
    assert.equal(labels('{ "steps": [{ "action": "sign<|>" }] }')[0], "silo.close");
  });

  it("shows title, app and countries", () => {
    const [item] = offered('{ "steps": [{ "action": "gov-es.ticketbai.send<|>" }] }');
    assert.equal(item?.label, "gov-es.ticketbai.send");
    assert.match(item?.description ?? "", /^\S.* · \S.* · ES$/);
    assert.match(item?.documentation ?? "", /Spain \(ES\)/);
  });

  for (const [what, marked, expected] of [
    ["into empty quotes", '{ "steps": [{ "action": "<|>" }] }', '{ "steps": [{ "action": "silo.close" }] }'],
    [
      "over a whole value",
      '{ "steps": [{ "action": "silo.c<|>orrect" }] }',
      '{ "steps": [{ "action": "silo.close" }] }',
    ],
    ["without quotes", '{ "steps": [{ "action": silo<|> }] }', '{ "steps": [{ "action": "silo.close" }] }'],
    ["with nothing typed", '{ "steps": [{ "action": <|> }] }', '{ "steps": [{ "action": "silo.close" }] }'],
    ["behind the colon", '{ "steps": [{ "action":<|> }] }', '{ "steps": [{ "action":"silo.close" }] }'],
    ["at the end of the file", '{ "steps": [{ "action": "si<|>', '{ "steps": [{ "action": "silo.close"'],
    [
      "at the end of the file, only the quote",
      '{ "steps": [{ "action": "<|>',
      '{ "steps": [{ "action": "silo.close"',
    ],
    [
      "at the end of the file, without quotes",
      '{ "steps": [{ "action": si<|>',
      '{ "steps": [{ "action": "silo.close"',
    ],
    [
      "at the end of the file, with nothing",
      '{ "steps": [{ "action":<|>',
      '{ "steps": [{ "action":"silo.close"',
    ],
    [
      "before a key without a comma",
      '{ "steps": [{\n  "action": "si<|>"\n  "name": "a"\n}] }',
      '{ "steps": [{\n  "action": "silo.close",\n  "name": "a"\n}] }',
    ],
    [
      "with an open quote before a key",
      '{ "steps": [{\n  "action": "si<|>\n  "name": "a"\n}] }',
      '{ "steps": [{\n  "action": "silo.close",\n  "name": "a"\n}] }',
    ],
    [
      "with an open quote before a comma",
      '{ "steps": [{\n  "action": "si<|>,\n  "name": "a"\n}] }',
      '{ "steps": [{\n  "action": "silo.close",\n  "name": "a"\n}] }',
    ],
    [
      "with an open quote before a brace",
      '{ "steps": [{ "action": "si<|> }] }',
      '{ "steps": [{ "action": "silo.close" }] }',
    ],
    ["under provider", '{ "steps": [{ "provider": "<|>" }] }', '{ "steps": [{ "provider": "silo.close" }] }'],
    ["in rescue", '{ "rescue": [{ "action": "<|>" }] }', '{ "rescue": [{ "action": "silo.close" }] }'],
    [
      "in a nested branch",
      '{ "steps": [{ "next": [{ "steps": [{}, { "action": "<|>" }] }] }] }',
      '{ "steps": [{ "next": [{ "steps": [{}, { "action": "silo.close" }] }] }] }',
    ],
  ] as const) {
    it(`writes ${what}`, () => assert.equal(accepted(marked, "silo.close"), expected));
  }

  it("ranks those for the workflow's documents before the others", () => {
    const party = labels('{ "schema": "org/party", "steps": [{ "action": "<|>" }] }');
    const invoice = labels('{ "schema": "bill/invoice", "steps": [{ "action": "<|>" }] }');
    const stands = (list: string[], a: string, b: string): boolean => list.indexOf(a) < list.indexOf(b);
    assert.ok(stands(party, "gov-es.ticketbai.register", "gov-es.ticketbai.send"));
    assert.ok(stands(invoice, "gov-es.ticketbai.send", "gov-es.ticketbai.register"));
  });

  it("ranks those of the workflow's country before the others, else those of the actions it has", () => {
    const spanish = labels('{ "country": "ES", "steps": [{ "action": "<|>" }] }');
    const french = labels('{ "steps": [{ "provider": "chorus-pro.send" }, { "action": "<|>" }] }');
    const isFirst = (list: string[], own: string, other: string): boolean =>
      list.indexOf(own) < list.indexOf(other);
    assert.ok(isFirst(spanish, "verifactu.send", "chorus-pro.send"));
    assert.ok(isFirst(french, "chorus-pro.send", "verifactu.send"));
    assert.ok(isFirst(french, "silo.state", "verifactu.send"));
    assert.ok(isFirst(french, "chorus-pro.send", "silo.close"), "its own before the common ones of all");
    assert.ok(
      isFirst(spanish, "silo.sleep", "gov-fr.directory.forward"),
      "those of all before others' common ones",
    );
  });

  it("ranks the more common ones first where all else is equal", () => {
    const all = labels('{ "steps": [{ "action": "<|>" }] }');
    assert.equal(all[0], "silo.state");
    assert.ok(all.indexOf("silo.close") < all.indexOf("silo.sleep"));
  });

  it("offers what users add, with what they say of it", () => {
    const catalog = createCatalog([
      "acme.ship",
      { id: "acme.pack", title: "Pack the goods" },
      { nothing: 1 },
      7,
      "",
    ]);
    const marked = '{ "steps": [{ "action": "acme<|>" }] }';
    assert.deepEqual(
      labels(marked, catalog).filter((label) => label.startsWith("acme")),
      ["acme.pack", "acme.ship"],
    );
    assert.equal(accepted(marked, "acme.pack", catalog), '{ "steps": [{ "action": "acme.pack" }] }');
    assert.equal(catalog.get("acme.pack")?.title, "Pack the goods");
  });
});

describe("completion of steps", () => {
  const workflow = (marked: string): string => `{
  "steps": [
    { "id": "${ID}1", "name": "Check", "action": "silo.if", "next": [{ "code": "true", "step_id": ${marked} }] },
    { "id": "${ID}2", "name": "Sign", "action": "silo.close", "next": [{ "steps": [{ "id": "${ID}3", "action": "pdf" }] }] },
    { "name": "No id" },
    { "id": "", "name": "Empty id" }
  ],
  "rescue": [{ "id": "${ID}4", "name": "Tell", "provider": "webhook" }]
}`;

  it("offers all steps of the file by name, but never the step itself", () => {
    assert.deepEqual(labels(workflow('"<|>"')), ["Sign", "pdf", "Tell"]);
    assert.deepEqual(labels(workflow("<|>")), ["Sign", "pdf", "Tell"]);
  });

  it("finds them by name, action and UUID", () => {
    assert.deepEqual(labels(workflow('"sign<|>"')), ["Sign"]);
    assert.deepEqual(labels(workflow('"webh<|>"')), ["Tell"]);
    assert.deepEqual(labels(workflow(`"${ID}3<|>"`)), ["pdf"]);
    assert.equal(offered(workflow('"<|>"'))[0]?.description, "silo.close");
  });

  it("writes the UUID, over whatever stands there", () => {
    const expected = workflow(`"${ID}4"`);
    for (const marked of ['"<|>"', "<|>", "te<|>", '"Te<|>"', `"<|>${ID}2"`, `<|>"${ID}2"`]) {
      assert.equal(accepted(workflow(marked), "Tell"), expected, marked);
    }
  });

  it("writes it in a file that is cut off behind the cursor", () => {
    const cut = `{ "steps": [{ "id": "${ID}1", "name": "A" }, { "id": "${ID}2", "next": [{ "step_id": `;
    for (const marked of [`${cut}"<|>`, `${cut}<|>`, `${cut}"${ID.slice(0, 8)}<|>`]) {
      assert.deepEqual(labels(marked), ["A"], marked);
      assert.equal(accepted(marked, "A"), `${cut}"${ID}1"`, marked);
    }
  });

  it("puts the one first that the condition goes to now", () => {
    assert.deepEqual(labels(workflow(`<|>"${ID}4"`)), ["Tell", "Sign", "pdf"]);
  });

  it("never offers the own step from a nested branch or from rescue", () => {
    const nested = `{ "steps": [{ "id": "${ID}1", "name": "A", "next": [{ "steps": [{ "id": "${ID}2", "name": "B", "next": [{ "step_id": "<|>" }] }] }] }] }`;
    assert.deepEqual(labels(nested), ["A"]);
    const rescue = `{ "steps": [{ "id": "${ID}1", "name": "A" }], "rescue": [{ "id": "${ID}2", "name": "B", "next": [{ "step_id": "<|>" }] }] }`;
    assert.deepEqual(labels(rescue), ["A"]);
  });

  it("does not offer the own UUID where another step has it too", () => {
    const marked = `{ "steps": [{ "id": "${ID}1", "name": "A", "next": [{ "step_id": "<|>" }] }, { "id": "${ID}1", "name": "B" }] }`;
    assert.deepEqual(labels(marked), []);
  });

  it("knows the own step behind items that are missing or no steps", () => {
    for (const before of ["1, ", "null ", ", "]) {
      const marked = `{ "steps": [${before}{ "id": "${ID}1", "name": "A", "next": [{ "step_id": "<|>" }] }, { "id": "${ID}2", "name": "B" }] }`;
      assert.deepEqual(labels(marked), ["B"], before);
    }
  });
});

describe("completion of other values", () => {
  for (const [marked, expected] of [
    ['{ "draft": <|> }', ["true", "false"]],
    ['{ "draft": t<|> }', ["true"]],
    ['{ "steps": [{ "next": [{ "stop": <|> }] }] }', ["true", "false"]],
    ['{ "steps": [{ "next": [{ "status": "<|>" }] }] }', ["OK", "SKIP", "KO", "TIMEOUT", "NA"]],
    ['{ "steps": [{ "next": [{ "status": "ko<|>" }] }] }', ["KO"]],
    ['{ "steps": [{ "action": "silo.if", "next": [{ "code": "<|>" }] }] }', ["true", "false"]],
    ['{ "steps": [{ "action": "silo.if", "next": [{ "code": "<|>', ["true", "false"]],
    ['{ "steps": [{ "next": [{ "code": "<|>" }], "provider": "silo.if" }] }', ["true", "false"]],
    [
      '{ "steps": [{ "action": "silo.close", "next": [{ "steps": [{ "action": "silo.if", "next": [{}, { "code": <|> }] }] }] }] }',
      ["true", "false"],
    ],
    ['{ "steps": [{ "action": "silo.close", "next": [{ "code": "<|>" }] }] }', []],
    [
      '{ "schema": "<|>" }',
      ["bill/invoice", "bill/order", "bill/delivery", "bill/payment", "bill/status", "org/party", "org/item"],
    ],
    ['{ "schema": "credit<|>" }', []],
    ['{ "schema": "party<|>" }', ["org/party"]],
    ['{ "steps": [{ "action": "silo.close", "name": "<|>" }] }', ["Sign envelope"]],
    ['{ "name": "<|>" }', []],
    ['{ "x": "<|>" }', []],
    ['{ "hash": "<|>" }', []],
    ['{ "steps": [{ "config": "<|>" }] }', []],
  ] as const) {
    it(JSON.stringify(marked), () => assert.deepEqual(labels(marked), expected));
  }

  it("offers the states of silo.state, and not those of another action", () => {
    const states = labels('{ "rescue": [{ "action": "silo.state", "config": { "state": "<|>" } }] }');
    for (const state of [
      "draft",
      "processing",
      "registered",
      "completed",
      "sent",
      "received",
      "error",
      "rejected",
      "paid",
      "void",
    ]) {
      assert.ok(states.includes(state), state);
    }
    assert.deepEqual(labels('{ "steps": [{ "action": "silo.modify", "config": { "addons": ["<|>"] } }] }'), [
      "eu-en16931-v2017",
      "de-xrechnung-v3",
      "es-verifactu-v1",
    ]);
    assert.deepEqual(labels('{ "steps": [{ "action": "pdf", "config": { "state": "<|>" } }] }'), []);
    assert.deepEqual(
      labels('{ "steps": [{ "action": "silo.state", "config": { "a": { "state": "<|>" } } }] }'),
      [],
    );
  });

  it("offers every country by code and by name", () => {
    assert.deepEqual(labels('{ "country": "<|>" }'), [...COUNTRIES.keys()]);
    assert.equal(labels('{ "country": "Spain<|>" }').includes("ES"), true);
    assert.equal(accepted('{ "country": "germ<|>any" }', "DE"), '{ "country": "DE" }');
    assert.equal(
      offered('{ "country": "PT<|>" }').find((item) => item.label === "PT")?.description,
      "Portugal",
    );
  });

  for (const [what, marked, label, expected] of [
    ["a boolean over a word", '{ "draft": fa<|>lse }', "false", '{ "draft": false }'],
    ["a boolean over a text", '{ "draft": "tr<|>ue" }', "true", '{ "draft": true }'],
    [
      "a status without quotes",
      '{ "steps": [{ "next": [{ "status": K<|> }] }] }',
      "KO",
      '{ "steps": [{ "next": [{ "status": "KO" }] }] }',
    ],
    [
      "a code",
      '{ "steps": [{ "action": "silo.if", "next": [{ "code": t<|> }] }] }',
      "true",
      '{ "steps": [{ "action": "silo.if", "next": [{ "code": "true" }] }] }',
    ],
    [
      "a schema at the end of the file",
      '{ "schema": "bill/inv<|>',
      "bill/invoice",
      '{ "schema": "bill/invoice"',
    ],
    [
      "a schema with an open quote",
      '{ "schema": "bill/inv<|>,\n  "steps": [] }',
      "bill/invoice",
      '{ "schema": "bill/invoice",\n  "steps": [] }',
    ],
    [
      "a state",
      '{ "steps": [{ "action": "silo.state", "config": { "state": "<|>" } }] }',
      "error",
      '{ "steps": [{ "action": "silo.state", "config": { "state": "error" } }] }',
    ],
    ["a step's UUID", '{ "steps": [{ "id": "<|>" }] }', "New UUID", `{ "steps": [{ "id": "${FRESH}" }] }`],
    [
      "a step's UUID in rescue",
      '{ "rescue": [{ "id": <|> }] }',
      "New UUID",
      `{ "rescue": [{ "id": "${FRESH}" }] }`,
    ],
    ["a workflow's UUID", '{ "id": "<|>" }', "New UUID", `{ "id": "${FRESH}" }`],
    [
      "what a config needs",
      '{ "steps": [{ "action": "silo.state", "config": <|> }] }',
      "config",
      '{ "steps": [{ "action": "silo.state", "config": {\n  "state": "draft"\n} }] }',
    ],
  ] as const) {
    it(`writes ${what}`, () => assert.equal(accepted(marked, label), expected));
  }

  it("makes a UUID of its own for each suggestion", () => {
    const { text, cursor } = atCursor('{ "steps": [<|>] }');
    const items = findCompletions(parseDocument(text), CATALOG, cursor, numberedIds());
    const ids = items.map((item) => /"id": "([^"]*)"/.exec(item.edit.text)?.[1]);
    assert.ok(ids.length > 100 && ids.every((one) => one !== undefined));
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe("completion of a step among very many", () => {
  const uuid = (number: number) => `019ab4c2-6b1e-7c1a-9d0e-${String(number).padStart(12, "0")}`;
  const steps = Array.from({ length: 1000 }, (_, at) => ({
    id: uuid(at),
    name: at === 900 ? "Tell the team" : `Step ${at}`,
    action: "pdf",
    ...(at === 500 && { next: [{ step_id: "?" }] }),
  }));

  /** The names of the steps that are offered where so much is typed. */
  function offered(typed: string): string[] {
    const text = JSON.stringify({ steps }).replace('"?"', `"${typed}<|>"`);
    const marked = atCursor(text);
    return findCompletions(parseDocument(marked.text), CATALOG, marked.cursor, numberedIds())
      .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
      .map(({ label }) => label);
  }

  it("offers those that stand nearest, and whichever is meant by what is typed", () => {
    const near = offered("");
    assert.equal(near.length, MOST_STEPS);
    assert.deepEqual([near[0], near.at(-1)], ["Step 400", "Step 600"]);
    assert.ok(!near.includes("Step 500"));
    assert.deepEqual(offered("tell"), ["Tell the team"]);
    assert.deepEqual(offered(uuid(7)).slice(0, 2), ["Step 7"]);
    assert.deepEqual(offered("nothing"), []);
  });
});

describe("completion of whole parts", () => {
  const NEW_STEP = `{\n  "id": "${FRESH}",\n  "name": "",\n  "action": ""\n}`;

  for (const [what, marked, label, expected] of [
    ["a step into an empty list", '{ "steps": [<|>] }', "New step", `{ "steps": [${NEW_STEP}] }`],
    [
      "a step behind one without a comma",
      '{ "steps": [{}\n<|>\n] }',
      "New step",
      `{ "steps": [{},\n${NEW_STEP}\n] }`,
    ],
    ["a step before another", '{ "steps": [\n<|>\n{} ] }', "New step", `{ "steps": [\n${NEW_STEP},\n{} ] }`],
    [
      "a step into a branch",
      '{ "steps": [{ "next": [{ "steps": [<|>] }] }] }',
      "New step",
      `{ "steps": [{ "next": [{ "steps": [${NEW_STEP}] }] }] }`,
    ],
    ["a step into rescue", '{ "rescue": [<|>', "New step", `{ "rescue": [${NEW_STEP}`],
    [
      "a step with an action",
      '{\n  "steps": [\n    <|>\n  ]\n}',
      "Set state",
      `{\n  "steps": [\n    {\n      "id": "${FRESH}",\n      "name": "Set state",\n      "action": "silo.state",\n      "config": {\n        "state": "draft"\n      }\n    }\n  ]\n}`,
    ],
    [
      "a condition with steps",
      '{ "steps": [{ "next": [<|>] }] }',
      "Condition with steps",
      '{ "steps": [{ "next": [{\n  "status": "KO",\n  "steps": [\n    \n  ]\n}] }] }',
    ],
    [
      "a condition that stops, behind another",
      '{ "steps": [{ "next": [{ "code": "a" } <|>] }] }',
      "Condition that stops",
      '{ "steps": [{ "next": [{ "code": "a" }, {\n  "status": "KO",\n  "stop": true\n}] }] }',
    ],
    [
      "a condition on a code of the action",
      '{ "steps": [{ "action": "silo.if", "next": [<|>] }] }',
      "Condition on false",
      '{ "steps": [{ "action": "silo.if", "next": [{\n  "code": "false",\n  "steps": [\n    \n  ]\n}] }] }',
    ],
  ] as const) {
    it(`writes ${what}`, () => assert.equal(accepted(marked, label), expected));
  }
});
