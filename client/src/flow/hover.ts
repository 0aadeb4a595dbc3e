import * as vscode from "vscode";
import type { ProtocolRange } from "../../../server/src/flowProtocol";
import { hoverPlaces } from "./hoverPlaces";
import { toRange } from "./ranges";

/** What the editor's hover says about a part of a workflow, as Markdown, each text once. */
export async function hoverTexts(document: vscode.TextDocument, part: ProtocolRange): Promise<string[]> {
  const range = toRange(part);
  const start = document.offsetAt(range.start);
  const texts: string[] = [];
  for (const place of hoverPlaces(document.getText(range))) {
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      document.positionAt(start + place),
    );
    texts.push(...hovers.flatMap(({ contents }) => contents.map(textOf)));
  }
  return [...new Set(texts.filter((text) => text.trim() !== ""))];
}

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  if (typeof content === "string") {
    return content;
  }
  return "language" in content ? `\`\`\`\n${content.value}\n\`\`\`` : content.value;
}
