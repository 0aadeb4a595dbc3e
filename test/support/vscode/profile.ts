import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyEdits, modify, parseTree } from "jsonc-parser";
import { removeWithUs } from "./run";
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
  "editor.accessibilitySupport": "off",
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

/** Folders are not trusted, and nothing asks whether they are to be. */
const UNTRUSTED: Readonly<Record<string, unknown>> = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
};

/** The arguments of VS Code that have a folder count as trusted. */
export function trustArguments({ isUntrusted }: LaunchOptions): string[] {
  return isUntrusted ? [] : ["--disable-workspace-trust"];
}

/**
 * Makes the profile of a start and writes its settings. In a profile that was used before, what the person has
 * set since stays, but for the settings that are given.
 */
export function makeProfile({ profile, settings: wanted = {}, isUntrusted }: LaunchOptions): Profile {
  const settings = isUntrusted ? { ...UNTRUSTED, ...wanted } : wanted;
  const folder = profile ?? mkdtempSync(join(tmpdir(), "invopop-vscode-"));
  const remove = profile === undefined ? removeWithUs(folder) : () => {};
  const userData = join(folder, "user-data");
  writeSettings(join(userData, "User"), QUIET, settings);
  // In the browser, settings of the machine are read from a file of their own, which goes before the person's.
  writeSettings(join(userData, "Machine"), {}, settings);
  const extensions = join(folder, "extensions");
  mkdirSync(extensions, { recursive: true });
  return { folder, userData, extensions, remove };
}

type Settings = Readonly<Record<string, unknown>>;

/**
 * Writes settings into what is in a folder already, or else into the first ones.
 *
 * @throws Error when there is a file already that holds something else
 */
function writeSettings(folder: string, first: Settings, settings: Settings): void {
  const file = join(folder, "settings.json");
  const before = existsSync(file) ? readFileSync(file, "utf8") : `${JSON.stringify(first, null, 2)}\n`;
  const kind = parseTree(before)?.type ?? "object";
  if (kind !== "object") {
    throw new Error(`${file} holds no settings but JSON of another kind (${kind}). Mend or remove it.`);
  }
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  const text = Object.entries(settings).reduce(
    (sum, [name, value]) => applyEdits(sum, modify(sum, [name], value, { formattingOptions })),
    before,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
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
