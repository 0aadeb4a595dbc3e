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

  it("opens what is stored, read-only", async () => {
    const { view, workbench } = running();
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
    const { id: own, name, schema, draft, steps } = PARTY;
    assert.equal(read("register-a-supplier.workflow.json"), text({ id: own, name, schema, draft, steps }));
    await view.waitForRow("Register a supplier, Party, draft · v1, in step");
    await workbench.closeAll();
  });

  it("pulls into a changed file only after the difference was seen, and undo brings the file back", async () => {
    const { view, workbench, read } = running();
    await view.pressRowButton("Credit note", "Pull Workflow");
    await workbench.page
      .locator(".monaco-diff-editor .view-line", { hasText: "Sign and seal" })
      .first()
      .waitFor();
    await workbench.waitForListTitle("Pull “Credit note” into sub/credit.workflow.json?");
    await workbench.screenshot("workflows-pull");
    await workbench.chooseInList("Keep the File as It Is");
    await workbench.page.locator(".editor-group-container.empty").first().waitFor();
    assert.equal(read("sub/credit.workflow.json"), OWN_CREDIT);

    await view.pressRowButton("Credit note", "Pull Workflow");
    await workbench.chooseInList("Pull");
    await view.waitForRow("Credit note, Invoice, v1, in step");
    await workbench.page.locator(".tab.active:not(.dirty)", { hasText: "credit.workflow.json" }).waitFor();
    assert.equal(read("sub/credit.workflow.json"), OWN_CREDIT.replace("Sign and seal", "Sign"));
    await workbench.screenshot("workflows-pulled");

    await workbench.focusEditor();
    await workbench.press("ControlOrMeta+Z");
    await workbench.save();
    await view.waitForRow("Credit note, Invoice, v1, conflict");
    assert.equal(read("sub/credit.workflow.json"), OWN_CREDIT);
    await workbench.closeAll();
  });
});
