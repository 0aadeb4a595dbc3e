import * as vscode from "vscode";
import { ACTION_KEYS_KIND, NEW_IDS_KIND, SORT_KEYS_KIND } from "../../server/src/protocol";
import { signIn, signOut, switchWorkspace } from "./accounts/commands";
import { createWorkspaces } from "./accounts/create";
import { registerAccounts } from "./accounts/provider";
import { showWorkspace } from "./accounts/statusBar";
import { Bases } from "./bases";
import { PublishedDocuments } from "./compare/publishedDocuments";
import { trackActiveWorkflow } from "./context";
import { watchForWorkflows } from "./detect";
import { createFindStepCommand } from "./findStepCommand";
import { createCompareFlowCommand } from "./flow/compare";
import { FlowPreviews } from "./flow/previews";
import { createLanguageServer } from "./languageServer";
import { registerPaste } from "./paste";
import type { Platform } from "./platform";
import { ApiProblems } from "./problems/problems";
import { createCompareCommand, createPublishCommands } from "./publish/command";
import { showPublishLenses } from "./publish/lens";
import { TakenFiles } from "./publish/taken";
import { registerSaveFile } from "./saveFile";
import { clientMaker } from "./session";
import { registerShowReferences } from "./showReferences";
import { createFileCommand } from "./wholeFile";
import { registerWorkflows } from "./workflows";

/** What the commands say that change the whole file, where there is nothing to change, or nothing can be. */
const OR_ELSE =
  "or the file's JSON has to be mended first, or it is too large (more than 10 MiB or 50,000 steps).";
const NO_IDS = `There are no UUIDs to renew, ${OR_ELSE}`;
const SORTED = `The keys are in order, ${OR_ELSE}`;
const NO_PROVIDER = `No step has provider alone, ${OR_ELSE}`;

/** Starts the extension: the language server, the commands, and the offer for plain JSON files. */
export async function start(context: vscode.ExtensionContext, platform: Platform): Promise<void> {
  const log = vscode.window.createOutputChannel("Invopop", { log: true });
  const server = createLanguageServer(platform, log);
  const workspaces = createWorkspaces(context, platform.environment, clientMaker(platform, log), log);
  const bases = new Bases(context.workspaceState);
  const comparisons = new PublishedDocuments(workspaces, log);
  const problems = new ApiProblems();
  const taken = new TakenFiles(bases, log);
  const parts = { workspaces, server, comparisons, problems, taken };
  const { publish, publishDraft } = createPublishCommands(parts, bases, log);
  const flow = new FlowPreviews(context, server, log);
  const command = vscode.commands.registerCommand;
  context.subscriptions.push(
    log,
    server,
    trackActiveWorkflow(),
    registerShowReferences(),
    comparisons,
    problems,
    taken,
    registerAccounts(workspaces),
    showWorkspace(workspaces, log),
    showPublishLenses(workspaces, bases),
    command("invopop.publish", publish),
    command("invopop.publishDraft", publishDraft),
    command("invopop.compare", createCompareCommand(parts)),
    command("invopop.signIn", () => signIn(workspaces)),
    command("invopop.signOut", () => signOut(workspaces)),
    command("invopop.switchWorkspace", () => switchWorkspace(workspaces)),
    flow,
    command("invopop.openFlow", (resource) => flow.open(resource)),
    command("invopop.compareFlow", createCompareFlowCommand(parts, flow)),
    command("invopop.exportFlow", () => flow.export()),
    command("invopop.findStep", createFindStepCommand(server)),
    command("invopop.newIds", createFileCommand(server, NEW_IDS_KIND, NO_IDS)),
    command("invopop.sortKeys", createFileCommand(server, SORT_KEYS_KIND, SORTED)),
    command("invopop.renameProvider", createFileCommand(server, ACTION_KEYS_KIND, NO_PROVIDER)),
    registerWorkflows({ ...parts, bases, log, extensionUri: context.extensionUri }),
    registerPaste(server, log),
    registerSaveFile(),
    command("invopop.restartServer", () => server.restart()),
    command("invopop.showOutput", () => log.show()),
  );
  watchForWorkflows(context, log);
  // Where it does not start, that is told; the commands work without it, and one of them starts it anew.
  await server.start();
}
