import assert from "node:assert/strict";
import type {
  ClientCapabilities,
  CompletionItem,
  Diagnostic,
  Range,
  TextEdit,
} from "vscode-languageserver/node";
import { TestFolder } from "../support/folder";
import { uuid } from "../support/ids";
import { FULL, LspClient, type StartOptions } from "../support/lsp/client";

const A = uuid(1);
const B = uuid(2);

/** A workflow whose step has an action that nobody knows, which is what settings and requests are tried on. */
const withAction = (action: string) =>
  `{ "name": "A", "steps": [{ "id": "${A}", "action": "${action}" }], "rescue": [{ "id": "${B}", "action": "silo.close" }] }`;

const codes = (items: readonly Diagnostic[] = []) => items.map(({ code }) => code);
const severities = (items: readonly Diagnostic[] = []) => items.map(({ severity }) => severity);

/** A client that pulls diagnostics and knows nothing else. */
const PULLS: ClientCapabilities = { textDocument: { diagnostic: {} } };

/** A client that answers when it is asked for its settings. */
const CONFIGURES: ClientCapabilities = { ...PULLS, workspace: { configuration: true } };

let client: LspClient;
let folder: TestFolder | undefined;

async function start(options: StartOptions): Promise<void> {
  client = await LspClient.start(options);
}

/** How much an unknown action weighs, of 1 to 4; undefined when it is not told of. */
async function weight(): Promise<number | undefined> {
  const [found] = severities(await client.diagnose(withAction("acme.send")));
  return found;
}

describe("the settings of the built server", () => {
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
  });

  const hint = { diagnostics: { "unknown-action": "hint" } };
  const error = { diagnostics: { "unknown-action": "error" } };

  for (const [name, initializationOptions] of [
    ["as they are", hint],
    ["under the name of their section", { invopop: hint }],
  ] as const) {
    it(`come with the introduction, ${name}`, async () => {
      await start({ capabilities: PULLS, initializationOptions });
      assert.equal(await weight(), 4);
    });

    it(`come when they change, ${name}`, async () => {
      await start({ capabilities: PULLS, initializationOptions: error });
      assert.equal(await weight(), 1);
      await client.notify("workspace/didChangeConfiguration", { settings: initializationOptions });
      assert.equal(await weight(), 4);
      await client.notify("workspace/didChangeConfiguration", { settings: null });
      assert.equal(await weight(), 1);
    });

    it(`are asked for, ${name}`, async () => {
      await start({ capabilities: CONFIGURES, settings: initializationOptions });
      assert.equal(await weight(), 4);
    });
  }

  it("from the introduction count for what the client does not answer", async () => {
    const initializationOptions = { ...error, actions: { custom: ["acme.send"] } };
    for (const settings of [null, {}, { diagnostics: null }, { actions: { custom: null } }, "x", 7]) {
      const other = await LspClient.start({ capabilities: CONFIGURES, settings, initializationOptions });
      assert.deepEqual(await other.diagnose(withAction("acme.send")), [], JSON.stringify(settings));
      assert.deepEqual(severities(await other.diagnose(withAction("acme.other"))), [1]);
      assert.equal(await other.stop(), 0);
    }
    await start({ capabilities: CONFIGURES, settings: hint, initializationOptions });
    assert.deepEqual(severities(await client.diagnose(withAction("acme.other"))), [4]);
    assert.deepEqual(await client.diagnose(withAction("acme.send")), []);
  });

  it("are asked for again when the client tells that they changed, whatever it tells of them", async () => {
    await start({ capabilities: { ...CONFIGURES, workspace: { ...FULL.workspace } }, settings: error });
    assert.equal(await weight(), 1);
    for (const [settings, expected] of [
      [hint, 4],
      [{ diagnostics: { "unknown-action": "off" } }, undefined],
      [null, 2],
    ] as const) {
      client.settings = settings;
      await client.refreshed(() => client.notify("workspace/didChangeConfiguration", { settings: error }));
      assert.equal(await weight(), expected);
    }
  });

  it("are told of when they change, if the client lets itself be asked for that", async () => {
    await start({ capabilities: FULL });
    const registered = await client.until(() =>
      client.registrations.find(({ method }) => method === "workspace/didChangeConfiguration"),
    );
    assert.deepEqual(registered.registerOptions, { section: "invopop" });
  });
});

