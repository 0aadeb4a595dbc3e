import * as vscode from "vscode";
import { FLOW_EXPORT, type FlowExportParams } from "../../../server/src/flowProtocol";
import type { LanguageServer } from "../languageServer";
import { asText } from "./answers";
import { editorOf } from "./editors";
import type { ExportFormat, PageState, PageTheme } from "./messages";

/** What is exported, and what the page does for it. */
export interface Exporter {
  readonly server: LanguageServer;
  readonly document: vscode.TextDocument | undefined;
  readonly state: PageState;
  /** The text that it is compared with. */
  readonly before: string | undefined;
  /** The colours of the page; undefined while it was not asked for them. */
  readonly theme: PageTheme | undefined;
  /** Has the page draw an SVG as a PNG, as a `data:` address; undefined when it cannot. */
  draw(svg: string, scale: number): Promise<string | undefined>;
  /** Has the page ask for an export itself, as only it knows its colours. */
  askPage(format: ExportFormat): void;
}

const FORMATS: readonly (vscode.QuickPickItem & { readonly format: ExportFormat })[] = [
  { label: "SVG", description: "a picture of lines and texts, as shown", format: "svg" },
  { label: "PNG", description: "a picture of points, as shown", format: "png" },
  {
    label: "Copy as Mermaid",
    description: "a text that GitHub, GitLab and many others draw",
    format: "mermaid",
  },
  { label: "Copy as a Markdown Block", description: "Mermaid between fences", format: "markdown" },
];

/** How many points a PNG has for each pixel. */
const SCALE = 2;

const NO_ANSWER = "The language server does not answer, so there is nothing to export.";
const BROKEN = "The flow cannot be exported while the file's JSON is broken.";

/** Exports the flow of a workflow: into a file, or to the clipboard. @param format asked for where it is undefined */
export async function exportFlow(exporter: Exporter, format: ExportFormat | undefined): Promise<void> {
  const wanted = format ?? (await vscode.window.showQuickPick(FORMATS, { title: "Export Flow" }))?.format;
  if (wanted === "mermaid" || wanted === "markdown") {
    await copyMermaid(exporter, wanted);
  } else if (wanted && !exporter.theme) {
    exporter.askPage(wanted);
  } else if (wanted) {
    await saveDrawing(exporter, wanted);
  }
}

async function copyMermaid(exporter: Exporter, format: "mermaid" | "markdown"): Promise<void> {
  const text = await textAs(exporter, "mermaid");
  if (text !== undefined) {
    const fenced = `\`\`\`mermaid\n${text.trimEnd()}\n\`\`\`\n`;
    await vscode.env.clipboard.writeText(format === "markdown" ? fenced : text);
    void vscode.window.showInformationMessage("The flow was copied as Mermaid.");
  }
}

async function saveDrawing(exporter: Exporter, format: "svg" | "png"): Promise<void> {
  const svg = await textAs(exporter, "svg");
  if (svg === undefined || !exporter.document) {
    return;
  }
  const contents = format === "svg" ? new TextEncoder().encode(svg) : await pngOf(exporter, svg);
  if (!contents) {
    void vscode.window.showErrorMessage("The picture is too large for a PNG. Export it as SVG instead.");
    return;
  }
  const target = await vscode.window.showSaveDialog({
    title: "Export Flow",
    defaultUri: besides(exporter.document.uri, format),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (target) {
    await vscode.workspace.fs.writeFile(target, contents);
    void vscode.window.showInformationMessage(
      `The flow was saved as ${vscode.workspace.asRelativePath(target)}.`,
    );
  }
}

async function textAs(
  { server, document, state, before, theme }: Exporter,
  format: "svg" | "mermaid",
): Promise<string | undefined> {
  if (!document) {
    return undefined;
  }
  const textDocument = { uri: document.uri.toString() };
  const cursor = editorOf(document.uri)?.selection.active;
  const params: FlowExportParams = {
    textDocument,
    direction: state.direction,
    collapsed: state.collapsed,
    format,
    ...(cursor && { around: { line: cursor.line, character: cursor.character } }),
    ...(before !== undefined && { before }),
    ...(theme && { theme }),
  };
  const answer = await server.ask(FLOW_EXPORT, params);
  const text = asText(answer);
  if (text === undefined) {
    void vscode.window.showErrorMessage(answer === undefined ? NO_ANSWER : BROKEN);
  }
  return text;
}

async function pngOf(exporter: Exporter, svg: string): Promise<Uint8Array | undefined> {
  const address = await exporter.draw(svg, SCALE);
  const [, data] = address?.split("base64,") ?? [];
  return data ? Uint8Array.from(atob(data), (character) => character.charCodeAt(0)) : undefined;
}

/** Beside the workflow, with the same name: `invoice.workflow.json` becomes `invoice.svg`. */
function besides(uri: vscode.Uri, extension: string): vscode.Uri {
  const path = uri.path.replace(/(\.workflow|\.invopop)?\.json$/i, "");
  return uri.with({ path: `${path}.${extension}` });
}
