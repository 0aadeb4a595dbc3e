import * as vscode from "vscode";
import {
  FLOW_ACTIONS,
  FLOW_EDIT,
  type FlowEditParams,
  type FlowOperation,
  type Picture,
  type ProtocolRange,
} from "../../../server/src/flowProtocol";
import type { LanguageServer } from "../languageServer";
import { asActions, asEditResult } from "./answers";
import type { AddPlace, PageEdit } from "./messages";
import { toRange } from "./ranges";
import type { Shown } from "./shown";

const NO_ANSWER = "The language server does not answer, so nothing was changed.";
const OVERTAKEN = "The text changed meanwhile, so nothing was done. Try again.";

/**
 * Does what was asked for in the picture, as one edit of the text. What is missing is asked from the person, and
 * what cannot be done is told.
 *
 * @returns what to show afterwards; undefined where nothing was done, or where there is nothing to show
 */
export async function edit(
  server: LanguageServer,
  document: vscode.TextDocument,
  { picture, version }: Shown,
  wanted: PageEdit,
): Promise<ProtocolRange | undefined> {
  const operation = await complete(server, document, picture, wanted);
  if (!operation) {
    return undefined;
  }
  const params: FlowEditParams = { textDocument: { uri: document.uri.toString() }, version, operation };
  const answer = asEditResult(await server.ask(FLOW_EDIT, params));
  if (!answer) {
    void vscode.window.showErrorMessage(NO_ANSWER);
    return undefined;
  }
  if ("refused" in answer) {
    void vscode.window.showInformationMessage(answer.refused);
    return undefined;
  }
  const change = new vscode.WorkspaceEdit();
  change.set(
    document.uri,
    answer.edits.map(({ range, newText }) => new vscode.TextEdit(toRange(range), newText)),
  );
  if (answer.version !== document.version || !(await vscode.workspace.applyEdit(change))) {
    void vscode.window.showInformationMessage(OVERTAKEN);
    return undefined;
  }
  return answer.select;
}

/** The operation with all that belongs to it; undefined when the person gave it up. */
async function complete(
  server: LanguageServer,
  document: vscode.TextDocument,
  picture: Picture,
  wanted: PageEdit,
): Promise<FlowOperation | undefined> {
  switch (wanted.kind) {
    case "add-after":
    case "add-first":
    case "add-inside": {
      const action = await pickAction(server, document, wanted);
      return action === undefined ? undefined : { ...wanted, action };
    }
    case "add-condition":
      return pickCondition(wanted.step);
    case "point": {
      const step = await pickStep(picture);
      return step === undefined ? undefined : { ...wanted, step };
    }
    default:
      return wanted;
  }
}

const TITLES: Readonly<Record<AddPlace["kind"], string>> = {
  "add-after": "Add a Step After This One",
  "add-first": "Add the First Step",
  "add-inside": "Add a Step to This Branch",
};

async function pickAction(
  server: LanguageServer,
  document: vscode.TextDocument,
  { kind }: AddPlace,
): Promise<string | undefined> {
  const actions = asActions(
    await server.ask(FLOW_ACTIONS, { textDocument: { uri: document.uri.toString() } }),
  );
  if (!actions) {
    void vscode.window.showErrorMessage(NO_ANSWER);
    return undefined;
  }
  const items = actions.map(({ id, title, app, description }) => ({
    label: title || id,
    description: [id, app].filter(Boolean).join(" · "),
    ...(description && { detail: description }),
    id,
  }));
  const options = { title: TITLES[kind], placeHolder: "What the step does", matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.id;
}

const STATUSES = [
  { label: "KO", description: "the step failed" },
  { label: "OK", description: "the step succeeded" },
  { label: "SKIP", description: "the step had nothing to do" },
  { label: "TIMEOUT", description: "the step took too long" },
  { label: "Any", description: "whatever the step ends with" },
];

async function pickCondition(step: string): Promise<FlowOperation | undefined> {
  const status = await vscode.window.showQuickPick(STATUSES, {
    title: "Add a Condition",
    placeHolder: "The status that the step ends with",
  });
  if (!status) {
    return undefined;
  }
  const code = await vscode.window.showInputBox({
    title: "Add a Condition",
    prompt: "The code that the step ends with, such as true or 4107. Leave it empty for any code.",
  });
  return code === undefined
    ? undefined
    : {
        kind: "add-condition",
        step,
        ...(status.label !== "Any" && { status: status.label }),
        ...(code.trim() !== "" && { code: code.trim() }),
      };
}

async function pickStep({ nodes }: Picture): Promise<string | undefined> {
  const items = nodes
    .filter(({ kind, range }) => kind === "step" && range)
    .map(({ key, title, action = "" }) => ({ label: title, description: action, key }));
  const options = { title: "Go to Another Step", placeHolder: "The step that runs next" };
  return (await vscode.window.showQuickPick(items, options))?.key;
}
