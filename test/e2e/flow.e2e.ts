import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FlowPreview } from "./support/flowPreview";
import { keepPicture, type Suite, startSuite } from "./support/suite";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1e00";
const SIGN = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1e01";
const LARGE = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1e02";
const PDF = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1e03";
const EMAIL = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1e04";
const ERROR = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1e05";

/** Line 8 holds the name of the first step, line 25 the step in the branch of the second one. */
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
          "status": "KO",
          "stop": true
        }
      ]
    },
    {
      "id": "${LARGE}",
      "name": "Is it large?",
      "action": "silo.if",
      "config": { "expr": "doc.totals.payable > 100" },
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
  "rescue": [
    {
      "id": "${ERROR}",
      "name": "Mark as error",
      "action": "silo.state",
      "config": { "state": "error" }
    }
  ]
}
`;

const STEPS = ["Sign the invoice", "Is it large?", "Make the PDF", "Email to the customer", "Mark as error"];

/** The preview as a screen reader has it: by the order of the text, each branch before what is in it. */
const TREE = `- tree "Flow of invoice.workflow.json":
  - treeitem "Start. Leads to Sign the invoice, on an unhandled KO to Rescue." [level=1]
  - treeitem "Sign the invoice, silo.close, Silo. Leads on KO to Stop, otherwise to Is it large?." [level=1]
  - 'treeitem "KO: Stop" [level=2]'
  - treeitem "Is it large?, silo.if, Silo, doc.totals.payable > 100. Leads on true to Make the PDF, otherwise to Email to the customer." [expanded] [level=1]
  - 'treeitem "true: Make the PDF" [level=2]'
  - treeitem "Make the PDF, pdf, PDF Generator. Leads to Email to the customer." [level=3]
  - treeitem "Email to the customer, email.send, Email. Leads to End." [level=1]
  - treeitem "Stop." [level=1]
  - treeitem "End." [level=1]
  - treeitem "Rescue. Entered on an unhandled KO of 3 of 4 steps. Leads to Mark as error." [level=1]
  - treeitem "Mark as error, silo.state, Silo, error. Leads to End." [level=1]
  - treeitem "End." [level=1]`;

const FILE = "invoice.workflow.json";

/** Examples of each kind of flow. */
const EXAMPLES = [
  "simple-invoice",
  "conditions-by-status",
  "nested-branches",
  "rescue-and-notify",
  "go-to-step",
];

const example = (name: string) =>
  readFileSync(join(__dirname, `../../examples/${name}.workflow.json`), "utf8");

describe("the preview of the flow", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");
  const preview = () => new FlowPreview(running().workbench.page);

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: true,
      files: {
        [FILE]: WORKFLOW,
        ...Object.fromEntries(EXAMPLES.map((name) => [`${name}.workflow.json`, example(name)])),
      },
    });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("opens beside the editor, and reads as a tree of steps and branches", async () => {
    const { workbench } = running();
    await workbench.openFile(FILE);
    await workbench.press("ControlOrMeta+K", "v");
    await preview().waitForSteps(...STEPS);
    assert.equal(await preview().tree.ariaSnapshot(), TREE);
    await workbench.screenshot("flow");
  });

  it("follows what is typed, and keeps the last picture while the JSON is broken", async () => {
    const { workbench } = running();
    await workbench.focusEditor();
    await workbench.goTo(8, 32);
    await workbench.type(" now");
    await preview().stop("Sign the invoice now").waitFor();
    await workbench.goTo(6, 5);
    await workbench.press("Delete");
    await preview().note.filter({ hasText: "The picture is the one from before." }).waitFor();
    assert.equal((await preview().steps())[0], "Sign the invoice now");
    await workbench.screenshot("flow-broken");
    await workbench.press("ControlOrMeta+Z");
    await preview().note.waitFor({ state: "hidden" });
    await workbench.goTo(8, 36);
    await workbench.press("Backspace", "Backspace", "Backspace", "Backspace");
    await preview().waitForSteps(...STEPS);
  });

  it("marks the step of the cursor", async () => {
    const { workbench } = running();
    await workbench.goTo(25, 70);
    await preview().waitForCursor("Make the PDF");
    await workbench.goTo(12, 14);
    await preview().waitForCursor("KO");
    await workbench.goTo(39, 10);
    await preview().waitForSight("Mark as error");
    await workbench.goTo(8, 10);
    await preview().waitForSight("Sign the invoice");
  });

  it("leads to a step by a click, and opens it by a double click", async () => {
    const { workbench } = running();
    await preview().stop("Email to the customer").click();
    await workbench.waitForActiveLine(31);
    await preview().waitForFocus("Email to the customer");
    await preview().stop("Is it large?").dblclick();
    await workbench.waitForCursor(19, 15);
    await workbench.type("x");
    await workbench.waitForCursor(19, 16);
    await workbench.press("Backspace");
  });

  it("is walked by keyboard along the flow and into its branches", async () => {
    const { workbench } = running();
    await preview().stop("Start").click();
    await workbench.press("ArrowDown");
    await preview().waitForFocus("Sign the invoice");
    await workbench.press("ArrowDown");
    await preview().waitForFocus("KO");
    await workbench.press("ArrowLeft");
    await preview().waitForFocus("Is it large?");
    await workbench.press("ArrowDown", "ArrowDown");
    await preview().waitForFocus("Make the PDF");
    await workbench.press("ArrowUp");
    await preview().waitForFocus("true");
    await workbench.press("ArrowUp");
    await preview().waitForFocus("Is it large?");
    await workbench.press("End");
    await workbench.press("/");
    await workbench.type("email");
    await preview().frame.locator(".search .found", { hasText: "1 of 1" }).waitFor();
    await workbench.screenshot("flow-search");
    await workbench.press("Escape");
    await preview().waitForFocus("Email to the customer");
    await workbench.press("Enter");
    await workbench.waitForCursor(31, 15);
    await workbench.type("x");
    await workbench.waitForCursor(31, 16);
    await workbench.press("Backspace");
  });

  it("tells what the editor's hover tells", async () => {
    const { workbench } = running();
    await preview().stop("Make the PDF").hover();
    const hover = preview().frame.getByRole("tooltip");
    await hover.waitFor();
    assert.match(await hover.innerText(), /^Generate PDF · pdf\n/);
    await workbench.screenshot("flow-hover");
    await preview().frame.locator(".bar .title").hover();
    await hover.waitFor({ state: "hidden" });
  });

  it("duplicates a step from its menu, which one undo takes back", async () => {
    const { workbench, read } = running();
    await preview().choose(preview().stop("Email to the customer"), "Duplicate");
    const [sign = "", large = "", pdf = "", email = "", error = ""] = STEPS;
    await preview().waitForSteps(sign, large, pdf, email, email, error);
    await workbench.screenshot("flow-menu");
    await preview().undo();
    await preview().waitForSteps(...STEPS);
    await workbench.save();
    assert.equal(read(FILE), WORKFLOW);
  });

  it("moves a step by dragging it onto a line, and by keyboard", async () => {
    const { workbench, read } = running();
    const [sign = "", large = "", pdf = "", email = "", error = ""] = STEPS;
    await preview().drag(preview().stop("Email to the customer"), preview().stop("true"));
    await preview().waitForSteps(sign, large, email, pdf, error);
    await preview().waitForFocus("Email to the customer");
    await workbench.press("Alt+ArrowDown");
    await preview().waitForSteps(sign, large, pdf, email, error);
    await preview().waitForFocus("Email to the customer");
    await workbench.press("Delete");
    await preview().waitForSteps(sign, large, pdf, error);
    for (const steps of [[sign, large, pdf, email, error], [sign, large, email, pdf, error], STEPS]) {
      await preview().undo();
      await preview().waitForSteps(...steps);
    }
    await workbench.save();
    assert.equal(read(FILE), WORKFLOW);
  });

  it("adds a step and a condition, asking for what is missing", async () => {
    const { workbench } = running();
    await preview().stop("Make the PDF").click();
    await workbench.press("a");
    await workbench.fillInputBox("Add a Step After This One", "silo.close");
    await preview().waitForFocus("Sign envelope");
    await workbench.press("c");
    await workbench.fillInputBox("Add a Condition", "KO");
    await workbench.fillInputBox("The code that the step ends with", "4107");
    await preview().stop("KO 4107").waitFor();
    await workbench.screenshot("flow-added");
    await preview().undo();
    await preview().stop("KO 4107").waitFor({ state: "detached" });
    await preview().undo();
    await preview().waitForSteps(...STEPS);
  });

  it("folds a branch, and turns the picture", async () => {
    const { workbench } = running();
    const [sign = "", large = "", , email = "", error = ""] = STEPS;
    await preview().button("Fit").click();
    await preview().stop("Is it large?").click();
    await workbench.press("f");
    await preview().waitForSteps(sign, large, email, error);
    await preview().waitForFocus("Is it large?");
    await preview().button("Draw from Left to Right").click();
    await preview().button("Draw from Top to Bottom").waitFor();
    await workbench.screenshot("flow-right");
    await preview().stop("Is it large?").click();
    await workbench.press("f");
    await preview().waitForSteps(...STEPS);
    await preview().button("Draw from Top to Bottom").click();
    await preview().button("Draw from Left to Right").waitFor();
  });

  it("is copied as Mermaid, and saved as SVG and PNG", async () => {
    const { workbench, read } = running();
    await preview().export("Copy as Mermaid");
    await workbench.notification("The flow was copied as Mermaid.");
    assert.match(await workbench.clipboard(), /^flowchart TB\n/);
    await workbench.dismissNotifications();
    await preview().export("SVG");
    await workbench.saveAs("invoice.svg");
    await workbench.notification("The flow was saved as invoice.svg.");
    assert.match(read("invoice.svg"), /^<svg [\s\S]*Email to the customer[\s\S]*<\/svg>\n$/);
    await workbench.dismissNotifications();
    await preview().export("PNG");
    await workbench.saveAs("invoice.png");
    await workbench.notification("The flow was saved as invoice.png.");
    assert.match(read("invoice.png").slice(1, 4), /^PNG$/);
    await workbench.dismissNotifications();
  });

  it("shows what differs from what is published", async () => {
    const { workbench, api } = running();
    api.seed(JSON.parse(WORKFLOW.replace("Make the PDF", "Make a PDF")));
    await workbench.runCommand("View: Focus First Editor Group");
    await workbench.runCommand("Invopop: Compare with Published as a Graph");
    await preview()
      .frame.locator(".comparison", { hasText: "Against what is published:1 changed" })
      .waitFor();
    await preview().frame.locator(".node.step.is-changed", { hasText: "Make the PDF" }).waitFor();
    await workbench.screenshot("flow-comparison");
    await preview().button("End the Comparison").click();
    await preview().frame.locator(".comparison").waitFor({ state: "hidden" });
  });

  it("stays on its workflow when it is told to, else it follows the editor", async () => {
    const { workbench } = running();
    await preview().button("Stay on This Workflow").click();
    await workbench.runCommand("View: Focus First Editor Group");
    await workbench.openFile("go-to-step.workflow.json");
    await preview().waitForSteps(...STEPS);
    await preview().button("Stay on This Workflow").click();
    await workbench.runCommand("View: Focus First Editor Group");
    await workbench.openFile("nested-branches.workflow.json");
    await preview().stop("Is it a credit note?").waitFor();
  });

  for (const [theme, name] of [
    ["Dark Modern", "dark"],
    ["Light Modern", "light"],
    ["Dark High Contrast", "high-contrast"],
  ] as const) {
    it(`is to be looked at in ${theme}`, async () => {
      const { workbench } = running();
      await workbench.runCommand("View: Focus First Editor Group");
      await workbench.page.setViewportSize({ width: 1800, height: 1000 });
      await workbench.chooseTheme(theme);
      for (const file of EXAMPLES) {
        await workbench.runCommand("View: Focus First Editor Group");
        await workbench.openFile(`${file}.workflow.json`);
        await preview().frame.locator(".bar .title", { hasText: file }).waitFor();
        await preview().steps();
        await preview().button("Fit").click();
        await workbench.screenshot(`flow-${file}-${name}`);
      }
    });
  }

  it("is there again after VS Code was closed", async () => {
    const { workbench } = running();
    await workbench.page.reload();
    assert.notDeepEqual(await preview().steps(), []);
  });
});
