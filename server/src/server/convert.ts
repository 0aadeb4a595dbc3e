import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type Hover,
  InsertTextFormat,
  type Location,
  type LocationLink,
  type MarkupContent,
  MarkupKind,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { homepage } from "../../../package.json";
import type { QuickFix } from "../features/codeActions";
import type { CompletionItem as Suggested } from "../features/completion/item";
import type { StepLink } from "../features/definition";
import type { HoverText } from "../features/hover";
import type { OutlineSymbol } from "../features/symbols";
import { DIAGNOSTIC_SOURCE } from "../protocol";
import type { Finding, Severity, Tag } from "../rules/rule";
import type { Edit } from "../workflow/edits";
import type { Span } from "../workflow/span";
import type { FileRange } from "../workflow/workspace";
import type { Positions } from "./positions";

/** What of the client's abilities decides how an answer is written. */
export interface ClientFeatures {
  readonly locationLinks: boolean;
  readonly relatedInformation: boolean;
  readonly snippets: boolean;
  /** Whether it shows what stands behind a label; others show it as the detail. */
  readonly labelDetails: boolean;
  /** Whether the stretch that all suggestions replace can be told once for all of them. */
  readonly sharedEditRange: boolean;
  /** Whether it asks for the documentation of a suggestion once somebody looks at that. */
  readonly resolvedDocumentation: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly markdown: boolean;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<Tag, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

const COMPLETION_KINDS: Readonly<Record<Suggested["kind"], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  action: CompletionItemKind.Function,
  step: CompletionItemKind.Reference,
  workflow: CompletionItemKind.File,
  value: CompletionItemKind.EnumMember,
  id: CompletionItemKind.Value,
  snippet: CompletionItemKind.Snippet,
};

const SYMBOL_KINDS: Readonly<Record<OutlineSymbol["kind"], SymbolKind>> = {
  step: SymbolKind.Function,
  condition: SymbolKind.Event,
  rescue: SymbolKind.Namespace,
};

export function toRange(source: Positions, span: Span): Range {
  return { start: source.positionAt(span.start), end: source.positionAt(span.end) };
}

export function toSpan(source: TextDocument, range: Range): Span {
  return { start: source.offsetAt(range.start), end: source.offsetAt(range.end) };
}

export function toTextEdit(source: TextDocument, edit: Edit): TextEdit {
  return { range: toRange(source, edit.span), newText: edit.text };
}

export function toDiagnostic(
  source: TextDocument,
  finding: Finding,
  severity: Severity,
  client: ClientFeatures,
): Diagnostic {
  const { rule } = finding;
  const related = toRelatedInformation(source, finding);
  return {
    range: toRange(source, finding.span),
    severity: SEVERITIES[severity],
    source: DIAGNOSTIC_SOURCE,
    code: rule.code,
    codeDescription: { href: `${homepage}#${rule.code}` },
    message: finding.message,
    ...(rule.tags && { tags: rule.tags.map((tag) => TAGS[tag]) }),
    ...(client.relatedInformation && related.length > 0 && { relatedInformation: related }),
  };
}

function toRelatedInformation(
  source: TextDocument,
  { related = [], elsewhere = [] }: Finding,
): DiagnosticRelatedInformation[] {
  return [
    ...related.map(({ span, message }) => ({ location: toLocation(source, span), message })),
    ...elsewhere.map(({ range, message }) => ({ location: fromFileRange(range), message })),
  ];
}

/** A range of any file of the workspace, which has no text to convert offsets with. */
export function fromFileRange({ uri, start, end }: FileRange): Location {
  return { uri, range: { start, end } };
}

/** What a suggestion of an action carries, so that its documentation can be asked for. */
export interface ActionData {
  readonly uri: string;
  readonly action: string;
}

/** @param isIncomplete whether there are more, for which the client has to ask again as somebody types on */
export function toCompletionList(
  source: TextDocument,
  items: readonly Suggested[],
  isIncomplete: boolean,
  client: ClientFeatures,
): CompletionList {
  const [first] = items;
  const span = first?.edit.span;
  const isShared = items.every(({ edit }) => edit.span.start === span?.start && edit.span.end === span.end);
  const editRange = client.sharedEditRange && span && isShared ? toRange(source, span) : undefined;
  return {
    isIncomplete,
    ...(editRange && { itemDefaults: { editRange } }),
    items: items.map((item) => toCompletionItem(source, item, client, editRange !== undefined)),
  };
}

