import assert from "node:assert/strict";
import {
  CancellationTokenSource,
  type Diagnostic,
  type LocationLink,
  LSPErrorCodes,
  type ResponseError,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { RULES } from "../../server/src/rules/registry";
import { FULL, LspClient } from "../support/lsp/client";
import { atCursor } from "../support/markers";

const A = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const B = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";

const WORKFLOW = `{
  "name": "Invoice",
  "steps": [
    { "id": "${A}", "name": "Sign", "action": "silo.close", "next": [{ "status": "KO", "step_id": "${B}" }] },
    { "id": "${B}", "name": "Make the PDF", "action": "pdf" }
  ]
}
`;

const codes = (diagnostics: readonly Diagnostic[] = []) => diagnostics.map(({ code }) => code);

/** A workflow with one step of this action, and what to do when it fails. */
const withAction = (action: string) =>
  `{ "name": "A", "steps": [{ "id": "${A}", "action": ${JSON.stringify(action)} }], "rescue": [{ "id": "${B}", "action": "silo.close" }] }`;

describe("the built server over stdio", () => {
  let client: LspClient;

  beforeEach(async () => {
    client = await LspClient.start();
  });
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
  });

  it("says what it can do", () => {
    const { capabilities, serverInfo } = client.initialized;
    assert.equal(serverInfo?.name, "Invopop Workflows");
    assert.deepEqual(Object.keys(capabilities).sort(), [
      "callHierarchyProvider",
      "codeActionProvider",
      "codeLensProvider",
      "completionProvider",
      "definitionProvider",
      "diagnosticProvider",
      "documentFormattingProvider",
      "documentHighlightProvider",
      "documentLinkProvider",
      "documentOnTypeFormattingProvider",
      "documentRangeFormattingProvider",
      "documentSymbolProvider",
      "foldingRangeProvider",
      "hoverProvider",
      "inlayHintProvider",
      "linkedEditingRangeProvider",
      "positionEncoding",
      "referencesProvider",
      "renameProvider",
      "selectionRangeProvider",
      "textDocumentSync",
      "workspace",
      "workspaceSymbolProvider",
    ]);
  });

  // Those about other files are tried in a folder that has these.
  for (const { code, docs, isOptIn } of RULES.filter((rule) => !rule.docs.other)) {
    it(`finds the example of ${code}`, async () => {
      if (isOptIn) {
        client.settings = { diagnostics: { [code]: "hint" } };
        await client.notify("workspace/didChangeConfiguration", { settings: null });
        await client.until(() => (client.refreshes > 1 ? true : undefined));
      }
      assert.ok(codes(await client.diagnose(docs.bad)).includes(code));
      assert.ok(!codes(await client.diagnose(docs.good)).includes(code));
    });
  }

  it("places diagnostics with all that belongs to them", async () => {
    const text = WORKFLOW.replace(`"id": "${B}"`, `"id": "${A}"`).replace(
      `"step_id": "${B}"`,
      `"step_id": "${A}"`,
    );
    const items = await client.diagnose(text);
    const duplicate = items.find(({ code }) => code === "duplicate-step-id");
    assert.deepEqual(duplicate?.range, {
      start: { line: 4, character: 12 },
      end: { line: 4, character: 50 },
    });
    assert.equal(duplicate?.severity, 1);
    assert.equal(duplicate?.source, "invopop");
    assert.match(duplicate?.codeDescription?.href ?? "", /^https:\/\/.+#duplicate-step-id$/);
    assert.deepEqual(duplicate?.relatedInformation?.[0]?.location.range.start, { line: 3, character: 12 });
    const [superseded] = await client.diagnose(withAction("ticketbai.send"));
    assert.deepEqual(superseded?.tags, [2]);
  });

  it("answers that nothing has changed when nothing has", async () => {
    const uri = await client.open(withAction("silo.clos"));
    const first = await client.pull(uri);
    assert.deepEqual(codes(first.items), ["unknown-action"]);
    assert.deepEqual(await client.pull(uri, first.resultId), { kind: "unchanged", resultId: first.resultId });
    await client.change(uri, { text: withAction("silo.close") });
    assert.deepEqual((await client.pull(uri, first.resultId)).items, []);
  });

  it("does not take a document that was closed and opened again for the same one", async () => {
    const uri = "file:///again.workflow.json";
    const open = (text: string) =>
      client.notify("textDocument/didOpen", {
        textDocument: { uri, languageId: "invopop-workflow", version: 1, text },
      });
    await open(withAction("silo.clos"));
    const { resultId } = await client.pull(uri);
    await client.close(uri);
    await open(withAction("silo.close"));
    assert.deepEqual((await client.pull(uri, resultId)).items, []);
  });

  it("takes settings as they change", async () => {
    const uri = await client.open(withAction("acme.send"));
    const first = await client.pull(uri);
    assert.deepEqual(codes(first.items), ["unknown-action"]);
    const set = async (settings: unknown) => {
      let before = client.refreshes;
      client.settings = settings;
      await client.notify("workspace/didChangeConfiguration", { settings: null });
      for (;;) {
        await client.until(() => (client.refreshes > before ? true : undefined));
        before = client.refreshes;
        const { items } = await client.pull(uri, first.resultId);
        // The server may have asked for something that came before, such as the opening of the document.
        if (items) {
          return items;
        }
      }
    };
    assert.equal((await set({ diagnostics: { "unknown-action": "information" } }))[0]?.severity, 3);
    assert.deepEqual(await set({ diagnostics: { "unknown-action": "off" } }), []);
    assert.deepEqual(await set({ actions: { custom: ["acme.send"] } }), []);
    assert.deepEqual(await set({ actions: { custom: [{ id: "acme.send", title: "Send" }] } }), []);
    for (const garbage of [
      null,
      7,
      "x",
      [],
      { diagnostics: [], actions: 1 },
      { actions: { custom: { a: 1 } } },
    ]) {
      assert.deepEqual(codes(await set(garbage)), ["unknown-action"]);
    }
    const odd = [
      null,
      1,
      "",
      {},
      { id: 7 },
      { id: "x", title: 3 },
      ["acme.send"],
      { __proto__: null, id: " " },
    ];
    assert.deepEqual(codes(await set({ actions: { custom: odd } })), ["unknown-action"]);
  });

  it("completes, with the whole text as expected", async () => {
    const { text, cursor } = atCursor(withAction("").replace('""', '"sig<|>"'));
    const uri = await client.open(text);
    const document = TextDocument.create(uri, "json", 1, text);
    const items = await client.completion(uri, document.positionAt(cursor));
    const item = items.find(({ label }) => label === "silo.close") ?? assert.fail("It is not offered.");
    assert.match(item.filterText ?? "", /^"silo\.close Sign envelope/);
    assert.ok(item.textEdit && "range" in item.textEdit);
    assert.equal(TextDocument.applyEdits(document, [item.textEdit]), withAction("silo.close"));
  });

  it("goes to steps, lists references, tells about them, and outlines", async () => {
    const uri = await client.open(WORKFLOW);
    const document = TextDocument.create(uri, "json", 1, WORKFLOW);
    const position = document.positionAt(WORKFLOW.indexOf(B) + 4);
    const [link] = (await client.definition(uri, position)) as LocationLink[];
    assert.equal(document.getText(link?.originSelectionRange), `"${B}"`);
    assert.equal(document.getText(link?.targetSelectionRange), `"${B}"`);
    assert.equal(
      document.getText(link?.targetRange),
      `{ "id": "${B}", "name": "Make the PDF", "action": "pdf" }`,
    );
    const references = await client.references(uri, position);
    assert.deepEqual(
      references.map(({ range }) => range.start.line),
      [3, 4],
    );
    const hover = await client.hover(uri, position);
    assert.ok(hover && typeof hover.contents === "object" && "value" in hover.contents);
    assert.match(hover.contents.value, /\*\*Make the PDF\*\*/);
    const symbols = await client.symbols(uri);
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, (children ?? []).map((child) => child.name)]),
      [
        ["Sign", ["KO"]],
        ["Make the PDF", []],
      ],
    );
  });

  it("fixes, with the whole text as expected", async () => {
    const text = withAction("silo.clos");
    const uri = await client.open(text);
    const document = TextDocument.create(uri, "json", 1, text);
    const { items = [] } = await client.pull(uri);
    const [diagnostic] = items;
    const range = diagnostic?.range ?? assert.fail("Nothing was found.");
    const [action] = await client.codeActions(uri, range, items);
    assert.equal(action?.title, "Change to 'silo.close'");
    assert.deepEqual(action?.diagnostics, items);
    const [change] = action?.edit?.documentChanges ?? [];
    assert.ok(change && "edits" in change && "textDocument" in change);
    const edits = change.edits.filter((edit) => "newText" in edit);
    assert.equal(TextDocument.applyEdits(document, edits), withAction("silo.close"));
  });

  it("follows incremental changes through line ends and characters of every size", async () => {
    let document = TextDocument.create(
      "file:///a.workflow.json",
      "json",
      1,
      `{\r\n  "name": "😀 é",\r\n  "steps": []\r\n}`,
    );
    const uri = await client.open(document.getText(), document.uri);
    for (const [start, end, text] of [
      [14, 16, "𝄞𝄞"],
      [1, 1, '\n "draft": tru,'],
      [0, 0, "\r\n\r\n"],
      [20, 40, ""],
      [5, 5, '"b": "\\u00e9'],
    ] as const) {
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      await client.change(uri, { range, text });
      document = TextDocument.update(document, [{ range, text }], document.version + 1);
      const { items } = await client.pull(uri);
      assert.deepEqual(items, await client.diagnose(document.getText()));
    }
  });

  it("answers neutrally for documents and places that are not there", async () => {
    const nowhere = "file:///nowhere.json";
    const far = { line: 999, character: 999 };
    assert.deepEqual(await client.pull(nowhere), { kind: "full", items: [] });
    assert.deepEqual(await client.completions(nowhere, far), { isIncomplete: false, items: [] });
    assert.deepEqual(await client.definition(nowhere, far), []);
    assert.equal(await client.hover(nowhere, far), null);
    const uri = await client.open(WORKFLOW);
    assert.deepEqual(await client.definition(uri, far), []);
    assert.equal(await client.hover(uri, far), null);
  });

  it("lets requests be cancelled", async () => {
    const uri = await client.open(WORKFLOW);
    const answers = Array.from({ length: 50 }, () => {
      const cancellation = new CancellationTokenSource();
      const params = { textDocument: { uri } };
      const answer = client.connection.sendRequest("textDocument/documentSymbol", params, cancellation.token);
      cancellation.cancel();
      return answer.then(
        () => "answered",
        (error: ResponseError<unknown>) => error.code,
      );
    });
    // The first may have been answered before its cancellation came.
    const ends = await Promise.all(answers);
    assert.ok(ends.includes(LSPErrorCodes.RequestCancelled));
    assert.ok(ends.every((end) => end === "answered" || end === LSPErrorCodes.RequestCancelled));
    assert.equal((await client.symbols(uri)).length, 2);
  });

  it("lives on whatever it is sent", async () => {
    const uri = await client.open(WORKFLOW);
    await assert.rejects(client.request("textDocument/nonsense", {}));
    for (const params of [null, {}, { textDocument: null }, { textDocument: { uri: 7 }, position: "x" }]) {
      await client.request("textDocument/hover", params).catch(() => undefined);
      await client.request("textDocument/completion", params).catch(() => undefined);
      await client.request("textDocument/codeAction", params).catch(() => undefined);
    }
    await client.notify("textDocument/didChange", {
      textDocument: { uri: "file:///x", version: 2 },
      contentChanges: [],
    });
    await client.notify("textDocument/didClose", { textDocument: { uri: "file:///never-opened" } });
    client.writeRaw("Content-Length: 9\r\n\r\n{ broken ");
    for (const text of [
      "[".repeat(100_000),
      '{"a":'.repeat(100_000),
      "\u0000",
      "\ud800",
      "\ufeff{}",
      "",
      "null",
      "7",
    ]) {
      await client.diagnose(text);
    }
    assert.equal((await client.symbols(uri)).length, 2);
  });
});

