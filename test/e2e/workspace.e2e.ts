import assert from "node:assert/strict";
import { keepPicture, type Suite, startSuite } from "./support/suite";

const INVOICE = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const SIGN = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const RUN = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03";
const RESCUE = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d04";
const CREDIT = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d05";

const INVOICE_FILE = "sales/invoice.workflow.json";

/** Line 7 is the first step's id, line 9 its action; line 13 is where the other workflow is named. */
const WORKFLOW = `{
  "id": "${INVOICE}",
  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": [
    {
      "id": "${SIGN}",
      "name": "Sign the invoice",
      "action": "acme.sign",
      "next": [{ "status": "KO", "stop": true }]
    },
    { "id": "${RUN}", "name": "Start the other", "action": "transform.job.create",
      "config": { "workflow_id": "${CREDIT}" }
    }
  ],
  "rescue": [{ "id": "${RESCUE}", "action": "silo.close" }]
}
`;

const OTHER = `{
  "id": "${CREDIT}",
  "name": "Credit note",
  "schema": "bill/invoice",
  "steps": [{ "id": "${RUN.replace("1d03", "1d13")}", "name": "Sign", "action": "silo.close" }],
  "rescue": [{ "id": "${RESCUE.replace("1d04", "1d14")}", "action": "silo.close" }]
}
`;

describe("working in a folder of workflows", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: false,
      files: { [INVOICE_FILE]: WORKFLOW, "credit.workflow.json": OTHER },
      settings: { "invopop.workspaceDiagnostics": true },
    });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("shows what is wrong in files that nobody has opened", async () => {
    await running().workbench.waitForProblem("The action 'acme.sign' is not known.");
  });

  it("leads from a job's error message to the step", async () => {
    const { workbench } = running();
    await workbench.runCommand("Invopop: Find Step by UUID");
    await workbench.fillInputBox("Find Step by UUID", `step ${SIGN.toUpperCase()} failed: KO`);
    await workbench.waitForCursor(7, 51);
    await workbench.focusEditor();
  });

  it("leads to another workflow from where it is named, and finds it by name", async () => {
    const { workbench } = running();
    await workbench.goTo(13, 40);
    await workbench.runCommand("Go to Definition");
    await workbench.waitForCursor(2, 9);
    await workbench.goToWorkspaceSymbol("signthe", "Sign the invoice");
    await workbench.waitForCursor(7, 13);
  });

  it("does not tell of what was silenced, and says so in a file", async () => {
    const { workbench, read } = running();
    await workbench.openFile("invoice.workflow.json");
    await workbench.goTo(9, 22);
    await workbench.quickFix("Silence 'unknown-action' in this workspace");
    await workbench.waitForNoProblems();
    assert.equal(read(".invopop/diagnostics.json"), '{\n  "rules": {\n    "unknown-action": "off"\n  }\n}\n');
  });
});
