import type { Catalog } from "../../schema/catalog";
import type { Cursor } from "../../workflow/cursor";
import type { WorkflowDocument } from "../../workflow/document";
import type { Edit } from "../../workflow/edits";
import type { Workspace } from "../../workflow/workspace";

/** One suggestion. `edit` replaces what stands at the cursor; it is a snippet where `isSnippet` says so. */
export interface CompletionItem {
  readonly kind: "key" | "action" | "step" | "workflow" | "value" | "id" | "snippet";
  readonly label: string;
  /** Shown dimmed behind the label, such as an action's title. */
  readonly description?: string;
  /** Markdown, shown beside the list. */
  readonly documentation?: string;
  /** What typing is matched against; it starts as the replaced text does. */
  readonly filterText: string;
  readonly sortText: string;
  readonly edit: Edit;
  readonly isSnippet: boolean;
  /** Commas that are missing around the new item. */
  readonly additionalEdits: readonly Edit[];
  readonly isDeprecated: boolean;
  /** Whether the item leaves the cursor where the next suggestions are wanted. */
  readonly retrigger: boolean;
}

/** What the makers of suggestions look at. */
export interface CompletionContext {
  readonly document: WorkflowDocument;
  readonly catalog: Catalog;
  readonly cursor: Cursor;
  readonly newId: () => string;
  /** The workflows that a config can name; undefined where none are known. */
  readonly workspace: Workspace | undefined;
}

/** What makes one suggestion differ from another; the rest follows from the cursor. */
export interface Suggestion {
  readonly kind: CompletionItem["kind"];
  readonly label: string;
  /** The JSON text to put in; with `isSnippet`, in snippet syntax. */
  readonly text: string;
  readonly isSnippet?: boolean;
  readonly description?: string | undefined;
  readonly documentation?: string | undefined;
  /** Words besides the label that typing may match. */
  readonly words?: readonly (string | undefined)[];
  /** The rank in the list: the lowest comes first. */
  readonly rank: number;
  readonly isDeprecated?: boolean;
  readonly retrigger?: boolean;
}

/** Makes the item of a suggestion: what it replaces, the commas around it, and what typing matches. */
export function toItem({ cursor, document }: CompletionContext, suggestion: Suggestion): CompletionItem {
  const { missingCommaAt, needsComma, replace } = cursor;
  const comma = needsComma ? "," : "";
  const isQuoted = document.text[replace.start] === '"' && replace.end > replace.start;
  const words = [suggestion.label, ...(suggestion.words ?? [])].filter(Boolean).join(" ");
  return {
    kind: suggestion.kind,
    label: suggestion.label,
    ...(suggestion.description && { description: suggestion.description }),
    ...(suggestion.documentation && { documentation: suggestion.documentation }),
    filterText: isQuoted ? `"${words}"` : words,
    sortText: String(Math.max(0, Math.round(suggestion.rank))).padStart(5, "0"),
    edit: { span: replace, text: suggestion.text + comma },
    isSnippet: suggestion.isSnippet === true,
    additionalEdits:
      missingCommaAt === undefined
        ? []
        : [{ span: { start: missingCommaAt, end: missingCommaAt }, text: "," }],
    isDeprecated: suggestion.isDeprecated === true,
    retrigger: suggestion.retrigger === true,
  };
}

/** A text as it stands in a snippet, where dollars, braces and backslashes mean something. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
