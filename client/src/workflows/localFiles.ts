import * as vscode from "vscode";
import { WORKFLOW_FILES, WORKFLOW_FILES_CHANGED, type WorkflowFile } from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";

/** A workflow file of the open folders that has an id. */
export interface LocalWorkflow {
  readonly uri: vscode.Uri;
  /** As it is written in the file. */
  readonly id: string;
  /** The workflow's name, else the name of its file. */
  readonly label: string;
}

/** The workflow files of the open folders, as the language server knows them. */
export interface LocalWorkflows {
  list(): Promise<readonly LocalWorkflow[]>;
  /** Calls back when there may be others. */
  onChange(listener: () => void): vscode.Disposable;
}

export function localWorkflows(server: LanguageServer): LocalWorkflows {
  return {
    list: async () => {
      const files = (await server.ask(WORKFLOW_FILES, {})) as readonly WorkflowFile[] | undefined;
      return (files ?? []).map(({ uri, id, label }) => ({ uri: vscode.Uri.parse(uri), id, label }));
    },
    onChange: (listener) =>
      vscode.Disposable.from(server.onStart(listener), server.onTold(WORKFLOW_FILES_CHANGED, listener)),
  };
}
