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
  /**
   * Waits until all are known; undefined where that cannot be, as nobody answers, or where they are no longer wanted.
   * That says nothing about which files there are.
   */
  list(signal?: AbortSignal): Promise<readonly LocalWorkflow[] | undefined>;
  /** Calls back when there may be others. */
  onChange(listener: () => void): vscode.Disposable;
}

export function localWorkflows(server: LanguageServer): LocalWorkflows {
  return {
    list: async (signal) => {
      const files = await server.askPatiently(WORKFLOW_FILES, {}, signal);
      return Array.isArray(files) ? files.map(toLocal) : undefined;
    },
    onChange: (listener) =>
      vscode.Disposable.from(server.onStart(listener), server.onTold(WORKFLOW_FILES_CHANGED, listener)),
  };
}

function toLocal({ uri, id, label }: WorkflowFile): LocalWorkflow {
  return { uri: vscode.Uri.parse(uri), id, label };
}
