import type * as vscode from "vscode";
import type { InvopopClient } from "../api/client";
import type { Workspace } from "../api/types";

/** A workspace of Invopop's that is told apart from the others. */
export interface KnownWorkspace extends Workspace {
  readonly id: string;
}

/** A workspace as the API tells of it; undefined for one that could not be told apart from others. */
export function asKnown(workspace: Workspace | undefined): KnownWorkspace | undefined {
  const id = workspace?.id || workspace?.slug;
  return workspace && id ? { ...workspace, id } : undefined;
}

/** A way into one Invopop workspace. */
export interface Connection {
  readonly client: InvopopClient;
  readonly workspace: KnownWorkspace;
  /** Where the API is, such as `https://api.invopop.com`. */
  readonly origin: string;
  /** The slug of the workspace that the file belongs to by its folder, where the person switched to this one by hand. */
  readonly insteadOf?: string;
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
