import * as vscode from "vscode";
import { type BaseUrl, parseBaseUrl } from "./api/baseUrl";

/** What to do with a plain JSON file that is a workflow. */
export type Detection = "ask" | "always" | "never";

/** The extension's own settings, read anew each time so that a change is in effect at once. */
export const settings = {
  /**
   * The API's address. Only the person's own settings count: a folder that could name another address could
   * have the token sent there.
   *
   * @throws Error with a sentence that says what is wrong with the address
   */
  baseUrl(): BaseUrl {
    const value: unknown = section().inspect("apiUrl")?.globalValue;
    return parseBaseUrl(typeof value === "string" ? value : "");
  },

  /** The slug of the Invopop workspace that a file, or all that is open here, belongs to. */
  workspace(resource: vscode.Uri | undefined): string | undefined {
    const value = section(resource ?? null).get<unknown>("workspace");
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  },

  /** Has the files of a folder belong to an Invopop workspace. */
  async bindFolder(folder: vscode.WorkspaceFolder, slug: string): Promise<void> {
    await section(folder.uri).update("workspace", slug, vscode.ConfigurationTarget.WorkspaceFolder);
  },

  /**
   * The slugs of the live workspaces that are published to without a question. Only the person's own settings
   * count: a folder must not be able to take the question away.
   */
  skipLiveConfirmation(): readonly string[] {
    const value: unknown = section().inspect("publish.skipLiveConfirmation")?.globalValue;
    return Array.isArray(value) ? value.filter((slug) => typeof slug === "string") : [];
  },

  allowErrors(): boolean {
    return section().get<unknown>("publish.allowErrors") === true;
  },

  detection(): Detection {
    const value = section().get<unknown>("detectWorkflows");
    return value === "always" || value === "never" ? value : "ask";
  },

  async setDetection(value: Detection, target: vscode.ConfigurationTarget): Promise<void> {
    await section().update("detectWorkflows", value, target);
  },
};

function section(scope?: vscode.ConfigurationScope | null): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("invopop", scope);
}
