import assert from "node:assert/strict";
import { keepPicture, type Suite, startSuite } from "./support/suite";
import { WorkflowsView } from "./support/workflowsView";

/** A UUID by a number. */
const id = (number: number) => `019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b${String(number).padStart(4, "0")}`;

const workflow = (number: number, name: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id: id(number),
  name,
  schema: "bill/invoice",
  steps: [{ id: id(number + 1000), name: "Sign", action: "silo.close" }],
  ...more,
});

const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const INVOICE = workflow(1, "Spanish invoice", { country: "ES" });
const CREDIT = workflow(2, "Credit note");
const PARTY = workflow(3, "Register a supplier", { schema: "org/party", draft: true });
const ANY = { ...workflow(4, "Whatever comes in"), schema: undefined };

/** The file of the credit note, written as its author likes it, with a change that Invopop does not have. */
const OWN_CREDIT = `{
  "id": "${id(2)}",
  "name": "Credit note",
  "schema": "bill/invoice",
  "steps": [
    { "id": "${id(1002)}", "name": "Sign and seal", "provider": "silo.close" }
  ]
}
`;

describe("the Invopop view", () => {
  let suite: Suite | undefined;
  const running = () => {
    const started = suite ?? assert.fail("The suite did not start.");
    return { ...started, view: new WorkflowsView(started.workbench) };
  };

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: true,
      files: { "invoice.workflow.json": text(INVOICE), "sub/credit.workflow.json": OWN_CREDIT },
    });
    suite.api.seed(INVOICE, CREDIT, PARTY, ANY);
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("shows the workflows by schema, and how their files stand", async () => {
    const { view, workbench } = running();
    await view.open();
    await view.waitForRow("Spanish invoice, Invoice, ES · v1, in step");
    assert.deepEqual(await view.rows(), [
      "Invoice, 2 workflows",
      "Credit note, Invoice, v1, conflict",
      "Spanish invoice, Invoice, ES · v1, in step",
      "Party, 1 workflow",
      "Register a supplier, Party, draft · v1, not in the open folders",
      "Without Schema, 1 workflow",
      "Whatever comes in, Without Schema, v1, not in the open folders",
    ]);
    await workbench.screenshot("workflows");
    const tooltip = await view.tooltip("Credit note", "Schema: Invoice (bill/invoice)");
    assert.ok(tooltip.includes(`ID: ${CREDIT.id}`) && tooltip.includes("Compare them"), tooltip);
    await workbench.screenshot("workflows-tooltip");
  });

  it("finds some of them by what is typed", async () => {
    const { view, workbench } = running();
    await view.pressTitleButton("Filter Workflows");
    await workbench.waitForListTitle("Filter Workflows");
    await workbench.type("SPANISH es");
    await view.waitForMessage("1 of 4 with “SPANISH es”");
    assert.deepEqual(await view.rows(), [
      "Invoice, 1 workflow",
      "Spanish invoice, Invoice, ES · v1, in step",
    ]);
    await workbench.press("Enter");
    await workbench.screenshot("workflows-filter");
    await view.pressTitleButton("Clear Workflow Filter");
    await view.waitForRow("Credit note, Invoice, v1, conflict");
  });

  it("opens what is stored, and compares files with it", async () => {
    const { view, workbench } = running();
    await view.pressRowButton("Credit note", "Compare with Published");
    await workbench.page
      .locator(".monaco-diff-editor .view-line", { hasText: /Sign.and.seal/ })
      .first()
      .waitFor();
    await workbench.closeAll();
    await (await view.row("Whatever comes in")).click();
    await workbench.page.locator(".tab.active", { hasText: "Whatever comes in" }).waitFor();
    await workbench.screenshot("workflows-open");
    await workbench.closeAll();
  });

  it("pulls a workflow into a new file", async () => {
    const { view, workbench, read } = running();
    await view.pressRowButton("Register a supplier", "Pull Workflow");
    await workbench.chooseInList("invopop-e2e");
    await workbench.page.locator(".tab.active", { hasText: "register-a-supplier.workflow.json" }).waitFor();
    const { steps, ...fields } = PARTY;
    assert.equal(read("register-a-supplier.workflow.json"), text({ ...fields, steps }));
    await view.waitForRow("Register a supplier, Party, draft · v1, in step");
    await workbench.closeAll();
  });

  it("pulls into a changed file only after the difference was seen, and undo brings the file back", async () => {
    const { view, workbench, read } = running();
    const difference = workbench.page.locator(".monaco-diff-editor .view-line", { hasText: "Sign and seal" });
    await view.pressRowButton("Credit note", "Pull Workflow");
    await difference.first().waitFor();
    await workbench.notification("Pull “Credit note” into sub/credit.workflow.json?");
    await workbench.screenshot("workflows-pull");
    await workbench.pressEditorButton("Keep the File as It Is");
    await workbench.page.locator(".editor-group-container.empty").first().waitFor();
    assert.equal(read("sub/credit.workflow.json"), OWN_CREDIT);

    await view.pressRowButton("Credit note", "Pull Workflow");
    await difference.first().waitFor();
    const question = await workbench.notification("Pull “Credit note” into sub/credit.workflow.json?");
    await workbench.pressButton(question, "Pull");
    await view.waitForRow("Credit note, Invoice, v1, in step");
    await workbench.page.locator(".tab.active:not(.dirty)", { hasText: "credit.workflow.json" }).waitFor();
    assert.equal(read("sub/credit.workflow.json"), OWN_CREDIT.replace("Sign and seal", "Sign"));

    await workbench.focusEditor();
    await workbench.press("ControlOrMeta+Z");
    await workbench.save();
    await view.waitForRow("Credit note, Invoice, v1, conflict");
    assert.equal(read("sub/credit.workflow.json"), OWN_CREDIT);
    await workbench.closeAll();
  });

  it("shows in the explorer too how files stand", async () => {
    const { view, workbench, api, write } = running();
    api.seed({ ...INVOICE, description: "Changed in the Console" });
    await view.pressTitleButton("Refresh Workflows");
    await view.waitForRow("Spanish invoice, Invoice, ES · v2, behind");
    write("invoice.workflow.json", text({ ...INVOICE, description: "Changed by another program" }));
    await view.waitForRow("Spanish invoice, Invoice, ES · v2, conflict");
    write("invoice.workflow.json", text(INVOICE));
    await view.waitForRow("Spanish invoice, Invoice, ES · v2, behind");
    await workbench.openFile("register-a-supplier.workflow.json");
    await workbench.goTo(3, 12);
    await workbench.type("Please ");
    await workbench.save();
    await view.waitForRow("Register a supplier, Party, draft · v1, ahead");
    await workbench.runCommand("Explorer: Focus on Folders View");
    await view.waitForBadge("invoice.workflow.json", "↓");
    await view.waitForBadge("register-a-supplier.workflow.json", "↑");
    await workbench.screenshot("workflows-explorer");
    await workbench.closeAll();
  });

  it("pulls all: new files, those that only Invopop has changed, and no others", async () => {
    const { view, workbench, read } = running();
    await view.open();
    await view.pressTitleButton("Pull All Workflows");
    await workbench.chooseInList("invopop-e2e");
    const summary = await workbench.notification(
      "Pulled all workflows: 1 new file, 1 file brought up to date. 2 files with changes of their own left as they are.",
    );
    await view.waitForRow("Whatever comes in, Without Schema, v1, in step");
    await view.waitForRow("Spanish invoice, Invoice, ES · v2, in step");
    await workbench.screenshot("workflows-pull-all");
    assert.equal(read("sub/credit.workflow.json"), OWN_CREDIT);
    assert.match(read("register-a-supplier.workflow.json"), /"Please Register a supplier"/);
    assert.match(read("invoice.workflow.json"), /"description": "Changed in the Console"/);
    assert.equal(JSON.parse(read("whatever-comes-in.workflow.json")).id, ANY.id);
    await workbench.pressButton(summary, "Show Details");
    await workbench.page
      .locator(".part.panel .view-line", { hasText: /Left.as.it.is/ })
      .first()
      .waitFor();
    await workbench.runCommand("View: Hide Panel");
  });

  it("begins a workflow from an example, with UUIDs of its own", async () => {
    const { view, workbench, read } = running();
    await view.pressTitleButton("New Workflow");
    await workbench.waitForListTitle("New Workflow");
    await workbench.page
      .locator(".quick-input-list .monaco-list-row[aria-label^='Simple invoice']")
      .waitFor();
    await workbench.screenshot("workflows-new");
    await workbench.chooseInList("Simple invoice");
    await workbench.fillInputBox("New Workflow", "My first invoice");
    await workbench.chooseInList("invopop-e2e");
    await workbench.page.locator(".tab.active", { hasText: "my-first-invoice.workflow.json" }).waitFor();
    const made = JSON.parse(read("my-first-invoice.workflow.json"));
    assert.equal(made.name, "My first invoice");
    assert.match(made.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    await workbench.closeAll();
  });

  it("publishes the file of a workflow, and copies its id", async () => {
    const { view, workbench, api } = running();
    await view.chooseInMenu("Register a supplier", "Copy Workflow ID");
    await workbench.waitForClipboard(PARTY.id);
    await view.chooseInMenu("Register a supplier", "Open Workflow File");
    await workbench.page.locator(".tab.active", { hasText: "register-a-supplier.workflow.json" }).waitFor();
    await view.chooseInMenu("Register a supplier", "Publish Workflow");
    await view.waitForRow("Please Register a supplier, Party, draft · v2, in step");
    assert.equal(api.workflows.get(PARTY.id)?.name, "Please Register a supplier");
    await workbench.closeAll();
  });

  it("says what is wrong when the list cannot be loaded, and tries again", async () => {
    const { view, workbench, api } = running();
    api.inject({ kind: "status", status: 401, when: "before", match: { path: "/transform/v1/workflows" } });
    await view.pressTitleButton("Refresh Workflows");
    await view.waitForMessage("The workflows could not be loaded. Invopop did not accept the API token.");
    await view.waitForRow("Try Again");
    await workbench.screenshot("workflows-failed");
    await (await view.row("Try Again")).click();
    await view.waitForNoMessage();
    await view.waitForRow("Credit note, Invoice, v1, conflict");
    api.assertClean();
  });
});

describe("the Invopop view of somebody who is not signed in", () => {
  let suite: Suite | undefined;

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({ withToken: false, files: {} });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("offers to sign in, and to begin a workflow where there is none", async () => {
    const { workbench, api } = suite ?? assert.fail("The suite did not start.");
    const view = new WorkflowsView(workbench);
    await view.open();
    await view.button("Sign In").waitFor();
    await workbench.screenshot("workflows-signed-out");
    await view.button("Sign In").click();
    await workbench.fillInputBox("Invopop API Token", api.token);
    await view.button("New Workflow").waitFor();
    await workbench.screenshot("workflows-none");
  });
});
