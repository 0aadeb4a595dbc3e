import assert from "node:assert/strict";
import { killServer, serverProcess, waitForServer } from "./support/server";
import { keepPicture, type Suite, startSuite } from "./support/suite";
import { WorkflowsView } from "./support/workflowsView";

const SIGN = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const PDF = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";

/** Line 5 holds an action that is not known, line 6 one that is. */
const WORKFLOW = `{
  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": [
    { "id": "${SIGN}", "action": "silo.clos" },
    { "id": "${PDF}", "action": "pdf" }
  ],
  "rescue": []
}
`;

const STORED = {
  id: "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03",
  name: "Old",
  schema: "bill/invoice",
  steps: [{ id: "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d04", action: "pdf" }],
};

const SAVED = "The action 'silo.clos' is not known. Did you mean 'silo.close'?";
const OFF =
  "The Invopop language server has crashed 5 times within 3 minutes and stays off. " +
  "You can go on editing, saving and comparing; problems, completion, the preview, pulling and publishing come back once it is restarted. " +
  "If this goes on, attach its output to an issue; no token is in there.";

const UNKNOWN =
  "Not pulled: the language server does not answer, so it is not known which workflow files there are. Your files are as they were.";

describe("a language server that is killed", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");

  /** What was typed into the file that was never saved. */
  let typed = "";

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: true,
      files: {
        "saved.workflow.json": WORKFLOW,
        "typed.workflow.json": WORKFLOW.replace("silo.clos", "silo.close"),
        "old.workflow.json": `${JSON.stringify(STORED)}\n`,
      },
    });
    suite.api.seed({ ...STORED, description: "Changed in the Console" });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  /** Types into the action of the last step, which makes it one that nobody knows, and waits to be told so. */
  async function typeOn(letter: string): Promise<void> {
    const { workbench } = running();
    await workbench.focusEditor();
    await workbench.goTo(6, `    { "id": "${PDF}", "action": "pdf`.length + 1 + typed.length);
    await workbench.type(letter);
    typed += letter;
    await workbench.waitForProblem(`The action 'pdf${typed}' is not known.`);
  }

  async function crashOften(times: number): Promise<void> {
    const { session } = running();
    for (let count = 0; count < times; count++) {
      const before = await killServer(session);
      if (count < times - 1) {
        await waitForServer(session, before);
      }
    }
  }

  async function notifications(): Promise<number> {
    return running().workbench.page.locator(".notification-list-item").count();
  }

  it("comes back by itself, with all files that are open and what was typed into them", async () => {
    const { workbench, session } = running();
    await workbench.openFile("saved.workflow.json");
    await workbench.waitForProblem(SAVED);
    await workbench.openFile("typed.workflow.json");
    await typeOn("x");
    await waitForServer(session, await killServer(session));
    await typeOn("y");
    await workbench.waitForProblem(SAVED);
    await workbench.focusEditor();
    await workbench.goTo(6, `    { "id": "${PDF}", "action": "`.length + 1);
    const labels = (await workbench.suggest()).map(({ label }) => label);
    await workbench.press("Escape");
    assert.ok(labels.includes("pdf"), labels.join(", "));
    assert.equal(await notifications(), 0);
  });

  it("says once that it stays off after many crashes, and all is back once it is restarted", async () => {
    const { workbench, session } = running();
    await crashOften(4);
    const notification = await workbench.notification(OFF);
    assert.equal(await notifications(), 1);
    assert.equal(serverProcess(session), undefined);
    await workbench.waitForNoProblems();
    await workbench.screenshot("server-off");
    await workbench.pressButton(notification, "Restart");
    await workbench.waitForProblem(`The action 'pdf${typed}' is not known.`);
    await workbench.waitForProblem(SAVED);
    await typeOn("z");
    assert.equal(await notifications(), 0);
  });

  it("is not taken for one that was restarted by the command", async () => {
    const { workbench, session } = running();
    for (let count = 0; count < 6; count++) {
      const before = await waitForServer(session);
      await workbench.runCommand("Invopop: Restart Language Server");
      await waitForServer(session, before);
      // Until it answers, it is still being restarted.
      await typeOn("w");
    }
    await workbench.waitForProblem(SAVED);
    assert.equal(await notifications(), 0);
  });

  it("has nothing pulled over files that nobody sees while it is off, and the view keeps what it knew", async () => {
    const { workbench, files } = running();
    const view = new WorkflowsView(workbench);
    await view.open();
    await view.waitForRow("Old, Invoice, v1, conflict");
    const before = files();
    await crashOften(5);
    await workbench.notification(OFF);
    await workbench.dismissNotifications();
    await view.pressTitleButton("Refresh Workflows");
    await view.pressTitleButton("Pull All Workflows");
    await workbench.chooseInList("invopop-e2e");
    const notification = await workbench.notification(UNKNOWN);
    await view.waitForRow("Old, Invoice, v1, conflict");
    await workbench.screenshot("server-off-pull-all");
    assert.deepEqual(files(), before);
    await workbench.pressButton(notification, "Restart Language Server");
    await workbench.waitForProblem(`The action 'pdf${typed}' is not known.`);
    // The progress goes a moment after it has come to its end.
    await workbench.page.locator(".notification-list-item").first().waitFor({ state: "hidden" });
  });

  it("is not taken for one that has nothing to change", async () => {
    const { workbench } = running();
    await workbench.openFile("saved.workflow.json");
    await crashOften(5);
    await workbench.notification(OFF);
    await workbench.dismissNotifications();
    await workbench.runCommand("Invopop: Sort Keys");
    const notification = await workbench.notification(
      "The language server does not answer, so nothing was changed.",
    );
    await workbench.pressButton(notification, "Restart Language Server");
    await workbench.waitForProblem(SAVED);
    await workbench.runCommand("Invopop: Sort Keys");
    await workbench.notification(
      "The keys are in order, or the file's JSON has to be mended first, or it is too large (more than 10 MiB or 50,000 steps).",
    );
    await workbench.dismissNotifications();
    await workbench.openFile("typed.workflow.json");
  });

  it("has its crashes in the output, and no token", async () => {
    const { workbench, hasWritten, api } = running();
    await crashOften(5);
    await workbench.pressButton(await workbench.notification(OFF), "Show Output");
    await workbench.page.locator(".part.panel .action-item.checked", { hasText: "Output" }).waitFor();
    await workbench.screenshot("server-output");
    assert.ok(hasWritten("The language server has crashed, 5 of 5 times within 3 minutes"));
    assert.equal(hasWritten(api.token), false);
    await workbench.runCommand("Invopop: Restart Language Server");
    await workbench.waitForProblem(`The action 'pdf${typed}' is not known.`);
  });
});
