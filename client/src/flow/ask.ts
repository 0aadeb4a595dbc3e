import * as vscode from "vscode";
import {
  FLOW_PICTURE,
  type FlowPictureParams,
  type FlowPictureResult,
} from "../../../server/src/flowProtocol";
import type { LanguageServer } from "../languageClient";
import { asPictureResult } from "./answers";
import { editorOf } from "./editors";
import type { PageState } from "./messages";

/** What is said where there is no picture, by what the server answers. */
const NO_ANSWER = "The language server does not answer. The flow is shown once it does.";
const NO_WORKFLOW = "This file is not open as a workflow.";

/** Asks for the picture of a document; undefined when nobody answers, null when it is not open as a workflow. */
export async function askPicture(
  server: LanguageServer,
  document: vscode.TextDocument,
  { direction, collapsed }: PageState,
  before: string | undefined,
  signal: AbortSignal,
): Promise<FlowPictureResult | undefined> {
  const cursor = editorOf(document.uri)?.selection.active;
  const params: FlowPictureParams = {
    textDocument: { uri: document.uri.toString() },
    direction,
    collapsed,
    ...(cursor && { around: { line: cursor.line, character: cursor.character } }),
    ...(before !== undefined && { before }),
  };
  const cancellation = new vscode.CancellationTokenSource();
  signal.addEventListener("abort", () => cancellation.cancel());
  try {
    return asPictureResult(await server.ask(FLOW_PICTURE, params, cancellation.token));
  } finally {
    cancellation.dispose();
  }
}

/** Why there is nothing to draw. */
export function reasonForNothing(
  answer: Exclude<FlowPictureResult, { kind: "picture" }> | undefined,
): string {
  return answer === undefined ? NO_ANSWER : (answer?.reason ?? NO_WORKFLOW);
}
