import type * as vscode from "vscode";
import type { Connection } from "../accounts/connection";
import type { StoredWorkflow } from "../api/types";

/** Shows what is stored at Invopop: as a document of its own, or against a file. */
export interface Comparisons {
  /** Opens the diff of what is stored against a file. Tells what is in the way, if anything is. */
  comparePublished(connection: Connection, uri: vscode.Uri): Promise<void>;
  /**
   * What is stored of a file's workflow, laid out like the file; undefined when there is nothing, or it could not be
   * fetched, which is told. @param again what trying again is to do
   */
  storedText(
    connection: Connection,
    uri: vscode.Uri,
    again: () => Promise<void>,
  ): Promise<string | undefined>;
  /** Opens a workflow as it is stored, read-only. @param name what its tab is called */
  openPublished(connection: Connection, id: string, name: string): Promise<void>;
  /** Shows what is stored now wherever the workflow is open. */
  refresh(connection: Connection, stored: StoredWorkflow): Promise<void>;
}
