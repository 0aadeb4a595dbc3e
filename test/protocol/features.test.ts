import assert from "node:assert/strict";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  FoldingRange,
  FormattingOptions,
  InlayHint,
  InlayHintLabelPart,
  LinkedEditingRanges,
  Position,
  Range,
  SelectionRange,
  TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { FULL, LspClient } from "../support/lsp/client";
import { mark } from "../support/markers";

const A = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const B = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";

const WORKFLOW = `{
  "$schema": "../schemas/workflow.schema.json",
  "steps": [
    {
      "id": "${A}",
      "name": "Sign",
      "action": "silo.close",
      "next": [{ "status": "KO", "step_id": "${B}" }]
    },
    { "id": "${B}", "name": "Make the PDF", "action": "pdf" }
  ]
}
`;

const SPACES: FormattingOptions = { tabSize: 2, insertSpaces: true };
const NOWHERE = { uri: "file:///nowhere.json" };
const START: Position = { line: 0, character: 0 };

describe("the features of the built server over stdio", () => {
  let client: LspClient;
  let document: TextDocument;

  beforeEach(async () => {
    client = await LspClient.start({
      capabilities: { ...FULL, workspace: { ...FULL.workspace, inlayHint: { refreshSupport: true } } },
    });
    document = await opened(WORKFLOW);
  });
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    assert.deepEqual(client.logs, []);
  });

  async function opened(text: string, uri = "file:///flows/a.workflow.json"): Promise<TextDocument> {
    await client.open(text, uri);
    return TextDocument.create(uri, "json", 1, text);
  }

  const ask = <T>(method: string, params: object = {}): Promise<T> =>
    client.request(`textDocument/${method}`, { textDocument: { uri: document.uri }, ...params });

  /** The text with the ranges as markers. */
  const marked = (ranges: readonly Range[]): string =>
    mark(
      document.getText(),
      ranges.map(({ start, end }) => ({
        tag: undefined,
        start: document.offsetAt(start),
        end: document.offsetAt(end),
      })),
    );

  const placeOf = (text: string, shift = 1): Position =>
    document.positionAt(document.getText().lastIndexOf(text) + shift);

  it("folds", async () => {
    assert.deepEqual(await ask<FoldingRange[]>("foldingRange"), [
      { startLine: 0, endLine: 10 },
      { startLine: 2, endLine: 9 },
      { startLine: 3, endLine: 7 },
    ]);
  });

  it("expands selections, of each cursor", async () => {
    const positions = [placeOf("pdf"), { line: 99, character: 0 }];
    const [first, second] = await ask<SelectionRange[]>("selectionRange", { positions });
    const texts: string[] = [];
    for (let range = first; range; range = range.parent) {
      texts.push(document.getText(range.range));
    }
    assert.deepEqual(texts.slice(0, 4), [
      "pdf",
      '"pdf"',
      '"action": "pdf"',
      `{ "id": "${B}", "name": "Make the PDF", "action": "pdf" }`,
    ]);
    assert.equal(texts.length, 7);
    assert.equal(second?.parent, undefined);
    assert.deepEqual(second?.range.start, second?.range.end);
  });

  it("highlights, and tells what is written", async () => {
    const found = await ask<DocumentHighlight[]>("documentHighlight", { position: placeOf(B) });
    assert.deepEqual(
      found.map(({ range, kind }) => [range.start.line, document.getText(range), kind]),
      [
        [7, `"${B}"`, 2],
        [9, `"${B}"`, 3],
      ],
    );
  });

  it("links to files beside the document and to pages, and to nothing else", async () => {
    const links = await ask<DocumentLink[]>("documentLink");
    assert.deepEqual(
      links.map(({ range }) => document.getText(range)),
      ["../schemas/workflow.schema.json", "silo.close", "pdf"],
    );
    assert.equal(links[0]?.target, "file:///schemas/workflow.schema.json");
    assert.match(links[1]?.target ?? "", /^https:\/\/docs\.invopop\.com\//);
    assert.match(links[1]?.tooltip ?? "", /^Documentation of /);
    for (const [schema, target] of [
      ["https://example.com/a.json", "https://example.com/a.json"],
      ["./a b.json", "file:///flows/a%20b.json"],
      ["command:workbench.action.quit", undefined],
      ["vscode://x.y/z", undefined],
      ["javascript:alert(1)", undefined],
      ["file:///etc/passwd", undefined],
      ["//example.com/share/a.json", undefined],
      ["http://[", undefined],
    ]) {
      document = await opened(`{ "$schema": ${JSON.stringify(schema)} }`, "file:///flows/b.workflow.json");
      assert.deepEqual(
        (await ask<DocumentLink[]>("documentLink")).map((link) => link.target),
        target === undefined ? [] : [target],
        schema,
      );
      await client.close(document.uri);
    }
    document = await opened('{ "$schema": "a.json" }', "untitled:Untitled-1");
    assert.deepEqual(await ask("documentLink"), []);
  });

  it("hints at the steps behind their ids", async () => {
    const range = { start: START, end: { line: 99, character: 0 } };
    const hints = await ask<InlayHint[]>("inlayHint", { range });
    assert.deepEqual(
      hints.map(({ position, label, paddingLeft }) => ({ position, label, paddingLeft })),
      [
        {
          position: placeOf(`"step_id": "${B}"`, `"step_id": "${B}"`.length),
          label: [
            {
              value: "Make the PDF",
              tooltip: "pdf · steps[1]",
              location: {
                uri: document.uri,
                range: { start: placeOf('"Make the PDF"', 0), end: placeOf('"Make the PDF"', 14) },
              },
            } satisfies InlayHintLabelPart,
          ],
          paddingLeft: true,
        },
      ],
    );
    assert.deepEqual(await ask("inlayHint", { range: { start: START, end: START } }), []);
  });

  it("knows the other workflows that are open, and tells when their names have changed", async () => {
    const other = (name: string) => `{ "id": "${A}", "name": "${name}", "steps": [] }`;
    const uri = "file:///flows/other.workflow.json";
    document = await opened(
      `{ "steps": [{ "action": "transform.job.create", "config": { "workflow_id": "${A}" } }] }`,
      "file:///flows/b.workflow.json",
    );
    const range = { start: START, end: { line: 99, character: 0 } };
    const names = async () =>
      (await ask<InlayHint[]>("inlayHint", { range })).map(({ label }) =>
        typeof label === "string" ? label : label.map(({ value }) => value).join(""),
      );
    assert.deepEqual(await names(), []);
    await client.open(other("Other"), uri);
    assert.deepEqual(await names(), ["Other"]);
    const [, link] = await ask<DocumentLink[]>("documentLink");
    assert.equal(link?.target, uri);
    assert.match(link?.tooltip ?? "", /^Open Other \(/);

    const told = new Promise<void>((resolve) => {
      client.connection.onRequest("workspace/inlayHint/refresh", () => {
        resolve();
        return null;
      });
    });
    await client.change(uri, { text: other("Another") });
    await client.pull(uri);
    await told;
    assert.deepEqual(await names(), ["Another"]);
  });

  it("counts references in lenses, and says what opens them", async () => {
    const lenses = await ask<CodeLens[]>("codeLens");
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start, command]),
      [[{ line: 9, character: 4 }, undefined]],
    );
    const lens = await client.request<CodeLens>("codeLens/resolve", lenses[0]);
    assert.equal(lens.command?.title, "1 reference");
    assert.equal(lens.command?.command, "invopop.showReferences");
    const [uri, position, locations] = lens.command?.arguments ?? [];
    assert.deepEqual([uri, position], [document.uri, { line: 9, character: 4 }]);
    assert.deepEqual(
      locations.map((location: { uri: string; range: Range }) => [
        location.uri,
        document.getText(location.range),
      ]),
      [[document.uri, `"${B}"`]],
    );
    for (const data of [undefined, null, 7, {}, { uri: 1, id: 2 }, { uri: "file:///gone", id: A }]) {
      const odd = { range: { start: START, end: START }, data };
      assert.equal((await client.request<CodeLens>("codeLens/resolve", odd)).command, undefined);
    }
  });

  it("formats the document, ranges and what is typed", async () => {
    const written = JSON.stringify(JSON.parse(WORKFLOW), null, 2);
    const edits = await ask<TextEdit[]>("formatting", { options: { ...SPACES, trimFinalNewlines: true } });
    assert.equal(TextDocument.applyEdits(document, edits), `${written}\n`);
    const range = { start: { line: 7, character: 6 }, end: { line: 7, character: 9 } };
    const some = await ask<TextEdit[]>("rangeFormatting", {
      range,
      options: { tabSize: 4, insertSpaces: false },
    });
    assert.equal(
      TextDocument.applyEdits(document, some),
      WORKFLOW.replace(
        /^ {6}"next": \[\{ (.+), (.+) \}\]$/m,
        '\t\t\t"next": [\n\t\t\t\t{\n\t\t\t\t\t$1,\n\t\t\t\t\t$2\n\t\t\t\t}\n\t\t\t]',
      ),
    );
    document = await opened('{\n  "a" :1,\n}', "file:///b.workflow.json");
    const position = { line: 2, character: 0 };
    const typed = await ask<TextEdit[]>("onTypeFormatting", { position, ch: "\n", options: SPACES });
    assert.equal(TextDocument.applyEdits(document, typed), '{\n  "a": 1,\n}');
  });

  it("formats a large document in one edit, and one that is laid out in none", async () => {
    const steps = Array.from({ length: 2000 }, (_, at) => ({ id: String(at), config: { a: [1, 2] } }));
    const text = JSON.stringify({ steps });
    document = await opened(`${text}\r\n`, "file:///large.workflow.json");
    const edits = await ask<TextEdit[]>("formatting", { options: SPACES });
    assert.equal(edits.length, 1);
    const formatted = TextDocument.applyEdits(document, edits);
    assert.equal(formatted, `${JSON.stringify({ steps }, null, 2).replaceAll("\n", "\r\n")}\r\n`);
    document = await opened(formatted, "file:///done.workflow.json");
    assert.deepEqual(await ask("formatting", { options: SPACES }), []);
  });

  it("leads through the flow as a call hierarchy", async () => {
    const [item] = await ask<CallHierarchyItem[]>("prepareCallHierarchy", { position: placeOf("Make") });
    assert.ok(item);
    assert.deepEqual([item.name, item.detail, item.uri], ["Make the PDF", "pdf", document.uri]);
    assert.equal(document.getText(item.selectionRange), '"Make the PDF"');
    const [incoming, ...others] = await client.request<CallHierarchyIncomingCall[]>(
      "callHierarchy/incomingCalls",
      { item },
    );
    assert.deepEqual([incoming?.from.name, incoming?.from.detail, others], ["Sign", "silo.close · KO", []]);
    assert.equal(
      marked(incoming?.fromRanges ?? []),
      WORKFLOW.replace('"Sign"', '‹"Sign"›').replace(`"step_id": "${B}"`, `"step_id": ‹"${B}"›`),
    );
    const outgoing = await client.request<CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", {
      item: incoming?.from,
    });
    assert.deepEqual(
      outgoing.map(({ to }) => [to.name, to.detail]),
      [["Make the PDF", "pdf · KO"]],
    );
    for (const data of [undefined, 7, {}, { id: 1, path: 2 }]) {
      assert.deepEqual(await client.request("callHierarchy/incomingCalls", { item: { ...item, data } }), []);
    }
  });

  it("edits an id and its step_ids together", async () => {
    const linked = await ask<LinkedEditingRanges>("linkedEditingRange", { position: placeOf(B) });
    assert.equal(marked(linked.ranges), WORKFLOW.replaceAll(B, `‹${B}›`));
    assert.ok(new RegExp(`^${linked.wordPattern}$`).test(A));
    assert.equal(await ask("linkedEditingRange", { position: placeOf("pdf") }), null);
  });

  it("answers neutrally for documents that are not open, and lives on whatever it is sent", async () => {
    const range = { start: START, end: START };
    const textDocument = NOWHERE;
    const item = { name: "a", kind: 12, ...NOWHERE, range, selectionRange: range };
    for (const [method, params, neutral] of [
      ["textDocument/foldingRange", { textDocument }, []],
      ["textDocument/selectionRange", { textDocument, positions: [START] }, null],
      ["textDocument/documentHighlight", { textDocument, position: START }, []],
      ["textDocument/documentLink", { textDocument }, []],
      ["textDocument/inlayHint", { textDocument, range }, []],
      ["textDocument/codeLens", { textDocument }, []],
      ["textDocument/formatting", { textDocument, options: SPACES }, []],
      ["textDocument/rangeFormatting", { textDocument, range, options: SPACES }, []],
      ["textDocument/onTypeFormatting", { textDocument, position: START, ch: "}", options: SPACES }, []],
      ["textDocument/prepareCallHierarchy", { textDocument, position: START }, []],
      ["callHierarchy/incomingCalls", { item }, []],
      ["callHierarchy/outgoingCalls", { item }, []],
      ["textDocument/linkedEditingRange", { textDocument, position: START }, null],
    ] as const) {
      assert.deepEqual(await client.request(method, params), neutral, method);
      for (const odd of [null, {}, { textDocument: null }, { item: null }, { textDocument: { uri: 7 } }]) {
        await client.request(method, odd).catch(() => undefined);
      }
    }
    assert.equal((await ask<FoldingRange[]>("foldingRange")).length, 3);
    // Some of what was sent is told of in the log, as it should be.
    client.logs.length = 0;
  });
});

describe("the features of the built server with other clients", () => {
  it("leave out lenses that a client has no command for", async () => {
    for (const experimental of [
      undefined,
      null,
      7,
      { commands: "invopop.showReferences" },
      { commands: ["x"] },
    ]) {
      const client = await LspClient.start({
        capabilities: { ...FULL, experimental },
      });
      assert.equal(client.initialized.capabilities.codeLensProvider, undefined);
      const uri = await client.open(WORKFLOW);
      assert.deepEqual(await client.request("textDocument/codeLens", { textDocument: { uri } }), []);
      assert.equal(await client.stop(), 0);
    }
  });

  it("keep to the number of folds that a client takes", async () => {
    const client = await LspClient.start({
      capabilities: { ...FULL, textDocument: { ...FULL.textDocument, foldingRange: { rangeLimit: 1 } } },
    });
    const uri = await client.open(WORKFLOW);
    assert.deepEqual(await client.request("textDocument/foldingRange", { textDocument: { uri } }), [
      { startLine: 0, endLine: 10 },
    ]);
    assert.equal(await client.stop(), 0);
  });
});
