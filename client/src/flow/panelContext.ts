import type * as vscode from "vscode";
import type { LanguageServer } from "../languageServer";
import type { PageState } from "./messages";

/** What all previews share. */
export interface PanelContext {
  readonly server: LanguageServer;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  /** Has the direction remembered for the previews to come. */
  rememberDirection(direction: PageState["direction"]): void;
}

/** What a preview compares with. */
export interface Comparison {
  readonly text: string;
  /** Such as "what is published". */
  readonly name: string;
}
