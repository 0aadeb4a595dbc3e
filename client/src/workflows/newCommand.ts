import { v7 } from "uuid";
import * as vscode from "vscode";
import goblSchemas from "../../../schemas/gobl-schemas.json";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import { readWorkflow, type StoredWorkflow } from "../api/types";
import type { WorkflowsContext } from "./context";
import { create, names } from "./files";
import { chooseFolder } from "./folders";
import { groupsOf } from "./groups";
import { type NewWorkflow, newWorkflow, type Template } from "./newText";
import { createNew } from "./pullFiles";

interface TemplateItem extends vscode.QuickPickItem {
  /** Undefined for an empty workflow, of which the schema is asked for. */
  readonly example?: Readonly<Record<string, unknown>>;
}

/** Makes the command that begins a workflow: from an example or empty, under a name, with UUIDs of its own. */
export function createNewCommand(context: WorkflowsContext): () => Promise<void> {
  return async () => {
    const item = await vscode.window.showQuickPick(templateItems(context), {
      title: "New Workflow",
      placeHolder: "What it begins with",
      matchOnDescription: true,
      matchOnDetail: true,
    });
    const template = item && (await templateOf(item));
    const name = template && (await askName(item.example ? item.label : ""));
    if (template && name !== undefined) {
      await begin(
        context,
        newWorkflow(template, name, () => v7()),
      );
    }
  };
}

/** An empty workflow, and the examples by their schemas, the shortest first. */
async function templateItems(context: WorkflowsContext): Promise<TemplateItem[]> {
  const examples = await readExamples(context);
  return [
    { label: "Empty Workflow", description: "no steps yet", iconPath: new vscode.ThemeIcon("new-file") },
    ...groupsOf(examples).flatMap(({ label, workflows }) => [
      { label, kind: vscode.QuickPickItemKind.Separator },
      ...workflows
        .map(({ contents }) => contents)
        .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
        .map((example) => ({
          label: String(example["name"]),
          detail: String(example["description"] ?? ""),
          example,
        })),
    ]),
  ];
}
/** The examples that ship with the extension. */
async function readExamples({ extensionUri }: WorkflowsContext): Promise<StoredWorkflow[]> {
  const folder = vscode.Uri.joinPath(extensionUri, "examples");
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const texts = await Promise.all(
    entries.map(([file]) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, file))),
  );
  return texts.flatMap((text) => readWorkflow(JSON.parse(new TextDecoder().decode(text))) ?? []);
}

async function templateOf({ example }: TemplateItem): Promise<Template | undefined> {
  if (example) {
    return { example };
  }
  const items = [
    ...goblSchemas
      .filter((schema) => schema.listed !== false)
      .map(({ name, title, description }) => ({
        label: title,
        description: name,
        detail: description,
        name,
      })),
    {
      label: "Without Schema",
      description: "",
      detail: "Documents of several schemas, which the workflow tells apart itself.",
      name: "",
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: "New Workflow",
    placeHolder: "The documents that it takes. This cannot be changed once it is published.",
    matchOnDescription: true,
  });
  return chosen && { schema: chosen.name };
}

async function askName(proposal: string): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: "New Workflow",
    prompt: "The name of the workflow. The file is called like it.",
    placeHolder: "Spanish invoice",
    value: proposal,
    validateInput: (text) => (text.trim() === "" ? "A workflow needs a name." : undefined),
  });
  return name?.trim();
}

/** Writes the workflow into a folder that is open, else into a text without a file. */
async function begin({ overview }: WorkflowsContext, workflow: NewWorkflow): Promise<void> {
  if (vscode.workspace.workspaceFolders === undefined) {
    const options = { language: LANGUAGE_ID, content: workflow.text };
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(options));
    return;
  }
  const folder = await chooseFolder("New Workflow", overview.localFiles);
  if (folder !== undefined) {
    const taken = new Set(await names(folder));
    const uri = await createNew({ create }, folder, workflow, workflow.text, taken);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  }
}
