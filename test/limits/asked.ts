import assert from "node:assert/strict";
import type { Diagnostic, PositionEncodingKind } from "vscode-languageserver/node";
import { REQUESTS } from "../fuzz/requests";
import { FULL } from "../support/lsp/client";
import { type ServerInProcess, startInProcess } from "../support/lsp/inProcess";

export const URI = "file:///workflows/a.workflow.json";

export async function start(encoding: PositionEncodingKind): Promise<ServerInProcess> {
  return startInProcess({ capabilities: { ...FULL, general: { positionEncodings: [encoding] } } });
}

export async function open({ connection }: ServerInProcess, text: string): Promise<void> {
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: URI, languageId: "invopop-workflow", version: 1, text },
  });
}

export async function diagnose({ connection }: ServerInProcess): Promise<readonly Diagnostic[]> {
  const params = { textDocument: { uri: URI } };
  const report = await connection.sendRequest<{ items: Diagnostic[] }>("textDocument/diagnostic", params);
  return report.items;
}

/** Opens a text, asks everything that can be asked about it, and answers the first place of each code that is told. */
export async function askEverything(text: string): Promise<string[]> {
  const server = await start("utf-16");
  await open(server, text);
  const first = new Map<unknown, string>();
  for (const { code, range } of (await diagnose(server)).toReversed()) {
    first.delete(code);
    first.set(code, `${code} ${range.start.line}:${range.start.character}`);
  }
  const position = { line: 0, character: 600 };
  for (const [method, paramsOf] of REQUESTS) {
    const params = paramsOf({ uri: URI, position, end: position, text: "x" });
    await server.connection.sendRequest(method, params).catch((error) => {
      assert.match(String(error), /can be renamed/, method);
    });
  }
  assert.deepEqual(server.errors, []);
  server.dispose();
  return [...first.values()].reverse();
}
