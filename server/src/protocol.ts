/**
 * The names that client and server share. The client imports nothing else of the server.
 */

/** The language identifier of a workflow, as VS Code and LSP clients send it. */
export const LANGUAGE_ID = "invopop-workflow";

/** The section of the settings that the server asks its client for. */
export const SETTINGS_SECTION = "invopop";

/** What stands as the source of every diagnostic. */
export const DIAGNOSTIC_SOURCE = "invopop";

/** The client's command that saves the document with a URI, its argument, after an edit of the server's. */
export const SAVE_FILE = "invopop.saveFile";

/**
 * The client's command that shows places in a text as references. Its arguments are a URI, a position and
 * locations, as LSP writes them. A client that has it names it in `experimental.commands` of its capabilities.
 */
export const SHOW_REFERENCES = "invopop.showReferences";

/** The kinds of the code actions that change the whole file, by which the client's commands ask for them. */
export const NEW_IDS_KIND = "source.newIds.invopop";
export const SORT_KEYS_KIND = "source.sortKeys.invopop";
export const ACTION_KEYS_KIND = "source.actionKeys.invopop";

/** The kind of the code action that fixes all that can be fixed without changing what a workflow does. */
export const FIX_ALL_KIND = "source.fixAll.invopop";

/** The request for a pasted text with fresh UUIDs for the steps that are there already; null when none are. */
export const FRESH_PASTE = "invopop/freshPaste";

export interface FreshPasteParams {
  readonly textDocument: { readonly uri: string };
  /** What the pasted text takes the place of. */
  readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
  readonly text: string;
}

/**
 * The request for the workflow files of the workspace that have an `id`, in the order of their addresses; null where
 * they could not be found out.
 */
export const WORKFLOW_FILES = "invopop/workflowFiles";

/** The notification that this request has another answer now. Only who has asked before is told. */
export const WORKFLOW_FILES_CHANGED = "invopop/didChangeWorkflowFiles";

export interface WorkflowFile {
  readonly uri: string;
  /** As it is written in the file. */
  readonly id: string;
  /** The workflow's name, else the name of its file. */
  readonly label: string;
}

/** A place as LSP writes it: line and character from 0. Both sides have agreed on what characters are counted in. */
export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

/**
 * The requests for the files of the workspace that the server cannot reach by itself, such as those of a repository
 * that is looked at from afar. The server asks them of a client that says `files: true` in `experimental` of its
 * capabilities. What is not there is no error. What cannot be read, for lack of permissions or of a network, is one:
 * the server knows then that it does not know all.
 */
export const LIST_FOLDER = "invopop/listFolder";
export const READ_FILE = "invopop/readFile";

/** Larger files are not read, in bytes. The largest workflow that is known has 30 thousand. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** Answered with what is in the folder, nothing when there is none; links to folders are left out. */
export interface ListFolderParams {
  readonly uri: string;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Answered with the file's text, which is UTF-8; null when there is no such file, or a larger one. */
export interface ReadFileParams {
  readonly uri: string;
  /** Larger files are not wanted, in bytes. */
  readonly mostBytes: number;
}
