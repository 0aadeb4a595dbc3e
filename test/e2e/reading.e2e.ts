import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { keepPicture, type Suite, startSuite } from "./support/suite";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d20";
const SIGN = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d21";
const PDF = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d22";
const EMAIL = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d23";

/** Line 12 holds the reference to the third step, which starts on line 27; line 24 is in the branch of the second. */
const WORKFLOW = `{
  "id": "${ID}",
  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": [
    {
      "id": "${SIGN}",
      "name": "Sign the invoice",
      "action": "silo.close",
      "next": [
        {
          "step_id": "${EMAIL}",
          "status": "KO"
        }
      ]
    },
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d24",
      "name": "Is it large?",
      "action": "silo.if",
      "config": { "expr": "true" },
      "next": [
        {
          "code": "true",
          "steps": [{ "id": "${PDF}", "name": "Make the PDF", "action": "pdf" }]
        }
      ]
    },
    {
      "id": "${EMAIL}",
      "name": "Email to the customer",
      "action": "email.send"
    }
  ],
  "rescue": []
}
`;

describe("reading a workflow", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");
  const find = (selector: string, hasText: string | RegExp): Locator =>
    running().workbench.page.locator(selector, { hasText }).first();

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: true,
      files: {
        "invoice.workflow.json": WORKFLOW,
        "minified.workflow.json": JSON.stringify(JSON.parse(WORKFLOW)),
      },
    });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("shows the steps behind their ids, and how often a step is gone to", async () => {
    const { workbench } = running();
    await workbench.openFile("invoice.workflow.json");
    await find(".view-line", `"step_id": "${EMAIL}"Email to the customer,`).waitFor();
    await find(".codelens-decoration", "1 reference").waitFor();
    await workbench.screenshot("reading");
  });

  it("opens the references of a step from above it", async () => {
    const { workbench } = running();
    await find(".codelens-decoration a", "1 reference").click();
    assert.match(await workbench.peek(), new RegExp(`"step_id": "${EMAIL}"`));
    await workbench.screenshot("references");
    await workbench.press("Escape");
  });

  it("leads along the breadcrumbs as the flow does", async () => {
    const { workbench } = running();
    await workbench.goTo(25, 70);
    const crumbs = workbench.page.locator(".breadcrumbs-control .monaco-breadcrumb-item");
    await crumbs.filter({ hasText: "Make the PDF" }).waitFor();
    const names = await crumbs.allInnerTexts();
    assert.deepEqual(names.slice(-3), ["Is it large?", "true", "Make the PDF"]);
  });

  it("shows what leads to a step and where it goes", async () => {
    const { workbench } = running();
    await workbench.goTo(31, 20);
    await workbench.runCommand("Calls: Show Call Hierarchy");
    const tree = workbench.page.locator(".part.sidebar .monaco-list-row");
    await tree.filter({ hasText: "Make the PDF" }).waitFor();
    const names = await tree.locator(".label-name").allInnerTexts();
    const details = await tree.locator(".label-description").allInnerTexts();
    await workbench.screenshot("hierarchy");
    assert.deepEqual(names, ["Email to the customer", "Sign the invoice", "Is it large?", "Make the PDF"]);
    assert.deepEqual(details, ["email.send", "silo.close · KO", "silo.if", "pdf"]);
    await workbench.runCommand("View: Show Explorer");
  });

  it("formats, and folds what it made", async () => {
    const { workbench, read } = running();
    await workbench.openFile("minified.workflow.json");
    await workbench.runCommand("Format Document");
    await find(".view-line", '"name": "Invoice",').waitFor();
    await workbench.save();
    assert.equal(read("minified.workflow.json"), JSON.stringify(JSON.parse(WORKFLOW), null, 2));
    await workbench.goTo(7, 1);
    await workbench.runCommand("Fold");
    await find(".view-line", '"Sign the invoice"').waitFor({ state: "detached" });
    await workbench.screenshot("folded");
  });

  it("publishes from above the workflow, and tells from then on what Invopop answered", async () => {
    const { workbench, api } = running();
    await workbench.openFile("invoice.workflow.json");
    await workbench.goTo(1, 1);
    await find(".codelens-decoration a", "Publish").click();
    await workbench.notification("Published “Invoice”");
    const stored = [...api.workflows.values()][0] ?? assert.fail("Nothing was stored.");
    const lens = find(".codelens-decoration a", `Published: version ${stored.version}, hash ${stored.hash}`);
    await lens.waitFor();
    await workbench.screenshot("published-lens");
    await lens.click();
    await workbench.waitForClipboard(stored.hash);
  });
});
