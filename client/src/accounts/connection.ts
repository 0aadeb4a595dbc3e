import type * as vscode from "vscode";
import type { InvopopClient } from "../api/client";
import type { Workspace } from "../api/types";

/** A workspace of Invopop's that is told apart from the others. */
export interface KnownWorkspace extends Workspace {
  readonly id: string;
}

/** A way into one Invopop workspace. */
export interface Connection {
  readonly client: InvopopClient;
  readonly workspace: KnownWorkspace;
  /** Where the API is, such as `https://api.invopop.com`. */
  readonly origin: string;
}

/** Finds the workspace that a file belongs to. */
export interface Connections {
  /** The connection for a file, or for none in particular. Asks to sign in where there is no account; undefined when that was given up. */
  get(resource?: vscode.Uri): Promise<Connection | undefined>;
  /** The same without asking anything. */
  peek(resource?: vscode.Uri): Promise<Connection | undefined>;
  /** The connection to one workspace, without asking anything; undefined where nobody is signed in to it. */
  to(workspaceId: string): Promise<Connection | undefined>;
  /** Told whenever another answer may be given. */
  readonly onChange: vscode.Event<void>;
}
