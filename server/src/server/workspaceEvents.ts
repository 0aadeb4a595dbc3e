import {
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileOperationRegistrationOptions,
  type InitializeParams,
  type TextDocuments,
  WatchKind,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { ACTIONS_FILE, DIAGNOSTICS_FILE, PROJECT_FOLDER } from "../workspace/project";
import type { Boundary } from "./boundary";
import type { ClientSupport } from "./capabilities";
import type { DiskFiles } from "./workspaceFiles";

/** Of a folder that is deleted, editors tell but not of the files in it; so every deletion is asked for. */
const WATCHERS = [
  { globPattern: "**/*.{workflow,invopop}.json" },
  { globPattern: `**/${PROJECT_FOLDER}/{${ACTIONS_FILE},${DIAGNOSTICS_FILE}}` },
  { globPattern: "**/*", kind: WatchKind.Delete },
];

/** The renamed folders that the server wants to hear of. */
export const RENAMED_FOLDERS: FileOperationRegistrationOptions = {
  filters: [{ pattern: { glob: "**/*", matches: "folder" } }],
};

/** The folders that a client opens with. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  return workspaceFolders ? addressesIn(workspaceFolders, "uri") : rootUri ? [rootUri] : [];
}

/** The addresses that things in a list have, which a client may get wrong. One that is no text would stay for ever. */
function addressesIn(things: unknown, key: string): string[] {
  return (Array.isArray(things) ? things : []).flatMap((thing: unknown) => {
    const address = typeof thing === "object" && thing !== null ? Reflect.get(thing, key) : undefined;
    return typeof address === "string" ? [address] : [];
  });
}

/** Has the client tell of what happens to folders and files, once it is initialized. */
export function followWorkspace(
  connection: Connection,
  client: ClientSupport,
  files: DiskFiles,
  boundary: Boundary,
): void {
  if (client.watchedFiles) {
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS })
      .catch((error) => boundary.log("The client does not tell of changed files", error));
  }
  if (client.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders((event) =>
      files.changeFolders(addressesIn(event?.added, "uri"), addressesIn(event?.removed, "uri")),
    );
  }
}

/** Listens for what happens to files. */
export function listenForFiles(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  files: DiskFiles,
  boundary: Boundary,
): void {
  const read = (uris: readonly string[]): void => {
    files.read(uris).catch((error) => boundary.log("Changed files could not be read", error));
  };
  // What was saved meanwhile, not every client tells.
  documents.onDidClose(({ document }) => read([document.uri]));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const isDeleted = ({ type }: { type: FileChangeType }) => type === FileChangeType.Deleted;
    files.remove(addressesIn(changes.filter(isDeleted), "uri"));
    read(
      addressesIn(
        changes.filter((change) => !isDeleted(change)),
        "uri",
      ),
    );
  });
  connection.workspace.onDidRenameFiles((params) => {
    files.remove(addressesIn(params.files, "oldUri"));
    for (const uri of addressesIn(params.files, "newUri")) {
      files.scan(uri);
    }
  });
}