function toCompletionItem(
  source: TextDocument,
  item: Suggested,
  client: ClientFeatures,
  isInSharedRange: boolean,
): CompletionItem {
  const text = item.isSnippet && !client.snippets ? withoutPlaces(item.edit.text) : item.edit.text;
  const isSnippet = item.isSnippet && client.snippets;
  const converted: CompletionItem = {
    label: item.label,
    kind: COMPLETION_KINDS[item.kind],
    filterText: item.filterText,
    sortText: item.sortText,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
  };
  if (isInSharedRange) {
    converted.textEditText = text;
  } else {
    converted.textEdit = toTextEdit(source, { span: item.edit.span, text });
  }
  if (item.description && client.labelDetails) {
    converted.labelDetails = { description: item.description };
  } else if (item.description) {
    converted.detail = item.description;
  }
  if (item.kind === "action" && client.resolvedDocumentation) {
    // The list of all actions is sent at every other keystroke, and most of it would be what nobody reads.
    converted.data = { uri: source.uri, action: item.label } satisfies ActionData;
  } else if (item.documentation) {
    converted.documentation = toMarkdown(item.documentation);
  }
  if (item.additionalEdits.length > 0) {
    converted.additionalTextEdits = item.additionalEdits.map((edit) => toTextEdit(source, edit));
  }
  if (item.isDeprecated) {
    converted.tags = [CompletionItemTag.Deprecated];
  }
  if (item.retrigger && isSnippet) {
    converted.data = { retrigger: true };
  }
  return converted;
}

export function toMarkdown(value: string): MarkupContent {
  return { kind: MarkupKind.Markdown, value };
}

/** A place to fill in at the start of a snippet's rest, with its text or the first of its choices; or other text. */
const PLACE = /^\$(?:\d+|\{\d+:((?:[^}\\]|\\.)*)\}|\{\d+\|((?:[^,|\\]|\\.)*)(?:,(?:[^|\\]|\\.)*)?\|\})/s;
const OTHER_TEXT = /^(?:[^$\\]|\\.)+/s;

/** A snippet as plain text: places to fill in become empty, choices their first value. */
function withoutPlaces(snippet: string): string {
  let plain = "";
  for (let rest = snippet; rest !== ""; ) {
    const place = PLACE.exec(rest);
    const taken = place?.[0] ?? OTHER_TEXT.exec(rest)?.[0] ?? rest.charAt(0);
    plain += place ? (place[1] ?? place[2] ?? "") : taken;
    rest = rest.slice(taken.length);
  }
  return plain.replace(/\\([\\$},|])/g, "$1");
}

export function toLocationLink(source: TextDocument, link: StepLink): LocationLink {
  return {
    originSelectionRange: toRange(source, link.origin),
    targetUri: source.uri,
    targetRange: toRange(source, link.target),
    targetSelectionRange: toRange(source, link.selection),
  };
}

export function toLocation(source: TextDocument, span: Span): Location {
  return { uri: source.uri, range: toRange(source, span) };
}

export function toHover(source: TextDocument, hover: HoverText, client: ClientFeatures): Hover {
  const kind = client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { range: toRange(source, hover.span), contents: { kind, value: hover.markdown } };
}

/** @param source asked for its positions in the order of the text, as an outline may have thousands */
export function toSymbol(source: Positions, symbol: OutlineSymbol): DocumentSymbol {
  const { name, detail, span } = symbol;
  const start = source.positionAt(span.start);
  const selectionRange = toRange(source, symbol.selection);
  const children = symbol.children.map((child) => toSymbol(source, child));
  const range = { start, end: source.positionAt(span.end) };
  const converted: DocumentSymbol = { name, kind: SYMBOL_KINDS[symbol.kind], range, selectionRange };
  if (detail) {
    converted.detail = detail;
  }
  if (children.length > 0) {
    converted.children = children;
  }
  return converted;
}

/** The outline as a flat list, for clients that know no tree. */
export function toSymbolInformation(
  source: TextDocument,
  symbol: OutlineSymbol,
  container = "",
): SymbolInformation[] {
  return [
    {
      name: symbol.name,
      kind: SYMBOL_KINDS[symbol.kind],
      location: toLocation(source, symbol.span),
      ...(container && { containerName: container }),
    },
    ...symbol.children.flatMap((child) => toSymbolInformation(source, child, symbol.name)),
  ];
}

export function toCodeAction(
  source: TextDocument,
  fix: QuickFix,
  diagnostic: Diagnostic,
  documentChanges: boolean,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    isPreferred: fix.isPreferred,
    diagnostics: [diagnostic],
    edit: toWorkspaceEdit(source, fix.edits, documentChanges),
  };
}

/** Edits of one document as a client applies and undoes them together, if it can only to the version that is meant. */
export function toWorkspaceEdit(
  source: TextDocument,
  edits: readonly Edit[],
  documentChanges: boolean,
): WorkspaceEdit {
  const { uri, version } = source;
  const textEdits = edits.map((edit) => toTextEdit(source, edit));
  return documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}

/** Whether code actions of a kind are asked for: every kind is, unless the client names those that it wants. */
export function isAskedFor(kind: CodeActionKind, { only }: CodeActionContext): boolean {
  return only?.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
}
