import assert from "node:assert/strict";
import { keepPicture, type Suite, startSuite } from "./support/suite";

const SIGN = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const PDF = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const EMAIL = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03";

/** Line 9 is the condition of the first step, lines 12 to 16 the second step, and so on. */
const WORKFLOW = `{
  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": [
    {
      "id": "${SIGN}",
      "name": "Sign the invoice",
      "action": "silo.close",
      "next": [{ "status": "KO", "step_id": "${EMAIL}" }]
    },
    {
      "id": "${PDF}",
      "name": "Make the PDF",
      "action": "pdf",
      "config": { "layout": "A4" }
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

describe("editing a workflow", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: false,
      files: {
        "faulty.workflow.json": WORKFLOW.replace('"silo.close"', '"silo.clos"'),
        "action.workflow.json": WORKFLOW.replace('"silo.close"', '""'),
        "step.workflow.json": WORKFLOW.replace(EMAIL, ""),
        "sound.workflow.json": WORKFLOW,
        "half.workflow.json": `${WORKFLOW.slice(0, WORKFLOW.indexOf('"silo.close"'))}"silo.cl`,
        "plain.json": WORKFLOW,
      },
    });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("shows what is wrong, and no more once it is mended by its fix", async () => {
    const { workbench, read } = running();
    await workbench.openFile("faulty.workflow.json");
    await workbench.waitForProblem("The action 'silo.clos' is not known. Did you mean 'silo.close'?");
    await workbench.screenshot("problems");
    await workbench.focusEditor();
    await workbench.goTo(8, 20);
    await workbench.quickFix("Change to 'silo.close'");
    await workbench.waitForNoProblems();
    await workbench.focusEditor();
    await workbench.save();
    assert.equal(read("faulty.workflow.json"), WORKFLOW);
  });

  it("shows a problem as it is typed and takes it back as it goes", async () => {
    const { workbench } = running();
    await workbench.openFile("sound.workflow.json");
    await workbench.waitForNoProblems();
    await workbench.focusEditor();
    await workbench.goTo(14, 21);
    await workbench.type("x");
    await workbench.waitForProblem("The action 'pdfx' is not known.");
    await workbench.focusEditor();
    await workbench.press("Backspace");
    await workbench.waitForNoProblems();
    await workbench.closePanel();
  });

  it("completes an action by what it does", async () => {
    const { workbench, read } = running();
    await workbench.openFile("action.workflow.json");
    await workbench.goTo(8, 18);
    await workbench.type("sign");
    const rows = await workbench.suggestions();
    assert.equal(rows[0]?.label, "silo.close");
    assert.match(rows[0]?.description ?? "", /Sign envelope/);
    await workbench.screenshot("complete-action");
    await workbench.acceptSuggestion("silo.close");
    await workbench.save();
    assert.equal(read("action.workflow.json"), WORKFLOW);
  });

  it("completes the UUID of a step by its name", async () => {
    const { workbench, read } = running();
    await workbench.openFile("step.workflow.json");
    await workbench.goTo(9, 45);
    const rows = await workbench.suggest();
    assert.deepEqual(
      rows.map(({ label }) => label),
      ["Make the PDF", "Email to the customer"],
    );
    await workbench.screenshot("complete-step");
    await workbench.type("Email");
    await workbench.acceptSuggestion("Email to the customer");
    await workbench.save();
    assert.equal(read("step.workflow.json"), WORKFLOW);
  });

  it("completes at the very end of a half-typed file", async () => {
    const { workbench, read } = running();
    await workbench.openFile("half.workflow.json");
    await workbench.goTo(8, 25);
    await workbench.type("o");
    await workbench.acceptSuggestion("silo.close");
    await workbench.save();
    const end = WORKFLOW.indexOf('"silo.close"') + '"silo.close"'.length;
    assert.equal(read("half.workflow.json"), WORKFLOW.slice(0, end));
  });

  it("goes from a step_id to its step, and lists the references of a step", async () => {
    const { workbench } = running();
    await workbench.openFile("sound.workflow.json");
    await workbench.goTo(9, 50);
    await workbench.press("F12");
    await workbench.waitForCursor(18, 13);
    // A step with one reference leads straight to it.
    await workbench.press("Shift+F12");
    await workbench.waitForCursor(9, 45);
    await workbench.runCommand("Peek Definition");
    assert.match(await workbench.peek(), /"name": "Email to the customer"/);
    await workbench.screenshot("peek");
    await workbench.press("Escape");
  });

  it("tells what an action is, and which step a UUID means", async () => {
    const { workbench } = running();
    await workbench.openFile("sound.workflow.json");
    await workbench.goTo(8, 22);
    const action = await workbench.hover();
    assert.match(action, /Sign envelope/);
    assert.match(action, /Signs the/);
    await workbench.screenshot("hover");
    await workbench.press("Escape");
    await workbench.goTo(9, 60);
    const step = await workbench.hover();
    assert.match(step, /Email to the customer/);
    assert.match(step, /steps\[2\]/);
    await workbench.press("Escape");
  });

  it("lists the steps in the outline", async () => {
    const { workbench } = running();
    await workbench.openFile("sound.workflow.json");
    const symbols = await workbench.symbols();
    assert.deepEqual(symbols, ["Sign the invoice", "KO", "Make the PDF", "Email to the customer"]);
  });

  it("offers its help for a plain JSON file that is a workflow", async () => {
    const { workbench } = running();
    await workbench.openFile("plain.json");
    const offer = await workbench.notification("This JSON file is an Invopop workflow.");
    await workbench.screenshot("offer");
    await workbench.pressButton(offer, "This File");
    await workbench.waitForLanguage("Invopop Workflow");
  });
});
