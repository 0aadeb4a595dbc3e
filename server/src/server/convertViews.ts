import {
  type CodeLens,
  type Command,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type FoldingRange,
  type InlayHint,
  type SelectionRange,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type ReferenceLens, referencesTitle } from "../features/codeLenses";
import type { Fold } from "../features/folding";
import type { Highlight } from "../features/highlights";
import type { InlayHint as Hint } from "../features/inlayHints";
import type { TextLink } from "../features/links";
import { SHOW_REFERENCES } from "../protocol";
import type { Span } from "../workflow/span";
import { fromFileRange, toLocation, toRange } from "./convert";

export function toFoldingRange({ firstLine, lastLine }: Fold): FoldingRange {
  return { startLine: firstLine, endLine: lastLine };
}

/** @param spans from the innermost out; an empty range at the offset stands for none */
export function toSelectionRange(
  source: TextDocument,
  spans: readonly Span[],
  offset: number,
): SelectionRange {
  const none: SelectionRange = { range: toRange(source, { start: offset, end: offset }) };
  return (
    spans.reduceRight<SelectionRange | undefined>(
      (parent, span) => ({ range: toRange(source, span), ...(parent && { parent }) }),
      undefined,
    ) ?? none
  );
}

export function toHighlight(source: TextDocument, { span, kind }: Highlight): DocumentHighlight {
  return {
    range: toRange(source, span),
    kind: kind === "write" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  };
}

/** None for a target that an editor should not open. */
export function toDocumentLink(
  source: TextDocument,
  { span, kind, target, tooltip }: TextLink,
): DocumentLink[] {
  const address = kind === "workflow" ? target : toAddress(target, source.uri);
  return address === undefined ? [] : [{ range: toRange(source, span), target: address, tooltip }];
}

/**
 * The address of a link: a page of the web, or a file beside the document's. A text can come from anybody, so
 * what runs a command in the editor or leads to a file on another machine is none.
 */
function toAddress(target: string, base: string): string | undefined {
  const page = parseUrl(target);
  if (page) {
    return /^https?:$/.test(page.protocol) ? page.href : undefined;
  }
  const origin = parseUrl(base);
  const file = parseUrl(target, base);
  return file && file.protocol === origin?.protocol && file.host === origin.host ? file.href : undefined;
}

function parseUrl(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

export function toInlayHint(source: TextDocument, hint: Hint): InlayHint {
  const { target, tooltip } = hint;
  const location = "uri" in target ? fromFileRange(target) : toLocation(source, target);
  return {
    position: source.positionAt(hint.offset),
    label: [{ value: hint.label, tooltip, location }],
    paddingLeft: true,
  };
}

/** What a client sends back of a lens for its command. */
export interface LensData {
  readonly uri: string;
  readonly id: string;
}

export function toCodeLens(source: TextDocument, { span, id }: ReferenceLens): CodeLens {
  const data: LensData = { uri: source.uri, id };
  return { range: toRange(source, span), data };
}

/** The data of a lens, if it is one of ours. */
export function readLensData(data: unknown): LensData | undefined {
  return typeof data === "object" &&
    data !== null &&
    "uri" in data &&
    typeof data.uri === "string" &&
    "id" in data &&
    typeof data.id === "string"
    ? { uri: data.uri, id: data.id }
    : undefined;
}

/** Its arguments are those that `editor.action.showReferences` has, as LSP writes them. */
export function toReferencesCommand(source: TextDocument, lens: CodeLens, spans: readonly Span[]): Command {
  return {
    title: referencesTitle(spans.length),
    command: SHOW_REFERENCES,
    arguments: [source.uri, lens.range.start, spans.map((span) => toLocation(source, span))],
  };
}
