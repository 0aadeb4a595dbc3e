import assert from "node:assert/strict";
import { keepPicture, type Suite, startSuite } from "./support/suite";

const SIGN = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const PDF = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const EMAIL = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03";
const NEW = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d09";

/** The first step is lines 4 to 15, the second lines 16 to 23, the third lines 24 to 28. */
const WORKFLOW = `{
  "name": "Invoice",
  "steps": [
    {
      "id": "${SIGN}",
      "name": "Sign the invoice",
      "provider": "silo.close",
      "next": [
        {
          "status": "KO",
          "step_id": "${EMAIL}"
        }
      ],
      "notes": "First"
    },
    {
      "id": "${PDF}",
      "name": "Make the PDF",
      "action": "pdf",
      "next": [
        { "stop": true }
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

/** As the Console shows it: line 8 is the first action, line 16 its Go-to, line 30 the id of the step for failures. */
const FROM_THE_DOCS = `{
  "name": "Issue an invoice",
  "schema": "bill/invoice",
  "steps": [
    {
      "id": "${SIGN}",
      "name": "Sign the invoice",
      "provider": "silo.close",
      "next": [
        {
          "status": "OK",
          "code": ""
        },
        {
          "status": "KO",
          "step_id": "${EMAIL}"
        }
      ]
    },
    {
      "id": "${PDF}",
      "name": "Make the PDF",
      "provider": "pdf",
      "next": [
        { "stop": true }
      ]
    },
    {
      "id": "${EMAIL}",
      "name": "Tell the team",
      "provider": "email.send"
    }
  ],
  "rescue": []
}
`;

describe("refactoring a workflow", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");

  /** Renames what is at the cursor, as far as the box for it. */
  async function rename(name: string): Promise<void> {
    const { page } = running().workbench;
    await page.keyboard.press("F2");
    const input = page.locator(".rename-box input");
    await input.waitFor();
    await input.fill(name);
    await page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  /** Waits until a file was changed and not saved yet. */
  const waitForChange = (): Promise<void> => running().workbench.page.locator(".tab.active.dirty").waitFor();

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: true,
      files: {
        "docs.workflow.json": "",
        "rename.workflow.json": WORKFLOW,
        "goto.workflow.json": WORKFLOW,
        "paste.workflow.json": WORKFLOW,
        "whole.workflow.json": WORKFLOW,
      },
    });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("gives a step another UUID with F2, and all that refer to it", async () => {
    const { workbench, read } = running();
    await workbench.openFile("rename.workflow.json");
    await workbench.goTo(11, 25);
    await rename(NEW);
    await waitForChange();
    await workbench.save();
    assert.equal(read("rename.workflow.json"), WORKFLOW.replaceAll(EMAIL, NEW));
  });

  it("says why a name is refused", async () => {
    const { workbench } = running();
    await workbench.openFile("rename.workflow.json");
    await workbench.goTo(11, 25);
    await rename(PDF);
    await workbench.notification("The step 'Make the PDF' has this id already.");
    await workbench.dismissNotifications();
  });

  it("moves what a Go-to leads to into its condition", async () => {
    const { workbench, read } = running();
    await workbench.openFile("goto.workflow.json");
    await workbench.goTo(11, 25);
    await workbench.quickFix("Move 'Email to the customer' into this condition");
    await waitForChange();
    await workbench.save();
    const step = `{
              "id": "${EMAIL}",
              "name": "Email to the customer",
              "action": "email.send"
            }`;
    const [before, behind] = WORKFLOW.split(`"step_id": "${EMAIL}"`);
    const end = `,
    {
      "id": "${EMAIL}",
      "name": "Email to the customer",
      "action": "email.send"
    }`;
    assert.equal(
      read("goto.workflow.json"),
      `${before}"steps": [
            ${step}
          ],
          "stop": true${behind?.replace(end, "")}`,
    );
  });

  it("pastes a step that is there already with fresh UUIDs", async () => {
    const { workbench, read } = running();
    await workbench.openFile("paste.workflow.json");
    await workbench.goTo(4, 1);
    await workbench.press(...Array<string>(12).fill("Shift+ArrowDown"), "ControlOrMeta+C");
    await workbench.press("ArrowRight");
    await workbench.waitForCursor(16, 1);
    await workbench.press("ControlOrMeta+V");
    await workbench.waitForCursor(28, 1);
    await workbench.screenshot("paste");
    await workbench.save();
    const text = read("paste.workflow.json");
    const lines = text.split("\n");
    const pasted = lines.slice(15, 27).join("\n");
    const [id] = /[0-9a-f-]{36}/.exec(pasted) ?? [];
    assert.ok(id && id !== SIGN, pasted);
    assert.equal(pasted.replace(id, SIGN), lines.slice(3, 15).join("\n"));
    assert.equal([...lines.slice(0, 15), ...lines.slice(27)].join("\n"), WORKFLOW);
    // What was copied is one choice away.
    await workbench.page.locator(".post-edit-widget").click();
    await workbench.page.locator(".action-widget .monaco-list-row", { hasText: "Insert Plain Text" }).click();
    await waitForChange();
    await workbench.save();
    assert.equal(read("paste.workflow.json"), text.replace(id, SIGN));
  });

  it("changes the whole file by its commands", async () => {
    const { workbench, read } = running();
    await workbench.openFile("whole.workflow.json");
    await workbench.runCommand("Invopop: Rename provider to action");
    await workbench.runCommand("Invopop: Sort Keys");
    await workbench.runCommand("Invopop: Give This Workflow New UUIDs");
    await workbench.page
      .locator(".view-lines", { hasNotText: SIGN.slice(0, 18) })
      .first()
      .waitFor();
    await workbench.save();
    const sorted = read("whole.workflow.json");
    assert.ok(!sorted.includes(SIGN) && !sorted.includes(EMAIL));
    const ids = [...new Set(sorted.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g))];
    assert.equal(ids.length, 3);
    assert.match(sorted, /"notes": "First",\n {6}"next": \[/);
    assert.ok(!sorted.includes('"provider"'));
  });

  it("brings a workflow from the docs up to date, and publishes it", async () => {
    const { workbench, api, read } = running();
    await workbench.openFile("docs.workflow.json");
    await workbench.page.evaluate((text) => navigator.clipboard.writeText(text), FROM_THE_DOCS);
    await workbench.press("ControlOrMeta+V");
    await waitForChange();
    await workbench.goTo(8, 10);
    await workbench.quickFix("Fix all 'legacy-provider' in this file");
    await workbench.page.locator(".view-lines", { hasNotText: "provider" }).first().waitFor();
    await workbench.goTo(29, 20);
    await rename(NEW);
    await workbench.goTo(16, 25);
    await workbench.quickFix("Move 'Tell the team' into this condition");
    await workbench.page.locator(".view-lines", { hasNotText: "step_id" }).first().waitFor();
    await workbench.save();
    const text = read("docs.workflow.json");
    const step = { id: NEW, name: "Tell the team", action: "email.send" };
    assert.deepEqual(JSON.parse(text), {
      name: "Issue an invoice",
      schema: "bill/invoice",
      steps: [
        {
          id: SIGN,
          name: "Sign the invoice",
          action: "silo.close",
          next: [
            { status: "OK", code: "" },
            { status: "KO", steps: [step], stop: true },
          ],
        },
        { id: PDF, name: "Make the PDF", action: "pdf", next: [{ stop: true }] },
      ],
      rescue: [],
    });
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.answerDialog("Create an ID");
    await workbench.notification("Published “Issue an invoice”");
    await workbench.screenshot("from-the-docs");
    assert.equal(api.workflows.size, 1);
  });
});