describe("the diagnostics of the built server", () => {
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    folder?.dispose();
    folder = undefined;
  });

  const settings = { invopop: { diagnostics: { "unknown-action": "error" } } };

  it("are never pushed to a client that pulls, not even when settings and other files change", async () => {
    folder = new TestFolder({ "a.workflow.json": withAction("acme.a") });
    await start({ capabilities: PULLS, folders: [folder.uri] });
    const uri = await client.open(withAction("acme.b"), folder.uriOf("b.workflow.json"));
    const first = await client.pull(uri);
    assert.deepEqual(severities(first.items), [2]);
    await client.notify("workspace/didChangeConfiguration", { settings });
    const second = await client.pull(uri, first.resultId);
    assert.deepEqual([second.kind, severities(second.items)], ["full", [1]]);
    assert.deepEqual(severities((await client.pull(folder.uriOf("a.workflow.json"))).items), [1]);
    await client.close(uri);
    assert.deepEqual((await client.pull(uri)).items, []);
    assert.equal(client.pushCount, 0);
  });

  it("are pushed to a client that does not pull, of open files and others, and again when settings change", async () => {
    folder = new TestFolder({ "a.workflow.json": withAction("acme.a") });
    await start({ capabilities: {}, folders: [folder.uri] });
    const closed = folder.uriOf("a.workflow.json");
    const uri = await client.open(withAction("acme.b"), folder.uriOf("b.workflow.json"));
    const isOf = (weights: readonly number[]) => (items: readonly Diagnostic[]) =>
      JSON.stringify(severities(items)) === JSON.stringify(weights);
    await Promise.all([client.pushed(uri, isOf([2])), client.pushed(closed, isOf([2]))]);
    await client.notify("workspace/didChangeConfiguration", { settings });
    await Promise.all([client.pushed(uri, isOf([1])), client.pushed(closed, isOf([1]))]);
    // It is not on disk, so that nothing is left of it.
    await client.close(uri);
    await client.pushed(uri, isOf([]));
  });

  it("are asked for again by a client that says in its own way that it can be told to", async () => {
    const workspace = { configuration: true, diagnostic: { refreshSupport: true } };
    await start({ capabilities: { ...PULLS, workspace }, settings: {} });
    const uri = await client.open(withAction("acme.b"));
    assert.deepEqual(severities((await client.pull(uri)).items), [2]);
    client.settings = settings;
    await client.refreshed(() => client.notify("workspace/didChangeConfiguration", { settings }));
    assert.deepEqual(severities((await client.pull(uri)).items), [1]);
  });

  it("are answered to a client that asks although it did not say that it would", async () => {
    await start({ capabilities: {} });
    const uri = await client.open(withAction("acme.b"));
    assert.deepEqual(codes((await client.pull(uri)).items), ["unknown-action"]);
  });
});

