import * as vscode from "vscode";
import type { BaseUrl } from "./api/baseUrl";
import { DEFAULT_LIMITS, DEFAULT_RETRIES, InvopopClient } from "./api/client";
import type { Platform } from "./platform";
import { ACTIONS } from "./publish/messages";

/** Makes a client for the API with a token. */
export type ClientMaker = (baseUrl: BaseUrl, token: string) => InvopopClient;

/** Makes clients that repeat what passing faults have broken, and write that into the log. */
export function clientMaker({ fetch, userAgent }: Platform, log: vscode.LogOutputChannel): ClientMaker {
  return (baseUrl, token) =>
    new InvopopClient({
      baseUrl,
      token,
      userAgent,
      fetch,
      limits: DEFAULT_LIMITS,
      retry: DEFAULT_RETRIES,
      onRetry: (line) => log.info(line),
    });
}

/** How long something may run before its progress is shown, in milliseconds. */
const PATIENCE = 400;

/**
 * Shows progress that can be cancelled while something runs. What is done at once shows none: VS Code has room
 * for few notifications, and one that only flashes up could keep the message about the outcome from being seen.
 */
export async function withProgress<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const result = run(abort.signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<"running">((resolve) => {
    timer = setTimeout(() => resolve("running"), PATIENCE);
  });
  const state = await Promise.race([result.then(() => "done"), patience]).finally(() => clearTimeout(timer));
  if (state === "done") {
    return result;
  }
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const listening = token.onCancellationRequested(() => abort.abort());
    try {
      return await result;
    } finally {
      listening.dispose();
    }
  });
}

/** Why there is no answer: nobody gives one, or the person has called the question off. */
export type NoAnswer = "unanswered" | "cancelled";

/** Asks what may take its time, with progress that can be cancelled. @param ask undefined where nobody answers */
export async function askWithProgress<T>(
  title: string,
  ask: (signal: AbortSignal) => Promise<T | undefined>,
): Promise<T | NoAnswer> {
  return withProgress(title, async (signal) => {
    const answer = await ask(signal);
    return answer ?? (signal.aborted ? "cancelled" : "unanswered");
  });
}

/** Shows an error that comes of a language server that does not answer. */
export async function offerRestart(text: string): Promise<void> {
  const restart = ACTIONS.restartServer;
  if ((await vscode.window.showErrorMessage(text, restart)) === restart) {
    await vscode.commands.executeCommand("invopop.restartServer");
  }
}

/** Shows an error that a setting is to blame for. */
export async function offerSettings(text: string): Promise<void> {
  const open = "Open Settings";
  if ((await vscode.window.showErrorMessage(text, open)) === open) {
    await openSettings();
  }
}

export async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", "invopop.apiUrl");
}
