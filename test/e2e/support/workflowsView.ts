import type { Locator } from "playwright-core";
import type { Workbench } from "./workbench";

/** How often something that moves away under the mouse is tried. */
const MOST_TURNS = 5;

/** The Invopop view in the side bar, as a person sees it. */
export class WorkflowsView {
  constructor(private readonly workbench: Workbench) {}

  get #pane(): Locator {
    return this.workbench.page.locator(".pane", {
      has: this.workbench.page.locator(".pane-header", { hasText: "Workflows" }),
    });
  }

  /** Shows the view. */
  async open(): Promise<void> {
    await this.workbench.page.locator('.activitybar a[aria-label^="Invopop"]').click();
    await this.#pane.first().waitFor();
  }

  /** The row whose name begins so, once it is there and no tooltip of another row covers it. */
  async row(name: string): Promise<Locator> {
    const { page } = this.workbench;
    await page.mouse.move(900, 600);
    await page.locator(".workbench-hover").first().waitFor({ state: "hidden" });
    const row = this.#pane.locator(`.monaco-list-row[aria-label^="${name}"]`).first();
    await row.waitFor();
    return row;
  }

  /** Waits until a row says this, all of it, to those who cannot see it. */
  async waitForRow(label: string): Promise<void> {
    await this.#pane.locator(`.monaco-list-row[aria-label="${label}"]`).first().waitFor();
  }

  /** What the rows say that are to be seen, from above to below. */
  async rows(): Promise<string[]> {
    const rows = this.#pane.locator(".monaco-list-row");
    const found = await rows.evaluateAll((elements) =>
      elements.map((element) => ({
        top: element.getBoundingClientRect().top,
        label: element.getAttribute("aria-label") ?? "",
      })),
    );
    return found.sort((a, b) => a.top - b.top).map(({ label }) => label);
  }

  /** Waits until the view says this above its rows. */
  async waitForMessage(text: string): Promise<void> {
    await this.#pane.locator(".message", { hasText: text }).waitFor();
  }

  async waitForNoMessage(): Promise<void> {
    await this.#pane.locator(".message", { hasText: /./ }).waitFor({ state: "hidden" });
  }

  /** The button of the welcome text. */
  button(label: string): Locator {
    return this.#pane.locator(".welcome-view .monaco-button", { hasText: label });
  }

  /** Presses a button of the view's title, which the side bar shows as its own. */
  async pressTitleButton(label: string): Promise<void> {
    const bar = this.workbench.page.locator(".part.sidebar .composite.title");
    await bar.hover();
    await bar.locator(`a[aria-label^="${label}"]`).click();
  }

  /** Presses a button in a row. */
  async pressRowButton(name: string, label: string): Promise<void> {
    const row = await this.row(name);
    const button = row.locator(`a[aria-label^="${label}"]`);
    // A row that moves away under the mouse, as the list is not yet at rest, hides its buttons again.
    for (let turn = 1; ; turn++) {
      await row.hover();
      try {
        return await button.click({ timeout: 2_000 });
      } catch (error) {
        if (turn === MOST_TURNS) {
          throw error;
        }
      }
    }
  }

  /** Chooses an entry of a row's menu. */
  async chooseInMenu(name: string, label: string): Promise<void> {
    const row = await this.row(name);
    await row.click({ button: "right" });
    const entry = this.workbench.page.locator(".monaco-menu .action-item", { hasText: label }).first();
    // A click that follows the one that opened the menu too soon is none to VS Code.
    await entry.hover();
    await this.workbench.press("Enter");
    await entry.waitFor({ state: "hidden" });
  }

  /** What is told of a row when the mouse rests on it, once this is in it. */
  async tooltip(name: string, part: string): Promise<string> {
    const row = await this.row(name);
    await row.locator(".label-name").hover();
    const hover = this.workbench.page.locator(".workbench-hover .hover-contents", { hasText: part }).first();
    await hover.waitFor();
    return hover.innerText();
  }

  /** Waits until the explorer shows this sign beside a file. */
  async waitForBadge(file: string, badge: string): Promise<void> {
    await this.workbench.page.waitForFunction(
      ([name, content]) =>
        [...document.querySelectorAll(".explorer-folders-view .monaco-icon-label")].some(
          (label) =>
            label.textContent?.trim() === name && getComputedStyle(label, "::after").content === content,
        ),
      [file, JSON.stringify(badge)] as const,
    );
  }
}
