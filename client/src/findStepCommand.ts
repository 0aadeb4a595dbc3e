import * as vscode from "vscode";
import { type FindPorts, type FoundPlace, findStep } from "./findStep";
import type { LanguageServer } from "./languageServer";
import { askWithProgress } from "./session";

/** Makes the command that leads to the step with a UUID. */
export function createFindStepCommand(server: LanguageServer): () => Promise<void> {
  const ports: FindPorts = {
    selection: () => {
      const editor = vscode.window.activeTextEditor;
      return editor ? editor.document.getText(editor.selection) : "";
    },
    clipboard: async () => vscode.env.clipboard.readText(),
    ask,
    search: (id) =>
      askWithProgress("Looking for the step", async (signal) =>
        (await server.symbols(id, signal))?.map((symbol) => toPlace(symbol, id)),
      ),
    choose,
    open,
    inform: async (text, ...buttons) => vscode.window.showInformationMessage(text, ...buttons),
  };
  return () => findStep(ports);
}

async function ask(
  proposal: string,
  fault: (text: string) => string | undefined,
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: "Find Step by UUID",
    prompt: "The UUID of a step or a workflow, or a text that has it in it, such as a job's error message.",
    placeHolder: "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
    value: proposal,
    validateInput: fault,
  });
}

async function choose(places: readonly FoundPlace[]): Promise<FoundPlace | undefined> {
  const items = places.map((place) => ({
    label: place.name,
    description: place.container,
    detail: `${vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri))}:${place.start.line + 1}`,
    place,
  }));
  const options = {
    title: "Steps and workflows with this ID",
    matchOnDescription: true,
    matchOnDetail: true,
  };
  return (await vscode.window.showQuickPick(items, options))?.place;
}

async function open({ uri, start, end }: FoundPlace): Promise<void> {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection });
}

/** The server puts what was looked for behind the name, which here says nothing new. */
function toPlace({ name, containerName, location }: vscode.SymbolInformation, id: string): FoundPlace {
  const end = ` (${id})`;
  return {
    name: name.toLowerCase().endsWith(end) ? name.slice(0, -end.length) : name,
    container: containerName,
    uri: location.uri.toString(),
    start: location.range.start,
    end: location.range.end,
  };
}
