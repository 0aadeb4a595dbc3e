import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LaunchOptions } from "./types";

/** A folder of its own for one VS Code, so that the person's settings and extensions stay untouched. */
export interface Profile {
  readonly folder: string;
  readonly userData: string;
  readonly extensions: string;
  /** Removes a temporary profile; one that was named stays. */
  remove(): void;
}

/** Nothing that asks, greets, updates or reports. */
const QUIET: Readonly<Record<string, unknown>> = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "files.simpleDialog.enable": true,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.commandCenter": false,
  "window.dialogStyle": "custom",
  "window.restoreWindows": "none",
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/** Makes the profile of a start and writes its settings. */
export function makeProfile({ profile, settings = {} }: LaunchOptions): Profile {
  const folder = profile ?? mkdtempSync(join(tmpdir(), "invopop-vscode-"));
  const userData = join(folder, "user-data");
  const text = JSON.stringify({ ...QUIET, ...settings }, null, 2);
  // In the browser, settings of the machine are read from a file of their own.
  for (const kind of ["User", "Machine"]) {
    mkdirSync(join(userData, kind), { recursive: true });
    writeFileSync(join(userData, kind, "settings.json"), text);
  }
  const extensions = join(folder, "extensions");
  mkdirSync(extensions, { recursive: true });
  const remove = () => {
    if (profile === undefined) {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  };
  return { folder, userData, extensions, remove };
}

/** The variables for a VS Code that may itself be started from one: those that VS Code sets are left out. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !/^(VSCODE_|ELECTRON_|INVOPOP_|NODE_OPTIONS$|npm_)/.test(name)) {
      kept[name] = value;
    }
  }
  return { ...kept, ...extra };
}
