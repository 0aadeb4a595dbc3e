import { ACTIONS_FILE, DIAGNOSTICS_FILE, PROJECT_FOLDER } from "./project";

/** What a file is to the workspace. */
export type FileKind = "workflow" | "project";

/** What a file is by its path from a folder of the workspace; undefined for all that is nothing to us. */
export function kindOf(path: string): FileKind | undefined {
  const names = path.split("/");
  const name = names.pop() ?? "";
  if (names.some(isSkippedFolder)) {
    return undefined;
  }
  if (names.at(-1) === PROJECT_FOLDER && (name === ACTIONS_FILE || name === DIAGNOSTICS_FILE)) {
    return "project";
  }
  return isWorkflowName(name) ? "workflow" : undefined;
}

/** Whether a name is that of a workflow file. */
export function isWorkflowName(name: string): boolean {
  return /\.(workflow|invopop)\.json$/.test(name);
}

/** Whether nothing in a folder of this name is looked at: packages, and what tools keep for themselves. */
export function isSkippedFolder(name: string): boolean {
  return name === "node_modules" || (name.startsWith(".") && name !== PROJECT_FOLDER);
}
