import type { Point } from "../../server/src/flowProtocol";
import type { PageState, PictureMessage, ToPage } from "../src/flow/messages";
import { viewAfter, viewOf } from "./anchor";
import { html } from "./dom";
import { Drag } from "./drag";
import { countChanges, Drawing } from "./drawing";
import { drawPng, themeOf } from "./export";
import type { Host } from "./host";
import { HoverCard } from "./hoverCard";
import { keyboardOf } from "./keyboard";
import { Marks } from "./marks";
import { Menu } from "./menu";
import { menuFor } from "./menuEntries";
import { Minimap } from "./minimap";
import { editFor, foldOf, type Operation, toggled } from "./operations";
import { followPointer } from "./pointer";
import { Search } from "./search";
import { Stage } from "./stage";
import { Status } from "./status";
import { Toolbar } from "./toolbar";
import type { View } from "./view";

/** The preview: it draws what the extension sends, and tells what the person does. */
export class Page {
  readonly drawing = new Drawing();
  readonly stage: Stage;
  readonly search: Search;
  readonly #host: Host;
  readonly #marks = new Marks(this.drawing);
  readonly #menu: Menu;
  readonly #hover: HoverCard;
  readonly #toolbar: Toolbar;
  readonly #minimap: Minimap;
  readonly #drag: Drag;
  readonly #status: Status;
  /** The stop that has the focus, or gets it when the picture does; and the one before it. */
  #current: string | undefined;
  #cameFrom: string | undefined;
  /** The stop that the cursor of the editor is in. */
  #cursor: string | undefined;

