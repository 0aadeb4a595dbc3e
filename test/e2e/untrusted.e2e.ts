import assert from "node:assert/strict";
import { keepPicture, type Suite, startSuite } from "./support/suite";

const FILE = "invoice.workflow.json";
const TEXT = `{
  "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d10",
  "name": "Invoice",
  "steps": [{ "id": "step-1", "name": "Sign", "action": "silo.close" }]
}
`;

describe("a folder that nobody trusts yet", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({ withToken: true, isUntrusted: true, files: { [FILE]: TEXT } });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("has its workflows checked", async () => {
    const { workbench } = running();
    await workbench.openFile(FILE);
    await workbench.statusItem("Restricted Mode");
    await workbench.waitForProblem("step-1");
    await workbench.screenshot("untrusted");
    await workbench.closePanel();
  });

  it("has nothing published, compared or signed in to, and nothing asked of Invopop", async () => {
    const { workbench, api } = running();
    await workbench.focusEditor();
    const offered = await workbench.offeredCommands("Invopop: ");
    assert.ok(offered.includes("Invopop: Sort Keys"), offered.join("\n"));
    for (const title of [
      "Publish Workflow",
      "Publish Workflow as Draft",
      "Compare with Published",
      "Sign In",
    ]) {
      assert.ok(!offered.includes(`Invopop: ${title}`), offered.join("\n"));
    }
    await workbench.waitForNoStatus("Stand-in Sandbox");
    assert.deepEqual(api.requests, []);
  });
});
