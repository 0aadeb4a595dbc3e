import {
  type ClientCapabilities,
  CodeActionKind,
  MarkupKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { FORMAT_CHARACTERS } from "../features/format";
import { DIAGNOSTIC_SOURCE, FIX_ALL_KIND, SHOW_REFERENCES } from "../protocol";
import type { PositionEncoding } from "../workflow/characters";
import type { ClientFeatures } from "./convert";
import { REFACTORING_KINDS } from "./convertRefactoring";
import { RENAMED_FOLDERS } from "./workspaceEvents";

const [FIRST_CHARACTER, ...MORE_CHARACTERS] = FORMAT_CHARACTERS;

/** What this server does for every client. */
const SERVER_CAPABILITIES: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  completionProvider: { triggerCharacters: ['"', ":", "."], resolveProvider: true },
  definitionProvider: true,
  referencesProvider: true,
  hoverProvider: true,
  documentSymbolProvider: { label: "Invopop" },
  documentHighlightProvider: true,
  documentLinkProvider: {},
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  linkedEditingRangeProvider: true,
  inlayHintProvider: true,
  callHierarchyProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: {
    firstTriggerCharacter: FIRST_CHARACTER,
    moreTriggerCharacter: MORE_CHARACTERS,
  },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND, ...REFACTORING_KINDS],
    resolveProvider: true,
  },
  diagnosticProvider: {
    identifier: DIAGNOSTIC_SOURCE,
    interFileDependencies: true,
    workspaceDiagnostics: true,
  },
  workspaceSymbolProvider: true,
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: { didRename: RENAMED_FOLDERS },
  },
};

/** What this server does for a client; what needs a command that the client does not have is left out. */
export function capabilitiesFor(client: ClientSupport): ServerCapabilities {
  return {
    ...SERVER_CAPABILITIES,
    positionEncoding: client.positionEncoding,
    renameProvider: client.prepareRename ? { prepareProvider: true } : true,
    ...(client.commands.has(SHOW_REFERENCES) && { codeLensProvider: { resolveProvider: true } }),
  };
}

/** How a client wants to be talked to. */
export interface ClientSupport extends ClientFeatures {
  /** What the characters of positions are counted in, both ways. */
  readonly positionEncoding: PositionEncoding;
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly documentChanges: boolean;
  /** Whether an edit may make a file. */
  readonly createFiles: boolean;
  readonly watchedFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly inlayHintRefresh: boolean;
  readonly prepareRename: boolean;
  /** Whether code actions may be told of that cannot be done, with the reason. */
  readonly disabledActions: boolean;
  /** Whether the edits of a code action may come once it is chosen. */
  readonly resolvedActions: boolean;
  /** The most folding ranges that it takes. */
  readonly foldingLimit: number | undefined;
  /** The commands of its own that it lets the server use, from `experimental.commands`. */
  readonly commands: ReadonlySet<unknown>;
  /** Whether it reads files that are out of the server's reach, from `experimental.files`. */
  readonly files: boolean;
}

export function readClient(capabilities: ClientCapabilities): ClientSupport {
  const { textDocument, workspace } = capabilities;
  const commands: unknown = capabilities.experimental?.commands;
  return {
    positionEncoding: readEncoding(capabilities.general?.positionEncodings),
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    diagnosticRefresh: refreshesDiagnostics(workspace),
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    resolvedActions: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit,
    commands: new Set(Array.isArray(commands) ? commands : []),
    files: capabilities.experimental?.files === true,
    locationLinks: textDocument?.definition?.linkSupport === true,
    relatedInformation:
      (textDocument?.diagnostic ?? textDocument?.publishDiagnostics)?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    sharedEditRange: textDocument?.completion?.completionList?.itemDefaults?.includes("editRange") === true,
    resolvedDocumentation:
      textDocument?.completion?.completionItem?.resolveSupport?.properties.includes("documentation") === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
  };
}

/** Helix, and what else is made with the same library, writes `diagnostic` where the protocol has `diagnostics`. */
function refreshesDiagnostics(workspace: Workspace | undefined): boolean {
  return (workspace?.diagnostics ?? workspace?.diagnostic)?.refreshSupport === true;
}

type Workspace = NonNullable<ClientCapabilities["workspace"]> & {
  readonly diagnostic?: { readonly refreshSupport?: boolean };
};

const ENCODINGS: readonly PositionEncoding[] = ["utf-8", "utf-16", "utf-32"];

/** The first encoding that a client names and we know; UTF-16 is what every client must understand. */
function readEncoding(offered: unknown): PositionEncoding {
  const names: readonly unknown[] = Array.isArray(offered) ? offered : [];
  return names.flatMap((name) => ENCODINGS.find((known) => known === name) ?? [])[0] ?? "utf-16";
}
