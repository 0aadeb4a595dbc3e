import assert from "node:assert/strict";
import type { Diagnostic, DocumentSymbol, TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { FULL } from "../../support/lsp/client";
import { type ServerInProcess, startInProcess } from "../../support/lsp/inProcess";

const URI = "file:///workflows/a.workflow.json";

/** A workflow on three lines whose name shows in what is found. */
function workflow(step: string): string {
  return `{ "name": "A", \n"steps": [\n{ "id": "x", "name": "${step}", "action": "pdf" }] }`;
}

describe("a client that gets it wrong", () => {
  let server: ServerInProcess | undefined;
  const running = (): ServerInProcess => server ?? assert.fail("The server did not start.");

  beforeEach(async () => {
    server = await startInProcess({ capabilities: FULL, folder: "file:///workflows" });
  });
  afterEach(() => server?.dispose());

  async function open(text: unknown, version: number, uri: unknown = URI): Promise<void> {
    await running().connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "invopop-workflow", version, text },
    });
  }

  async function change(version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    await running().connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: URI, version },
      contentChanges,
    });
  }

  /** The names of the steps with the lines on which they stand. */
  async function steps(): Promise<string[]> {
    const symbols = await running().connection.sendRequest<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument: { uri: URI },
    });
    return symbols.map(({ name, range }) => `${name} ${range.start.line}`);
  }

  async function codes(): Promise<unknown[]> {
    const { items } = await running().connection.sendRequest<{ items: Diagnostic[] }>(
      "textDocument/diagnostic",
      {
        textDocument: { uri: URI },
      },
    );
    return items.map(({ code }) => code);
  }

  it("opens a document again under the same version, and is told of its new text", async () => {
    await open(workflow("First"), 1);
    assert.deepEqual(await steps(), ["First 2"]);
    await open(workflow("Second"), 1);
    assert.deepEqual(await steps(), ["Second 2"]);
    await open("{", 1);
    await open(workflow("Third"), 1);
    await change(2, { range: at(0, 0, 0, 0), text: "\n" });
    assert.deepEqual(await steps(), ["Third 3"]);
    assert.deepEqual(await codes(), ["no-rescue", "invalid-uuid"]);
  });

  it("counts its versions backwards, or not at all", async () => {
    await open(workflow("First"), 5);
    assert.deepEqual(await steps(), ["First 2"]);
    await change(5, { range: at(0, 0, 0, 0), text: "\n" });
    assert.deepEqual(await steps(), ["First 3"]);
    await change(3, { text: workflow("Second") });
    await change(3, { range: at(0, 0, 0, 0), text: "\n\n" });
    assert.deepEqual(await steps(), ["Second 4"]);
  });

  it("types where there is nothing, or from the end to the start", async () => {
    await open(workflow("First"), 1);
    await change(2, { range: at(90, 0, 91, 5), text: "\n" });
    assert.deepEqual(await steps(), ["First 2"]);
    await change(3, { range: at(2, 0, 0, 0), text: '{ "steps": [\n\n\n' });
    assert.deepEqual(await steps(), ["First 3"]);
    await change(4, { range: at(-1, -5, 0, 999), text: "[" });
    await change(5, { range: at(0, 0, 0, 1), text: '{ "steps": [' });
    assert.deepEqual(await steps(), ["First 3"]);
  });

  it("sends addresses and texts that are none, which are passed over", async () => {
    const { connection } = running();
    await connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [{ uri: 5 }, null, { uri: "file:///more" }], removed: [{}] },
    });
    await connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: null, type: 1 }],
    });
    await connection.sendNotification("workspace/didRenameFiles", { files: [{ oldUri: {}, newUri: 0 }, 1] });
    await open(workflow("First"), 1);
    assert.deepEqual(await steps(), ["First 2"]);
    assert.deepEqual(await codes(), ["no-rescue", "invalid-uuid"]);
    assert.deepEqual(running().errors, []);
  });
});

/** A range, in lines and characters from 0. */
function at(startLine: number, start: number, endLine: number, end: number) {
  return { start: { line: startLine, character: start }, end: { line: endLine, character: end } };
}
