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
    process.stdout.write(`${await preview().tree.ariaSnapshot()}\n`);
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
  });

  it("leads to a step by a click, and opens it by a double click", async () => {
    const { workbench } = running();
    await preview().stop("Email to the customer").click();
    await workbench.waitForCursor(31, 15);
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
    process.stdout.write(await hover.innerText());
    await workbench.screenshot("flow-hover");
  });

  it("duplicates a step from its menu, which one undo takes back", async () => {
    const { workbench, read } = running();
    await preview().choose(preview().stop("Email to the customer"), "Duplicate");
    const [sign = "", large = "", pdf = "", email = "", error = ""] = STEPS;
    await preview().waitForSteps(sign, large, pdf, email, email, error);
    await workbench.screenshot("flow-menu");
    await workbench.press("ControlOrMeta+Z");
    await preview().waitForSteps(...STEPS);
    await workbench.save();
    assert.equal(read(FILE), WORKFLOW);
  });

  it("moves a step by dragging it onto a line, and by keyboard", async () => {
    const { workbench } = running();
    await preview().drag(preview().stop("Email to the customer"), preview().stop("true"));
    await preview().waitForSteps(
      "Sign the invoice",
      "Is it large?",
      "Email to the customer",
      "Make the PDF",
      "Mark as error",
    );
    await workbench.press("Alt+ArrowDown");
    await preview().waitForSteps(
      "Sign the invoice",
      "Is it large?",
      "Make the PDF",
      "Email to the customer",
      "Mark as error",
    );
    await preview().waitForFocus("Email to the customer");
    await workbench.press("ControlOrMeta+Z", "ControlOrMeta+Z");
  });

  it("adds a step and a condition, asking for what is missing", async () => {
    const { workbench } = running();
    await preview().stop("Make the PDF").click();
    await workbench.press("a");
    await workbench.fillInputBox("Add a Step After This One", "silo.close");
    await preview()
      .stop("Sign envelope")
      .waitFor({ timeout: 3000 })
      .catch(() => {});
    await workbench.screenshot("flow-added");
    process.stdout.write((await preview().steps()).join());
  });

  for (const [theme, name] of [
    ["Dark Modern", "dark"],
    ["Light Modern", "light"],
    ["Dark High Contrast", "high-contrast"],
  ] as const) {
    it(`is to be looked at in ${theme}`, async () => {
      const { workbench } = running();
      await workbench.chooseTheme(theme);
      for (const file of EXAMPLES) {
        await workbench.runCommand("View: Focus First Editor Group");
        await workbench.openFile(`${file}.workflow.json`);
        await preview().frame.locator(".bar .title", { hasText: file }).waitFor();
        await preview().steps();
        await workbench.screenshot(`flow-${file}-${name}`);
      }
    });
  }
});
