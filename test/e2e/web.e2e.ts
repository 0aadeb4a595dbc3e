import assert from "node:assert/strict";
import { FlowPreview } from "./support/flowPreview";
import { keepPicture, type Suite, startSuite } from "./support/suite";
import { WorkflowsView } from "./support/workflowsView";

const INVOICE = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1f00";
const CREDIT = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1f01";
const SIGN = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1f02";
const SUPPLIER = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1f04";
const RUN = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1f03";

const FILE = "invoice.workflow.json";

/** Line 9 holds the misspelt action, line 10 the reference to the step on line 12, line 14 the other workflow. */
const WORKFLOW = `{
  "id": "${INVOICE}",
  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": [
    {
      "id": "${SIGN}",
      "name": "Sign the invoice",
      "action": "silo.clos",
      "next": [{ "status": "KO", "step_id": "${RUN}" }]
    },
    { "id": "${RUN}", "name": "Start the other",
      "action": "transform.job.create",
      "config": { "workflow_id": "${CREDIT}" }
    }
  ],
  "rescue": []
}
`;

const other = (id: string, name: string, step: string) => `{
  "id": "${id}",
  "name": "${name}",
  "schema": "bill/invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1f${step}", "name": "Sign", "action": "silo.close" }],
  "rescue": []
}
`;

const WITHHELD = "The browser let no answer of the API's through.";

// As on vscode.dev and github.dev, the extension runs in a web worker, and its language server in another.
describe("the extension in a browser", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: true,
      web: "address",
      files: {
        [FILE]: WORKFLOW,
        "sales/credit.workflow.json": other(CREDIT, "Credit note", "11"),
        "copy.workflow.json": other(INVOICE, "Copy", "12"),
      },
      settings: {
        "invopop.workspaceDiagnostics": true,
        "workbench.editor.useModal": "off",
      },
    });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("runs in a web worker", async () => {
    const { workbench } = running();
    await workbench.openFile(FILE);
    // The list draws only what there is room for.
    await workbench.page.setViewportSize({ width: 1280, height: 4000 });
    await workbench.runCommand("Developer: Show Running Extensions");
    const row = workbench.page
      .locator(".runtime-extensions-editor .monaco-list-row", { hasText: "Invopop Workflows" })
      .first();
    assert.match(await row.innerText(), /web worker/i);
    await workbench.runCommand("View: Close Editor");
    await row.waitFor({ state: "hidden" });
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  it("checks what is open and what nobody has opened", async () => {
    const { workbench } = running();
    await workbench.openFile(FILE);
    await workbench.waitForProblem("The action 'silo.clos' is not known.");
    await workbench.screenshot("web-problems");
    assert.deepEqual(await workbench.problemFiles(), ["copy.workflow.json", FILE]);
  });

  it("leads to steps and to other workflows", async () => {
    const { workbench } = running();
    await workbench.openFile(FILE);
    await workbench.goTo(10, 60);
    await workbench.runCommand("Go to Definition");
    await workbench.waitForCursor(12, 13);
    await workbench.goTo(14, 40);
    await workbench.runCommand("Go to Definition");
    await workbench.waitForTab("credit.workflow.json");
  });

  it("completes and mends", async () => {
    const { workbench } = running();
    await workbench.openFile(FILE);
    await workbench.goTo(9, 20);
    await workbench.quickFix("Change to 'silo.close'");
    await workbench.waitForNoProblem("silo.clos");
    await workbench.goTo(13, 38);
    const rows = await workbench.suggest();
    await workbench.screenshot("web-completion");
    assert.ok(
      rows.some(({ label }) => label === "transform.job.create"),
      JSON.stringify(rows),
    );
    await workbench.press("Escape");
    await workbench.save();
  });

  it("can start the language server anew", async () => {
    const { workbench } = running();
    await workbench.runCommand("Invopop: Restart Language Server");
    await workbench.openFile(FILE);
    await workbench.goTo(9, 26);
    await workbench.type("x");
    await workbench.waitForProblem("The action 'silo.cloxse' is not known.");
    await workbench.focusEditor();
    await workbench.press("ControlOrMeta+Z");
    await workbench.waitForNoProblem("silo.cloxse");
  });

  it("draws the flow", async () => {
    const { workbench, read } = running();
    await workbench.openFile(FILE);
    await workbench.runCommand("Invopop: Open Flow Preview");
    const preview = new FlowPreview(workbench.page);
    assert.deepEqual(await preview.steps(), ["Sign the invoice", "Start the other"]);
    await workbench.screenshot("web-flow");
    await preview.export("SVG");
    await workbench.saveAs("invoice.svg");
    await workbench.notification("The flow was saved as invoice.svg.");
    assert.match(read("invoice.svg"), /^<svg .*<\/svg>\n$/s);
    await preview.export("PNG");
    await workbench.saveAs("invoice.png");
    await workbench.notification("The flow was saved as invoice.png.");
    assert.match(read("invoice.png"), /^\ufffdPNG/);
    await workbench.dismissNotifications();
    await workbench.runCommand("View: Close All Editors");
  });

  it("says that the API may not allow requests from web pages", async () => {
    const { workbench, api } = running();
    await workbench.openFile("copy.workflow.json");
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.fillInputBox("Invopop API Token", api.token);
    await workbench.waitForInputMessage(WITHHELD);
    await workbench.screenshot("web-withheld");
    assert.deepEqual(api.workflows.size, 0);
    api.allowPages();
    await workbench.press("Enter");
    await workbench.notification("Published “Copy”");
    await workbench.screenshot("web-published");
    assert.equal([...api.workflows.values()][0]?.name, "Copy");
  });

  it("compares and pulls what is stored", async () => {
    const { workbench, api, hasWritten, read } = running();
    await workbench.dismissNotifications();
    await workbench.goTo(3, 16);
    await workbench.type("!");
    await workbench.runCommand("Invopop: Compare with Published");
    assert.match(await workbench.diffSide("original", "Copy"), /"name": "Copy"/);
    assert.match(await workbench.diffSide("modified", "!"), /"name": "Copy!"/);
    await workbench.closeAll();
    api.seed({ id: SUPPLIER, name: "Supplier", schema: "org/party", steps: [] });
    const view = new WorkflowsView(workbench);
    await view.open();
    await view.pressTitleButton("Refresh Workflows");
    await view.pressRowButton("Supplier", "Pull Workflow");
    await workbench.chooseInList("sales");
    await workbench.waitForTab("supplier.workflow.json");
    await view.waitForRow("Supplier, Party, v1, in step");
    await workbench.screenshot("web-workflows");
    assert.equal(JSON.parse(read("sales/supplier.workflow.json")).id, SUPPLIER);
    api.assertClean();
    assert.ok(!hasWritten(api.token));
  });
});

// An extension of another machine is one whose scripts no worker can be started from.
describe("the extension of another machine in a browser", () => {
  let suite: Suite | undefined;

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: false,
      web: "machine",
      files: { [FILE]: WORKFLOW },
    });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("has a language server all the same", async () => {
    const { workbench } = suite ?? assert.fail("The suite did not start.");
    await workbench.openFile(FILE);
    await workbench.waitForProblem("The action 'silo.clos' is not known.");
  });
});
