import assert from "node:assert/strict";
import { keepPicture, type Suite, startSuite } from "./support/suite";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d10";
const STEP = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d11";
const OTHER_STEP = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d12";

const FILE = "invoice.workflow.json";
const TEXT = `{
  "id": "${ID}",
  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": [
    { "id": "${STEP}", "name": "Sign", "provider": "silo.close" }
  ]
}
`;

/** The column, from 1, at which something begins in the line of the step. */
const columnOf = (part: string) => (TEXT.split("\n")[5]?.indexOf(part) ?? assert.fail()) + 1;

/** What somebody else has made of it in the Console. */
const THEIRS = {
  id: ID,
  name: "Invoice",
  schema: "bill/invoice",
  steps: [
    { id: STEP, name: "Sign and seal", action: "silo.close" },
    // Not in the catalog, so that there is something to find fault with.
    { id: OTHER_STEP, name: "Print", action: "acme.print" },
  ],
};

describe("what would change", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");
  const stored = () => running().api.workflows.get(ID) ?? assert.fail("Nothing is stored.");
  const sent = () => running().api.requests.filter(({ method }) => method !== "GET").length;

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({ withToken: true, files: { [FILE]: TEXT } });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("is nothing where nothing is stored yet", async () => {
    const { workbench } = running();
    await workbench.openFile(FILE);
    await workbench.runCommand("Invopop: Compare with Published");
    await workbench.notification("“Stand-in Sandbox” has no workflow with this id.");
    await workbench.dismissNotifications();
  });

  it("is nothing after a publish, and then nothing is sent", async () => {
    const { workbench } = running();
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.notification("Published “Invoice” to “Stand-in Sandbox” (sandbox)");
    await workbench.waitForLens("Published: version 1");
    await workbench.dismissNotifications();
    const before = sent();
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.notification(
      "“Invoice” is already published in “Stand-in Sandbox” (sandbox) as version 1: nothing was sent.",
    );
    await workbench.screenshot("same");
    assert.equal(sent(), before);
    await workbench.dismissNotifications();
  });

  it("is asked about when somebody else has changed what is stored, and nothing is sent before", async () => {
    const { workbench, api } = running();
    api.seed(THEIRS);
    await workbench.goTo(3, 19);
    await workbench.type("s");
    const before = sent();
    await workbench.runCommand("Invopop: Publish Workflow");
    const text = (await (await workbench.dialog()).textContent()) ?? "";
    await workbench.screenshot("conflict");
    assert.match(text, /“Invoices” was changed in Invopop since it was last published or pulled here\./);
    assert.match(
      text,
      /The sandbox workspace “Stand-in Sandbox”: version 2 of .*; last known here: version 1\./,
    );
    await workbench.answerDialog("Cancel");
    assert.equal(sent(), before);
  });

  it("is shown in a diff of what is stored against the file, with real differences only", async () => {
    const { workbench } = running();
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.answerDialog("Compare");
    await workbench.waitForTab(`Invoice (Stand-in Sandbox, version 2) ↔ ${FILE}`);
    const left = await workbench.diffSide("original", "Sign and seal");
    const right = await workbench.diffSide("modified", "Invoices");
    await workbench.notification("Nothing was sent. What is to become of “Invoices”");
    await workbench.screenshot("compare");
    // The layout and the spelling are those of the file.
    assert.ok(left.includes(`{ "id": "${STEP}", "name": "Sign and seal", "provider": "silo.close" }`), left);
    assert.ok(right.includes(`{ "id": "${STEP}", "name": "Sign", "provider": "silo.close" }`), right);
    assert.equal(stored().version, "2");
  });

  it("is taken over when that is chosen, which undo takes back", async () => {
    const { workbench, read } = running();
    const question = await workbench.notification("Nothing was sent. What is to become of “Invoices”");
    await workbench.pressButton(question, "Take Theirs");
    await workbench.diffSide("modified", "Sign and seal");
    // Both sides hold the same now, and only the one that can be mended is found fault with.
    await workbench.waitForProblem("acme.print");
    await workbench.screenshot("compare-problems");
    assert.deepEqual(await workbench.problemFiles(), [FILE]);
    await workbench.closePanel();
    await workbench.openFile(FILE);
    await workbench.save();
    const taken = read(FILE);
    assert.deepEqual(JSON.parse(taken.replaceAll('"provider"', '"action"')), THEIRS);
    assert.ok(taken.includes('"provider": "silo.close"'));
    assert.ok(taken.startsWith(`{\n  "id": "${ID}",\n  "name": "Invoice",\n`));
    await workbench.press("ControlOrMeta+Z");
    await workbench.save();
    assert.equal(read(FILE), TEXT.replace("Invoice", "Invoices"));
  });

  it("is a conflict again once that was taken back", async () => {
    const { workbench } = running();
    await workbench.runCommand("Invopop: Publish Workflow");
    const text = (await (await workbench.dialog()).textContent()) ?? "";
    assert.match(text, /was changed in Invopop since it was last published or pulled here\./);
    await workbench.answerDialog("Overwrite");
    await workbench.notification("Published “Invoices” to “Stand-in Sandbox” (sandbox)");
    assert.equal(stored().name, "Invoices");
    assert.equal(stored().steps?.length, 1);
    await workbench.dismissNotifications();
  });

  it("is shown anew after a publish", async () => {
    const { workbench } = running();
    await workbench.runCommand("Invopop: Compare with Published");
    await workbench.waitForTab(`Invoices (Stand-in Sandbox, version 3) ↔ ${FILE}`);
    await workbench.focusEditor();
    await workbench.goTo(3, 20);
    await workbench.type("!");
    await workbench.diffSide("modified", "Invoices!");
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.notification("Published “Invoices!” to “Stand-in Sandbox” (sandbox)");
    await workbench.waitForTab(`Invoices! (Stand-in Sandbox, version 4) ↔ ${FILE}`);
    await workbench.diffSide("original", "Invoices!");
    await workbench.screenshot("compare-refreshed");
    await workbench.dismissNotifications();
  });

  it("can be saved as a draft, and published from that", async () => {
    const { workbench, read } = running();
    await workbench.openFile(FILE);
    await workbench.save();
    const text = read(FILE);
    await workbench.runCommand("Invopop: Publish Workflow as Draft");
    await workbench.notification("Saved “Invoices!” as a draft in “Stand-in Sandbox” (sandbox)");
    await workbench.waitForLens("Draft saved: version 4");
    await workbench.screenshot("draft");
    assert.equal(stored().draft, true);
    assert.equal(read(FILE), text);
    await workbench.dismissNotifications();
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.notification("Published “Invoices!” to “Stand-in Sandbox” (sandbox)");
    assert.equal(stored().draft, false);
    await workbench.waitForLens("Published: version 4");
    await workbench.dismissNotifications();
  });

  it("is marked in the file where Invopop refuses it, until that is changed", async () => {
    const { workbench, api } = running();
    const refuse = () =>
      api.inject({
        match: { method: "PATCH" },
        when: "before",
        kind: "status",
        status: 422,
        body: {
          key: "validation",
          message: "the workflow is not valid",
          fields: { steps: { 0: { action: "is not enabled here" } }, country: "is missing" },
          faults: [],
        },
      });
    refuse();
    await workbench.goTo(6, columnOf('Sign"') + 4);
    await workbench.type("!");
    await workbench.runCommand("Invopop: Publish Workflow");
    const refused = await workbench.notification(
      "Invopop refused the workflow. The place is marked in the file. country: is missing.",
    );
    await workbench.screenshot("refused-in-place");
    await workbench.pressButton(refused, "Go to Error");
    // A letter was typed before it, and a selection's cursor is at its end.
    await workbench.waitForCursor(6, columnOf('"silo') + '!"silo.close"'.length);
    await workbench.waitForProblem("is not enabled here");
    await workbench.screenshot("refused-problem");
    await workbench.focusEditor();
    await workbench.goTo(1, 2);
    await workbench.press("Enter");
    await workbench.waitForProblem("is not enabled here");
    await workbench.focusEditor();
    await workbench.goTo(7, columnOf('close"') + 1);
    await workbench.type("d");
    await workbench.waitForNoProblem("is not enabled here");
    await workbench.focusEditor();
    await workbench.press("Backspace");
    refuse();
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.waitForProblem("is not enabled here");
    await workbench.focusEditor();
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.notification("Published “Invoices!” to “Stand-in Sandbox” (sandbox)");
    await workbench.waitForNoProblem("is not enabled here");
    api.assertClean();
  });
});
