import type { ClientCapabilities, MessageConnection } from "vscode-languageserver/node";
import {
  type FolderEntry,
  LIST_FOLDER,
  type ListFolderParams,
  READ_FILE,
  type ReadFileParams,
} from "../../../server/src/protocol";

/** What a client can, and that it reads files for its server too. */
export function readingFiles(capabilities: ClientCapabilities): ClientCapabilities {
  return { ...capabilities, experimental: { ...capabilities.experimental, files: true } };
}

/** Reads files for a server. @param files their texts by their addresses; undefined when none are offered */
export function offerFiles(
  connection: MessageConnection,
  files: ReadonlyMap<string, string> | undefined,
): void {
  if (files) {
    connection.onRequest(LIST_FOLDER, ({ uri }: ListFolderParams) =>
      entriesOf([...files.keys()], uri).map((entry) => ({ ...entry, name: decodeURIComponent(entry.name) })),
    );
    connection.onRequest(READ_FILE, ({ uri, mostBytes }: ReadFileParams) => {
      const text = files.get(uri);
      return text === undefined || Buffer.byteLength(text) > mostBytes ? null : text;
    });
  }
}

/** What a folder has right in it, of files by their addresses. */
export function entriesOf(uris: readonly string[], folder: string): FolderEntry[] {
  const names = uris
    .filter((uri) => uri.startsWith(`${folder}/`))
    .map((uri) => uri.slice(folder.length + 1).split("/"));
  const folders = new Map(names.map(([name = "", ...rest]) => [name, rest.length > 0]));
  return [...folders].map(([name, isFolder]) => ({ name, isFolder }));
}
