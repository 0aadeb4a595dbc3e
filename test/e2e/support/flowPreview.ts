import type { FrameLocator, Locator, Page } from "playwright-core";

/** The preview of the flow as a person uses it: by what is to be seen in it, by pointer and by keyboard. */
export class FlowPreview {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** VS Code shows a page in a frame inside of another one. */
  get frame(): FrameLocator {
    return this.#page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  get tree(): Locator {
    return this.frame.getByRole("tree");
  }

  /** What is said below the picture. */
  get note(): Locator {
    return this.frame.locator(".note");
  }

  get menu(): Locator {
    return this.frame.getByRole("menu");
  }

  /** A button of the bar. */
  button(name: string): Locator {
    return this.frame.getByRole("button", { name });
  }

  /** Exports the flow as one of the formats that are offered. */
  async export(format: string): Promise<void> {
    await this.button("Export…").click();
    await this.#page.locator(`.quick-input-widget .monaco-list-row[aria-label^="${format}"]`).first().click();
  }

  /** The node or label whose name, as a screen reader reads it, begins with a text. */
  stop(name: string): Locator {
    return this.frame.locator(`[role=treeitem][aria-label^="${name}"]`).first();
  }

  /** The names of the steps in the order in which they are read. */
  async steps(): Promise<string[]> {
    await this.tree.locator(".node.step").first().waitFor();
    return this.tree.locator(".node.step .title").allTextContents();
  }

  /** Waits until the names of the steps are these. */
  async waitForSteps(...names: string[]): Promise<void> {
    const list = this.tree.locator(".node.step .title");
    await list.nth(names.length - 1).waitFor();
    for (const [at, name] of names.entries()) {
      await list.nth(at).filter({ hasText: name }).waitFor();
    }
    await list.nth(names.length).waitFor({ state: "detached" });
  }

  /** The stop that has the focus, once it begins with this name. */
  async waitForFocus(name: string): Promise<void> {
    await this.frame.locator(`[role=treeitem][aria-label^="${name}"]:focus`).waitFor();
  }

  /** Takes the last change of the text back, once the keyboard is here. */
  async undo(): Promise<void> {
    await this.frame.locator("[role=treeitem]:focus").waitFor();
    await this.#page.keyboard.press("ControlOrMeta+Z");
  }

  /** The stop that is marked as the cursor's, once it begins with this name. */
  async waitForCursor(name: string): Promise<void> {
    await this.frame.locator(`[role=treeitem][aria-current][aria-label^="${name}"]`).waitFor();
  }

  /** Waits until all of a node lies in the window. */
  async waitForSight(name: string): Promise<void> {
    const stop = await this.stop(name).elementHandle();
    await stop?.evaluate(
      (element) =>
        new Promise<void>((resolve) => {
          const watcher = new IntersectionObserver(
            ([entry]) => {
              if (entry?.isIntersecting) {
                watcher.disconnect();
                resolve();
              }
            },
            { threshold: 1 },
          );
          watcher.observe(element);
        }),
    );
  }

  /** Takes an entry of the menu of a node or label. */
  async choose(stop: Locator, entry: string): Promise<void> {
    await stop.click({ button: "right" });
    await this.menu.getByRole("menuitem", { name: entry }).click();
  }

  /** Drags a node onto something, and lets it go there. */
  async drag(stop: Locator, target: Locator): Promise<void> {
    const from = await centreOf(stop);
    const to = await centreOf(target);
    await this.#page.mouse.move(from.x, from.y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(from.x + 8, from.y + 8);
    await this.#page.mouse.move(to.x, to.y, { steps: 4 });
    await this.frame.locator(".drop").first().waitFor();
    await this.#page.mouse.up();
  }
}

async function centreOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.locator(".card").boundingBox();
  if (!box) {
    throw new Error(`${locator} is not to be seen.`);
  }
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
