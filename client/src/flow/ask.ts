import type * as vscode from "vscode";
import {
  FLOW_PICTURE,
  type FlowPictureParams,
  type FlowPictureResult,
} from "../../../server/src/flowProtocol";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { asPictureResult } from "./answers";
import { editorOf } from "./editors";
import type { PageState } from "./messages";

/** What is said where the server gives no picture, or does not say why. */
const NO_ANSWER = "The language server does not answer.";
const NO_PICTURE = "The flow could not be drawn. The output tells why (Invopop: Show Output).";
const NO_WORKFLOW = "This file is not there as a workflow.";

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
  return asPictureResult(await server.ask(FLOW_PICTURE, params, signal));
}

/** Why there is no picture of a document. */
export function reasonForNothing(
  answer: Exclude<FlowPictureResult, { kind: "picture" }> | undefined,
  document: vscode.TextDocument | undefined,
): string {
  if (answer) {
    return answer.reason;
  }
  const isWorkflow = document?.languageId === LANGUAGE_ID;
  return answer === undefined ? NO_ANSWER : isWorkflow ? NO_PICTURE : NO_WORKFLOW;
}