describe("the built server with other clients", () => {
  it("starts over an IPC channel", async () => {
    const client = await LspClient.start({ transport: "ipc" });
    assert.deepEqual(codes(await client.diagnose(withAction("silo.clos"))), ["unknown-action"]);
    assert.equal(await client.stop(), 0);
  });

  it("ends with 1 when it is told to exit without a shutdown", async () => {
    const client = await LspClient.start();
    assert.equal(await client.exit(), 1);
  });

  it("pushes diagnostics to clients that do not pull, and clears them on close", async () => {
    const client = await LspClient.start({ capabilities: {} });
    const uri = await client.open(withAction("silo.clos"));
    await client.pushed(uri, (found) => found.length === 1);
    for (const action of ["silo.c", "silo.cl", "silo.clo"]) {
      await client.change(uri, { text: withAction(action) });
    }
    await client.change(uri, { text: withAction("silo.close") });
    await client.pushed(uri, (found) => found.length === 0);
    // The texts in between came too quickly to be told of.
    assert.equal(client.pushCount, 2);
    await client.change(uri, { text: withAction("x") });
    await client.pushed(uri, (found) => String(found[0]?.message).includes("'x'"));
    await client.close(uri);
    await client.pushed(uri, (found) => found.length === 0);
    assert.equal(await client.stop(), 0);
  });

  it("takes settings from initializationOptions and from what the client sends", async () => {
    const client = await LspClient.start({
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { diagnostics: { "unknown-action": "error" } },
    });
    assert.equal((await client.diagnose(withAction("x.y")))[0]?.severity, 1);
    await client.notify("workspace/didChangeConfiguration", {
      settings: { invopop: { diagnostics: { "unknown-action": "hint" } } },
    });
    assert.equal((await client.diagnose(withAction("x.y")))[0]?.severity, 4);
    assert.equal(await client.stop(), 0);
  });

  it("does not wait for ever for settings that are never told", async () => {
    const client = await LspClient.start({ capabilities: FULL, ignoresSettings: true });
    assert.deepEqual(codes(await client.diagnose(withAction("x.y"))), ["unknown-action"]);
    assert.equal(await client.stop(), 0);
  });

  it("writes for clients without snippets, links, trees and Markdown", async () => {
    const client = await LspClient.start({ capabilities: { textDocument: { diagnostic: {} } } });
    const uri = await client.open(WORKFLOW);
    const position = TextDocument.create(uri, "json", 1, WORKFLOW).positionAt(WORKFLOW.indexOf(B) + 4);
    assert.deepEqual(
      (await client.definition(uri, position)).map((location) => "uri" in location),
      [true],
    );
    const symbols = await client.symbols(uri);
    assert.deepEqual(
      symbols.map((symbol) => "location" in symbol && symbol.name),
      ["Sign", "KO", "Make the PDF"],
    );
    const hover = await client.hover(uri, position);
    assert.ok(hover && typeof hover.contents === "object" && "kind" in hover.contents);
    assert.equal(hover.contents.kind, "plaintext");
    const empty = await client.open('{ "name": "A", "steps": [] }', "file:///empty.json");
    const items = await client.completion(empty, { line: 0, character: 25 });
    const step = items.find(({ label }) => label === "Set state") ?? assert.fail("It is not offered.");
    assert.equal(step.insertTextFormat, 1);
    const text = step.textEdit?.newText.replace(/"id": "[^"]+"/, '"id": "…"');
    const expected =
      '{\n\t"id": "…",\n\t"name": "Set state",\n\t"action": "silo.state",\n\t"config": {\n\t\t"state": "draft"\n\t}\n}';
    assert.equal(text, expected);
    assert.equal(await client.stop(), 0);
  });
});
