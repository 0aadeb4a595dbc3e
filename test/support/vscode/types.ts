import type { Page } from "playwright-core";

/** What VS Code is started with. */
export interface LaunchOptions {
  /** The packaged extension to install; none when left out. */
  readonly vsix?: string;
  /** The folder to open. */
  readonly folder: string;
  /** Settings of the person, on top of quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Variables for the process that extensions run in. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the folder is one that nobody trusts yet; it is trusted when left out. */
  readonly isUntrusted?: boolean;
  /** The folder for settings, extensions and logs; a fresh temporary one, removed at the end, otherwise. */
  readonly profile?: string;
}

/** A running VS Code with our extension in it, driven through its page. */
export interface VsCodeSession {
  readonly page: Page;
  /** The folder for settings, extensions and logs. */
  readonly profile: string;
  close(): Promise<void>;
}

/** A running VS Code that a person uses. */
export interface OpenedVsCode {
  /** Where to point the browser; undefined where a window has opened. */
  readonly url: string | undefined;
  /** Resolves when the window was closed; never for the one in the browser. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** A VS Code that can be started. */
export interface VsCodeInstallation {
  readonly kind: "desktop" | "browser";
  /** What it is, for people. */
  readonly description: string;
  /** Starts it for a test to drive. */
  launch(options: LaunchOptions): Promise<VsCodeSession>;
  /** Starts it for a person to use. */
  open(options: LaunchOptions): Promise<OpenedVsCode>;
}

/** Told of what is going on, a line at a time. */
export type Log = (line: string) => void;
