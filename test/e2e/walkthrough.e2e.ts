import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json";
import { keepPicture, type Suite, startSuite } from "./support/suite";

/** How high a picture of ours is, which tells it from those of the other steps. */
function heightOf(path: string): string {
  const text = readFileSync(join(__dirname, "../..", path), "utf8");
  return /height="(\d+)"/.exec(text)?.[1] ?? assert.fail(`${path} tells no height.`);
}

const [WALKTHROUGH] = manifest.contributes.walkthroughs;

describe("getting started", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");
  /** The page of the walkthrough; each of its steps is a button that opens and closes it. */
  const page = () => running().workbench.page.locator(".gettingStartedContainer");
  const step = (id: string) => page().locator(`.getting-started-step[data-step-id$="#${id}"]`);

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({ withToken: false, files: { "notes.txt": "" } });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("is a walkthrough from the first workflow to its publishing", async () => {
    const { workbench } = running();
    // Without room for them no pictures are shown.
    await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
    await workbench.runCommand("Welcome: Open Walkthrough...");
    // The list is made anew whenever an extension brings a walkthrough; what it is filtered by stays.
    await workbench.waitForListPlaceholder("Select a walkthrough to open");
    await workbench.page.keyboard.type(WALKTHROUGH?.title ?? "");
    const row = workbench.page.locator(".quick-input-list .monaco-list-row.focused", {
      hasText: WALKTHROUGH?.title ?? "",
    });
    await row.waitFor();
    await workbench.press("Enter");
    await page().locator(".step-title", { hasText: "Publish" }).waitFor();
    assert.deepEqual(
      await page().locator(".step-title").allInnerTexts(),
      WALKTHROUGH?.steps.map(({ title }) => title),
    );
  });

  for (const { id, title, media } of WALKTHROUGH?.steps ?? []) {
    it(`shows a picture to ${title.toLowerCase()}`, async () => {
      const { workbench } = running();
      if ((await step(id).getAttribute("aria-expanded")) !== "true") {
        await step(id).locator(".step-title").click();
      }
      await page().locator(`.getting-started-step.expanded[data-step-id$="#${id}"]`).waitFor();
      // The picture is drawn in a page of its own within that of all extensions.
      const picture = workbench.page
        .locator("iframe.webview.ready")
        .last()
        .contentFrame()
        .locator("#active-frame")
        .contentFrame()
        .locator(`svg[height="${heightOf(media.svg)}"]`);
      await picture.waitFor();
      await workbench.screenshot(`walkthrough-${id}`);
    });
  }

  it("ticks a step off once its command was run", async () => {
    const { workbench } = running();
    await step("new").locator(".step-title").click();
    await page().getByRole("button", { name: "New Workflow" }).click();
    await workbench.waitForListTitle("New Workflow");
    await workbench.cancelInput();
    await step("new").locator(".codicon-getting-started-step-checked").waitFor();
    assert.equal(await page().locator(".codicon-getting-started-step-checked.complete").count(), 1);
  });
});
