import type { MessageConnection } from "vscode-languageserver/node";
import { FULL } from "../support/lsp/client";
import { type ServerInProcess, startInProcess } from "../support/lsp/inProcess";
import { BIG } from "../unit/workflow/texts";

const FOLDER = "file:///w";

/** A server that knows a folder, and a client that asks for diagnostics or waits to be told of them. */
export function startForRounds(pulls: boolean): Promise<ServerInProcess> {
  const { diagnostic, ...textDocument } = FULL.textDocument ?? {};
  return startInProcess({
    capabilities: { ...FULL, textDocument: { ...textDocument, ...(pulls && diagnostic && { diagnostic }) } },
    folder: FOLDER,
    files: new Map([[`${FOLDER}/known.workflow.json`, BIG]]),
  });
}

/** Opens a document under an address of its own, edits it, asks all sorts of things about it, and closes it. */
export async function playRound(server: ServerInProcess, round: number): Promise<void> {
  const { connection } = server;
  const uri = uriOf(round);
  const textDocument = { uri };
  const position = { line: 8 + (round % 30), character: 12 };
  const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "invopop-workflow", version: 1, text: BIG },
  });
  await connection.sendRequest("textDocument/diagnostic", { textDocument });
  await change(connection, uri, 2, position, "x");
  for (const method of [
    "completion",
    "hover",
    "definition",
    "documentSymbol",
    "codeLens",
    "prepareCallHierarchy",
  ]) {
    await connection.sendRequest(`textDocument/${method}`, { textDocument, position });
  }
  await connection.sendRequest("textDocument/codeAction", {
    textDocument,
    range,
    context: { diagnostics: [] },
  });
  await change(connection, uri, 3, { line: 2, character: 0 }, '"a": [');
  await connection.sendRequest("textDocument/diagnostic", { textDocument });
  await connection.sendRequest("textDocument/inlayHint", { textDocument, range });
  await connection.sendNotification("textDocument/didClose", { textDocument });
  await connection.sendRequest("invopop/workflowFiles", {});
  server.passTime();
}

/** In the folder, outside of it, and no file at all. */
function uriOf(round: number): string {
  return [
    `${FOLDER}/${round}.workflow.json`,
    `file:///elsewhere/${round}.workflow.json`,
    `untitled:Untitled-${round}`,
    `${FOLDER}/known.workflow.json`,
  ][round % 4] as string;
}

function change(
  connection: MessageConnection,
  uri: string,
  version: number,
  position: { line: number; character: number },
  text: string,
): Promise<void> {
  return connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: position, end: position }, text }],
  });
}
