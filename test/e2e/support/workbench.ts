import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";

/** Where screenshots and logs of a run are kept. */
export const OUTPUT = join(__dirname, "../output");

/** How long something in the workbench may take to appear, in milliseconds. */
const LIMIT = 15_000;

/** One row of the list of suggestions: its label and what stands dimmed behind it. */
export interface SuggestionRow {
  readonly label: string;
  readonly description: string;
}

/**
 * VS Code as a person uses it: by keyboard and by what is to be seen. The same on the desktop and in the
 * browser. Everything waits for what it needs to be there, and nothing waits for a time.
 */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(LIMIT);
  }

  get #quickInput(): Locator {
    return this.page.locator(".quick-input-widget");
  }

  get editor(): Locator {
    return this.page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    await this.#openQuickInput("ControlOrMeta+P", name);
    await this.#quickInput.locator(`.monaco-list-row[aria-label^="${name}"]`).first().click();
    await this.page.locator(".tab.active", { hasText: name }).first().waitFor();
    await this.editor.locator(".view-lines").waitFor();
    await this.focusEditor();
  }

  async focusEditor(): Promise<void> {
    await this.runCommand("View: Focus Active Editor Group");
    await this.#waitForFocus();
  }

  /** Waits until what is typed goes into the editor. */
  async #waitForFocus(): Promise<void> {
    await this.page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
  }

  /** Runs a command of the palette by its title, once it is offered: the list is as it was when it was opened. */
  async runCommand(title: string): Promise<void> {
    // Behind the title, keys and the like are read out; another command's title can begin with all of this one.
    const rows = [`[aria-label="${title}"]`, `[aria-label^="${title},"]`];
    const row = this.#quickInput.locator(rows.map((label) => `.monaco-list-row${label}`).join()).first();
    await this.#askFor(row, () => this.#openQuickInput("F1", `>${title}`));
    await row.click();
    // Not until the list is gone: a command that asks at once puts another one in its place.
    await row.waitFor({ state: "hidden" });
  }

  /** Chooses a colour theme by its name. */
  async chooseTheme(name: string): Promise<void> {
    const row = (title: string) =>
      this.#quickInput.locator(`.monaco-list-row[aria-label^="${title}"]`).first();
    await this.#openQuickInput("F1", ">Preferences: Color Theme");
    await row("Preferences: Color Theme").click();
    await this.#quickInput.locator("input.input[placeholder*='Color Theme']").fill(name);
    await row(name).click();
    await this.#quickInput.waitFor({ state: "hidden" });
    // The list is let go of only when the theme was kept, and would take the next one with it.
    await this.page.waitForFunction(() => !document.activeElement?.closest(".quick-input-widget"));
  }

  /** The titles of the commands that the palette offers for a text. */
  async offeredCommands(text: string): Promise<string[]> {
    await this.#openQuickInput("F1", `>${text}`);
    const rows = this.#quickInput.locator(".monaco-list-row .label-name");
    await rows.first().waitFor();
    const titles = await rows.allInnerTexts();
    await this.cancelInput();
    return titles.map((title) => title.trim());
  }

  /** Opens a list until it holds what is looked for: lists show what is known when they open. */
  async #askFor(wanted: Locator, open: () => Promise<void>): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
      await open();
      const isThere = await wanted.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
      if (isThere) {
        return;
      }
      await this.page.keyboard.press("Escape");
    }
    throw new Error(`${wanted} was not offered.`);
  }

  /** Opens the quick input by its key and fills it. */
  async #openQuickInput(key: string, text: string): Promise<void> {
    const widget = this.page.locator(".quick-input-widget");
    await widget.waitFor({ state: "hidden" });
    await this.page.keyboard.press(key);
    const input = widget.locator("input.input").first();
    await input.waitFor();
    await input.fill(text);
  }

  /** Puts the cursor at a place; lines and columns count from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.#openQuickInput("Control+G", `:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.waitForCursor(line, column);
    await this.#quickInput.waitFor({ state: "hidden" });
    await this.#waitForFocus();
  }

  async waitForCursor(line: number, column: number): Promise<void> {
    await this.page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** Waits until the cursor of an editor is on a line, also while the keyboard goes elsewhere. */
  async waitForActiveLine(line: number): Promise<void> {
    await this.page
      .locator(".line-numbers.active-line-number", { hasText: new RegExp(`^${line}$`) })
      .waitFor();
  }

  /** Where the cursor is, as the status bar tells: `Ln 3, Col 5`. */
  async cursor(): Promise<string> {
    return (await this.page.locator(".statusbar-item", { hasText: /^Ln \d+/ }).innerText()).trim();
  }

  /** Types as a person does, key by key. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** Inserts a text as a whole. */
  async insert(text: string): Promise<void> {
    await this.#waitForFocus();
    await this.page.keyboard.insertText(text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** Asks for suggestions and answers the rows that are to be seen. */
  async suggest(): Promise<SuggestionRow[]> {
    await this.page.keyboard.press("Control+Space");
    return this.suggestions();
  }

  /** The rows of the list of suggestions, once it is open. */
  async suggestions(): Promise<SuggestionRow[]> {
    const rows = this.page.locator(".suggest-widget.visible .monaco-list-row");
    await rows.first().waitFor();
    return rows.evaluateAll((elements) =>
      elements.map((element) => ({
        label: element.querySelector(".label-name")?.textContent ?? "",
        description:
          (element.querySelector(".details-label") ?? element.querySelector(".label-description"))
            ?.textContent ?? "",
      })),
    );
  }

  /** Takes the suggestion with this label. */
  async acceptSuggestion(label: string): Promise<void> {
    const row = this.page.locator(".suggest-widget.visible .monaco-list-row").filter({
      has: this.page.locator(".label-name", { hasText: label }),
    });
    await row.first().click();
    await this.page.locator(".suggest-widget.visible").waitFor({ state: "hidden" });
  }

  /** Opens the view of problems and waits until one of its rows holds this text. */
  async waitForProblem(text: string): Promise<void> {
    await this.#openProblems();
    await this.page.locator(".markers-panel .monaco-list-row", { hasText: text }).first().waitFor();
  }

  /** Waits until no row of the view of problems holds this text. */
  async waitForNoProblem(text: string): Promise<void> {
    await this.#openProblems();
    await this.page
      .locator(".markers-panel .monaco-list-row", { hasText: text })
      .waitFor({ state: "hidden" });
  }

  /** The names of the files that the view of problems lists. */
  async problemFiles(): Promise<string[]> {
    await this.#openProblems();
    const names = await this.page
      .locator(".markers-panel .resource-label-container .label-name")
      .allInnerTexts();
    return names.map((name) => name.trim());
  }

  /** Waits until a line above the text says this. One that comes later is scrolled out of sight at first. */
  async waitForLens(text: string): Promise<void> {
    await this.editor.hover();
    await this.page.mouse.wheel(0, -5000);
    await this.editor.locator(".codelens-decoration", { hasText: text }).first().waitFor();
  }

  /** Waits until the view of problems says that there are none. */
  async waitForNoProblems(): Promise<void> {
    await this.#openProblems();
    await this.page.locator(".markers-panel .message-box-container", { hasText: "No problems" }).waitFor();
  }

  async #openProblems(): Promise<void> {
    if (!(await this.page.locator(".markers-panel").isVisible())) {
      await this.runCommand("Problems: Focus on Problems View");
      await this.page.locator(".markers-panel").waitFor();
    }
  }

  async closePanel(): Promise<void> {
    await this.runCommand("View: Hide Panel");
    await this.page.locator(".markers-panel").waitFor({ state: "hidden" });
  }

  /** Takes a quick fix at the cursor by its title. */
  async quickFix(title: string): Promise<void> {
    const row = this.page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
    await this.#askFor(row, () => this.page.keyboard.press("ControlOrMeta+."));
    await row.click();
  }

  /** The text of the editor inside the peek view, once it is open. */
  async peek(): Promise<string> {
    const lines = this.page.locator(".zone-widget .preview .view-lines");
    await lines.locator(".view-line").first().waitFor();
    return (await lines.innerText()).replaceAll("\u00a0", " ");
  }

  /** The symbols of the file in the order in which they stand. */
  async symbols(): Promise<string[]> {
    await this.#openQuickInput("ControlOrMeta+Shift+O", "@");
    const rows = this.#quickInput.locator(".monaco-list-row .label-name");
    await rows.first().waitFor();
    const names = await rows.allInnerTexts();
    await this.page.keyboard.press("Escape");
    return names.map((name) => name.trim());
  }

  /** Goes to the symbol of the workspace with this name. */
  async goToWorkspaceSymbol(query: string, name: string): Promise<void> {
    await this.#openQuickInput("ControlOrMeta+T", `#${query}`);
    await this.#quickInput.locator(".monaco-list-row", { hasText: name }).first().click();
    await this.#quickInput.waitFor({ state: "hidden" });
  }

  async waitForLanguage(name: string): Promise<void> {
    await this.page.locator("#status\\.editor\\.mode", { hasText: name }).waitFor();
  }

  /** Waits until this text is on the clipboard. */
  async waitForClipboard(text: string): Promise<void> {
    await this.page.waitForFunction(
      async (wanted) => (await navigator.clipboard.readText()) === wanted,
      text,
    );
  }

  /** The text on the clipboard. */
  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Saves a file under the name that is proposed for it, once that is this one. */
  async saveAs(name: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) =>
        document.querySelector<HTMLInputElement>(".quick-input-widget input.input")?.value.endsWith(wanted),
      `/${name}`,
    );
    await this.page.keyboard.press("Enter");
    await this.#quickInput.waitFor({ state: "hidden" });
  }

  /** Waits for what the input box says to what was typed before. */
  async waitForInputMessage(text: string): Promise<void> {
    await this.#quickInput.locator(".quick-input-message", { hasText: text }).waitFor();
  }

  /** The text of the hover at the cursor. */
  async hover(): Promise<string> {
    await this.runCommand("Show or Focus Hover");
    const hover = this.page.locator(
      ".monaco-hover:not(.hidden) .hover-contents, .monaco-hover .monaco-hover-content",
    );
    await hover.first().waitFor();
    return hover.first().innerText();
  }

  /** The notification that holds a text, once it is there. */
  async notification(text: string | RegExp): Promise<Locator> {
    const toast = this.page.locator(".notification-list-item", { hasText: text }).first();
    await toast.waitFor();
    return toast;
  }

  /** Presses a button of a notification. */
  async pressButton(notification: Locator, label: string): Promise<void> {
    await notification.hover();
    await notification.locator(".monaco-button", { hasText: label }).click();
  }

  /** Presses a button above the active editor. */
  async pressEditorButton(label: string): Promise<void> {
    await this.page
      .locator(`.editor-group-container.active .editor-actions a[aria-label^="${label}"]`)
      .click();
  }

  /** The modal question that is open, once one is. */
  async dialog(): Promise<Locator> {
    const dialog = this.page.locator(".monaco-dialog-box");
    await dialog.waitFor();
    return dialog;
  }

  async answerDialog(label: string): Promise<void> {
    const dialog = await this.dialog();
    await dialog.locator(".monaco-button", { hasText: label }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** Fills the input box that asks for something, and confirms it. */
  async fillInputBox(title: string, text: string): Promise<void> {
    await this.#quickInput
      .locator(".quick-input-title, .quick-input-message", { hasText: title })
      .first()
      .waitFor();
    await this.#quickInput.locator("input").first().fill(text);
    await this.page.keyboard.press("Enter");
  }

  /** Waits until a list with this title is open. */
  async waitForListTitle(title: string): Promise<void> {
    await this.#quickInput.locator(".quick-input-title", { hasText: title }).waitFor();
  }

  /** Waits until the open list asks so. */
  async waitForListPlaceholder(text: string): Promise<void> {
    await this.#quickInput.locator(`input[placeholder="${text}"]`).waitFor();
  }

  /** Chooses the entry of the open list whose label begins so. */
  async chooseInList(label: string): Promise<void> {
    await this.#quickInput
      .locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`)
      .first()
      .click();
  }

  /** Gives up what the quick input asks. */
  async cancelInput(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.#quickInput.waitFor({ state: "hidden" });
  }

  /** The rows of the list that is open, as they are read out. */
  async listRows(): Promise<string[]> {
    const rows = this.#quickInput.locator(".quick-input-list .monaco-list-row");
    await rows.first().waitFor();
    return rows.evaluateAll((elements) =>
      elements.map((element) => element.getAttribute("aria-label") ?? ""),
    );
  }

  /** The entry of the status bar that holds a text, once it is there. */
  async statusItem(text: string): Promise<Locator> {
    const item = this.page.locator(".statusbar-item", { hasText: text }).first();
    await item.waitFor();
    return item;
  }

  /** Waits until the status bar holds no such text. */
  async waitForNoStatus(text: string): Promise<void> {
    await this.page.locator(".statusbar-item", { hasText: text }).waitFor({ state: "hidden" });
  }

  /** Waits until the active tab is called so. */
  async waitForTab(title: string): Promise<void> {
    await this.page.locator(".editor-group-container.active .tab.active", { hasText: title }).waitFor();
  }

  /** The text of one side of the diff that is open, once it holds a text. */
  async diffSide(side: "original" | "modified", text: string): Promise<string> {
    const lines = this.page.locator(`.monaco-diff-editor .editor.${side} .view-lines`).first();
    await lines.getByText(text).first().waitFor();
    return (await lines.innerText()).replaceAll("\u00a0", " ");
  }

  /** The titles of the accounts in the Accounts menu. */
  async accounts(): Promise<string[]> {
    await this.page
      .locator('.activitybar .action-item[aria-label^="Accounts"], .activitybar a[aria-label^="Accounts"]')
      .first()
      .click();
    const items = this.page.locator(".monaco-menu .action-label");
    await items.first().waitFor();
    return items.allInnerTexts();
  }

  /** Saves the file in the editor. */
  async save(): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+S");
    await this.page.locator(".tab.active:not(.dirty)").waitFor();
  }

  async dismissNotifications(): Promise<void> {
    await this.runCommand("Notifications: Clear All Notifications");
    await this.page.locator(".notification-list-item").first().waitFor({ state: "hidden" });
  }

  /** Closes all editors and drops what was not saved. */
  async closeAll(): Promise<void> {
    await this.runCommand("File: Revert File");
    await this.runCommand("View: Close All Editors");
    await this.page.locator(".editor-group-container.empty").first().waitFor();
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(OUTPUT, { recursive: true });
    await this.page.screenshot({ path: join(OUTPUT, `${name}.png`), animations: "disabled" });
  }
}