describe("the built server over stdio, in UTF-8", () => {
  /** Every line has characters that are longer in UTF-8 than in UTF-16. */
  const TEXT = `{
  "name": "Año 😀",
  "steps": [
    { "name": "é😀", "id": "${A}", "action": "silo.clos", "next": [{ "code": "é", "step_id": "${B}" }] },
    { "name": "漢", "id": "${B}", "action": "pdf" }
  ]
}
`;
  const LINES = TEXT.split("\n").map((line) => Buffer.from(line));
  /** What stands in a range whose characters are bytes. */
  const textIn = ({ start, end }: Range) => {
    assert.equal(start.line, end.line);
    return String(LINES[start.line]?.subarray(start.character, end.character));
  };
  const placeOf = (line: number, part: string) => ({ line, character: LINES[line]?.indexOf(part) ?? -1 });
  const offering = (...positionEncodings: string[]) => ({ ...FULL, general: { positionEncodings } });

  const open = async () => {
    await start({ capabilities: offering("utf-8", "utf-16") });
    return client.open(TEXT);
  };

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
  });

  it("agrees with the client on what it would like best", async () => {
    for (const [offered, agreed] of [
      [["utf-8", "utf-16"], "utf-8"],
      [["utf-16", "utf-8"], "utf-16"],
      [["utf-7", "utf-32"], "utf-32"],
      [["utf-7"], "utf-16"],
      [[], "utf-16"],
    ] as const) {
      const other = await LspClient.start({ capabilities: offering(...offered) });
      assert.equal(other.initialized.capabilities.positionEncoding, agreed);
      assert.equal(await other.stop(), 0);
    }
    const odds: readonly unknown[] = [undefined, null, 7, "utf-8", { 0: "utf-8" }, [null, 8]];
    for (const odd of odds) {
      const general = { positionEncodings: odd as string[] };
      const other = await LspClient.start({ capabilities: { ...FULL, general } });
      assert.equal(other.initialized.capabilities.positionEncoding, "utf-16");
      assert.equal(await other.stop(), 0);
    }
    await open();
  });

  it("places what it finds, and what mends it", async () => {
    const uri = await open();
    const { items = [] } = await client.pull(uri);
    const found = items.find(({ code }) => code === "unknown-action") ?? assert.fail("It is not found.");
    assert.equal(textIn(found.range), '"silo.clos"');
    const [action] = await client.codeActions(uri, found.range, [found]);
    const [change] = action?.edit?.documentChanges ?? [];
    assert.ok(change && "edits" in change);
    const [edit] = change.edits as TextEdit[];
    assert.deepEqual([edit && textIn(edit.range), edit?.newText], ['"silo.clos"', '"silo.close"']);
  });

  it("leads from a place to others", async () => {
    const uri = await open();
    const [link] = await client.definition(uri, placeOf(3, B));
    assert.ok(link && "targetUri" in link && link.originSelectionRange);
    assert.deepEqual(
      [textIn(link.originSelectionRange), textIn(link.targetSelectionRange)],
      [`"${B}"`, `"${B}"`],
    );
    assert.equal(textIn(link.targetRange), `{ "name": "漢", "id": "${B}", "action": "pdf" }`);
    const references = await client.references(uri, placeOf(4, B));
    assert.deepEqual(
      references.map(({ range }) => textIn(range)),
      [`"${B}"`, `"${B}"`],
    );
  });

  it("takes changes and completes behind them", async () => {
    const uri = await open();
    const start = placeOf(3, "silo.clos");
    const range = { start, end: { line: 3, character: start.character + "silo.clos".length } };
    await client.change(uri, { range, text: "" });
    await client.change(uri, { range: { start, end: start }, text: "pd" });
    const items: CompletionItem[] = await client.completion(uri, {
      line: 3,
      character: start.character + 2,
    });
    const item = items.find(({ label }) => label === "pdf") ?? assert.fail("It is not offered.");
    assert.ok(item.textEdit && "range" in item.textEdit);
    assert.deepEqual(item.textEdit.range, {
      start: { line: 3, character: start.character - 1 },
      end: { line: 3, character: start.character + 3 },
    });
  });
});

describe("the suggestions of the built server", () => {
  const ACTION = { line: 0, character: withAction("").indexOf('""', 40) + 1 };
  const completion = (item: object, list = {}): ClientCapabilities => ({
    textDocument: { completion: { completionItem: item, completionList: list } },
  });

  /** The suggestion of an action, in the list that it came in. */
  async function suggested(capabilities: ClientCapabilities) {
    await start({ capabilities });
    const uri = await client.open(withAction(""));
    const list = await client.completions(uri, ACTION);
    const item = list.items.find(({ label }) => label === "silo.close") ?? assert.fail("It is not offered.");
    return { list, item };
  }

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
  });

  it("come with all that there is to say where the client asks for nothing later", async () => {
    const { list, item } = await suggested(completion({}));
    assert.deepEqual(Object.keys(list).sort(), ["isIncomplete", "items"]);
    const { documentation, detail, labelDetails, textEdit, textEditText } = item;
    assert.match(JSON.stringify(documentation), /\*\*Close silo entry\*\*|`silo\.close`/);
    assert.ok(detail && textEdit && !labelDetails && textEditText === undefined);
  });

  it("are told more of once somebody looks at one, if the client asks for that then", async () => {
    const { item } = await suggested(completion({ resolveSupport: { properties: ["documentation"] } }));
    assert.equal(item.documentation, undefined);
    const resolved = await client.request<CompletionItem>("completionItem/resolve", item);
    const { documentation, ...others } = resolved;
    assert.deepEqual(others, item);
    assert.match(JSON.stringify(documentation), /`silo\.close`/);
  });

  it("have one stretch to replace in common, if the client can have that told once", async () => {
    const { list, item } = await suggested(completion({}, { itemDefaults: ["editRange"] }));
    assert.deepEqual(list.itemDefaults, {
      editRange: {
        start: { line: 0, character: ACTION.character - 1 },
        end: { line: 0, character: ACTION.character + 1 },
      },
    });
    assert.deepEqual([item.textEdit, item.textEditText], [undefined, '"silo.close"']);
  });

  for (const data of [
    undefined,
    null,
    1,
    "x",
    {},
    { uri: 1, action: [] },
    { uri: "file:///none", action: "pdf" },
  ]) {
    it(`stay as they are with ${JSON.stringify(data)} for what to tell more of`, async () => {
      await start({ capabilities: completion({}) });
      const item = { label: "a", ...(data !== undefined && { data }) };
      assert.deepEqual(await client.request("completionItem/resolve", item), item);
    });
  }
});