  constructor(host: Host, body: HTMLElement) {
    this.#host = host;
    const area = html("main", { class: "stage" });
    this.#toolbar = new Toolbar({
      zoomBy: (steps) => this.stage.zoomBy(steps),
      resetZoom: () => this.stage.zoomTo(1),
      fit: () => this.stage.fit(),
      turn: () => this.#turn(),
      search: () => this.search.open(),
      export: () => this.#host.send({ type: "export", theme: themeOf(document.body) }),
      pin: () => this.#pin(),
      endComparison: () => this.#host.send({ type: "end-comparison" }),
    });
    this.search = new Search({
      found: (keys) => this.#marks.setFound(keys),
      at: (key) => this.#goTo(key, false),
      closed: () => this.focus(),
    });
    body.append(this.#toolbar.bar, this.search.element, area);
    this.#status = new Status(body, area);
    this.stage = new Stage(area, this.drawing.world, (view, isSame) => this.#moved(view, isSame));
    area.append(this.#toolbar.zoom);
    this.#minimap = new Minimap(area, this.stage);
    this.#menu = new Menu(body);
    this.#hover = new HoverCard(body, (key) => this.#host.send({ type: "hover", key }));
    this.#drag = new Drag(this.stage, this.drawing, (step, to) =>
      this.#host.send({ type: "edit", edit: { kind: "move", step, to } }),
    );
    body.addEventListener("keydown", keyboardOf(this));
    window.addEventListener("focus", () => this.#focused());
    followPointer(this, this.stage.canvas, this.#hover, this.#drag);
    host.listen((message) => this.#receive(message));
    host.send({ type: "ready" });
  }

  get current(): string | undefined {
    return this.#current;
  }

  /** Lets go of what is open or under way; false where nothing is. */
  escape(): boolean {
    const isBusy = this.#drag.isMoving;
    this.#drag.cancel();
    this.#hover.hide();
    return isBusy;
  }

  /** Goes to a stop by keyboard. */
  moveTo(key: string): void {
    this.#cameFrom = this.#current;
    this.#goTo(key, true);
  }

  get cameFrom(): string | undefined {
    return this.#cameFrom;
  }

  /** Shows a stop in the editor. @param isOpened whether the focus goes there too */
  reveal(key: string, isOpened: boolean): void {
    this.#host.send({ type: "reveal", key, isOpened });
  }

  /** Takes back, or does again, the last change of the text. */
  undo(type: "undo" | "redo"): void {
    this.#host.send({ type });
  }

  /** Whether a stop can be dragged elsewhere. */
  canMove(key: string): boolean {
    const { message, walk } = this.drawing;
    return message !== undefined && editFor("delete", message, walk.node(key), undefined) !== undefined;
  }

  /** Does something with the stop that has the focus. */
  operate(operation: Operation): void {
    const { message, walk } = this.drawing;
    const key = this.#current;
    if (!message || key === undefined) {
      return;
    }
    if (operation === "fold") {
      this.#fold(key);
      return;
    }
    const edit = editFor(operation, message, walk.node(key), walk.label(key));
    if (edit) {
      this.#host.send({ type: "edit", edit });
    }
  }

  /** Opens the menu of a stop, at a place of the page or beside it. */
  openMenu(key: string, at?: Point): void {
    const { message, walk } = this.drawing;
    const element = this.drawing.element(key);
    if (!message || !element) {
      return;
    }
    this.#goTo(key, true);
    this.#hover.hide();
    const entries = menuFor(message, walk.node(key), walk.label(key), {
      open: () => this.reveal(key, true),
      go: (target) => this.moveTo(target),
      operate: (operation) => this.operate(operation),
    });
    const { left, bottom } = element.getBoundingClientRect();
    this.#menu.open(
      walk.node(key)?.title ?? walk.label(key)?.label ?? "",
      entries,
      at?.x ?? left,
      at?.y ?? bottom,
      () => this.focus(),
    );
  }

  /** VS Code gave the page the focus, which is for the picture unless something else has it already. */
  #focused(): void {
    if (this.#hasFocus()) {
      this.focus();
    }
  }

  /** Whether the keyboard goes to the picture, and not to a box or a button, a menu or another part of VS Code. */
  #hasFocus(): boolean {
    const { activeElement, body } = document;
    return document.hasFocus() && (activeElement === body || this.stage.canvas.contains(activeElement));
  }

  /** Gives the focus to the stop that had it last. */
  focus(): void {
    const element = this.#current === undefined ? undefined : this.drawing.element(this.#current);
    element?.focus({ preventScroll: true });
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case "picture":
        this.#draw(message);
        break;
      case "note":
        this.#status.note(message.text);
        break;
      case "nothing":
        this.#clear(message.text, message.state);
        break;
      case "cursor":
        this.#setCursor(message.key);
        break;
      case "hover":
        this.#hover.show(message.key, message.markdown, this.drawing.walk.node(message.key));
        break;
      case "export":
        this.#host.send({ type: "export", format: message.format, theme: themeOf(document.body) });
        break;
      case "draw":
        void drawPng(message.svg, message.scale).then((png) =>
          this.#host.send({ type: "drawn", ...(png !== undefined && { png }) }),
        );
    }
  }

  #clear(reason: string, state: PageState): void {
    this.drawing.clear();
    this.#status.nothing(reason);
    this.#status.note("");
    this.#host.keep(state);
  }

  #draw(message: PictureMessage): void {
    const before = this.drawing.message;
    const hadFocus = this.#hasFocus();
    const marked = new Set([this.#current, this.#cursor].filter((key) => key !== undefined));
    const view = before
      ? viewAfter(before, message, this.stage, marked)
      : viewOf(this.#host.kept(), message.state);
    this.drawing.draw(message);
    this.stage.canvas.setAttribute("aria-label", `Flow of ${message.title}`);
    this.#status.nothing(undefined);
    this.#toolbar.setTitle(message.title);
    this.#toolbar.setDirection(message.state.direction);
    this.#toolbar.setPinned(message.state.isPinned);
    this.#toolbar.setComparison(message.comparedWith, countChanges(message.picture));
    this.#minimap.setPicture(message.picture);
    this.stage.setPicture(message.picture, view);
    this.search.setNodes(message.picture.nodes);
    this.#keepCurrent(message);
    this.#setCursor(message.cursor, message.cursor !== this.#cursor);
    const box = this.drawing.walk.boxOf(this.#current ?? "");
    if (box && view === undefined) {
      this.stage.show(box);
    }
    if (message.focus !== undefined && this.drawing.element(message.focus)) {
      this.#goTo(message.focus, hadFocus);
    } else if (hadFocus) {
      this.focus();
    }
  }

  /** Where what had the focus is gone, the focus goes to the cursor's step or to the first one. */
  #keepCurrent({ cursor }: PictureMessage): void {
    const wanted = [this.#current, this.#host.kept()?.focus, cursor, this.drawing.walk.stops()[0]];
    this.#current = wanted.find((key) => key !== undefined && this.drawing.element(key) !== undefined);
    this.#marks.setCurrent(this.#current);
  }

  #goTo(key: string, isFocused: boolean): void {
    const box = this.drawing.walk.boxOf(key);
    if (!box) {
      return;
    }
    this.#current = key;
    this.#marks.setCurrent(this.#current);
    this.stage.show(box);
    if (isFocused) {
      this.focus();
    }
    this.#keep();
  }

  /** @param isMoved whether the cursor was elsewhere before */
  #setCursor(key: string | undefined, isMoved = true): void {
    this.#cursor = key;
    this.#marks.setCursor(key);
    const box = key === undefined ? undefined : this.drawing.walk.boxOf(key);
    // What the person does here is not to be moved away from under them.
    if (box && isMoved && !document.hasFocus()) {
      this.stage.show(box);
      this.#current = key;
      this.#marks.setCurrent(key);
    }
  }

  #fold(key: string): void {
    const { message, walk } = this.drawing;
    const fold = foldOf(walk.node(key), walk.label(key));
    if (!message || fold === undefined) {
      return;
    }
    this.#host.send({ type: "collapse", keys: toggled(message.state.collapsed, fold) });
  }

  #turn(): void {
    const direction = this.drawing.message?.state.direction === "right" ? "down" : "right";
    this.#host.send({ type: "direction", direction });
  }

  #pin(): void {
    this.#host.send({ type: "pin", isPinned: this.drawing.message?.state.isPinned !== true });
  }

  #moved(view: View, isSame: boolean): void {
    if (!isSame) {
      this.#hover?.hide();
    }
    this.#toolbar?.setZoom(view.zoom);
    this.#minimap?.setView(view);
    this.#keep();
  }

  #keep(): void {
    const { message } = this.drawing;
    if (message) {
      const focus = this.#current;
      this.#host.keep({ ...message.state, view: this.stage.view, ...(focus !== undefined && { focus }) });
    }
  }
}
