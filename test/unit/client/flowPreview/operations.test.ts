import assert from "node:assert/strict";
import { menuFor } from "../../../../client/webview/menuEntries";
import { editFor, foldOf, macKey, type Operation, operationOf } from "../../../../client/webview/operations";
import { dropAt } from "../../../../client/webview/place";
import { Walk } from "../../../../client/webview/walk";
import { keyOf, messageOf, nameOf, TEXT } from "./sample";

const MESSAGE = messageOf(TEXT);

function stop(name: string, message = MESSAGE) {
  const walk = new Walk(message.picture);
  const key = keyOf(message.picture, name);
  return [walk.node(key), walk.label(key)] as const;
}

/** The menu of a stop, a line being a dash. */
function menu(name: string, message = MESSAGE): string[] {
  const actions = { open: () => {}, go: () => {}, operate: () => {} };
  return menuFor(message, ...stop(name, message), actions).map((entry) =>
    entry ? [entry.label, entry.key].filter(Boolean).join(" · ") : "-",
  );
}

const edit = (operation: Operation, name: string) => editFor(operation, MESSAGE, ...stop(name));

describe("the menu", () => {
  it("of a step", () => {
    assert.deepEqual(menu("b"), [
      "Go to Code · Enter",
      "Fold · F",
      "-",
      "Add Step After… · A",
      "Add Condition… · C",
      "-",
      "Duplicate · Ctrl+D",
      "Move Before Previous · Alt+Up",
      "Move After Next · Alt+Down",
      "-",
      "Delete · Delete",
    ]);
  });

  it("of the first and only step of a list has nowhere to move it to", () => {
    assert.deepEqual(menu("e").slice(-3), ["Duplicate · Ctrl+D", "-", "Delete · Delete"]);
  });

  it("of a branch", () => {
    assert.deepEqual(menu("true"), [
      "Go to Code · Enter",
      "Fold · F",
      "-",
      "Add Step Inside… · A",
      "Go to Another Step… · G",
    ]);
  });

  it("of what is folded", () => {
    const folded = messageOf(TEXT, "down", { collapsed: ["steps[1]"] });
    assert.deepEqual(menu("b", folded).slice(0, 2), ["Go to Code · Enter", "Unfold · F"]);
  });

  it("of a start adds the first step", () => {
    assert.deepEqual(menu("Start"), ["Add First Step… · A"]);
  });

  it("of what may not be changed only leads to the code", () => {
    assert.deepEqual(menu("a", { ...MESSAGE, canEdit: false }), ["Go to Code · Enter"]);
  });
});

describe("an operation", () => {
  it("comes to the edit of the stop that it is done to", () => {
    assert.deepEqual(edit("add", "c"), { kind: "add-after", step: "steps[1].next[0].steps[0]" });
    assert.deepEqual(edit("add", "KO"), { kind: "add-inside", condition: "steps[1]/next[0]" });
    assert.deepEqual(edit("add", "Unhandled KO"), { kind: "add-first", list: "rescue" });
    assert.deepEqual(edit("point", "true"), { kind: "point", condition: "steps[1]/next[1]" });
    assert.deepEqual(edit("condition", "a"), { kind: "add-condition", step: "steps[0]" });
    assert.deepEqual(edit("later", "c"), {
      kind: "move",
      step: "steps[1].next[0].steps[0]",
      to: { after: "steps[1].next[0].steps[1]" },
    });
    assert.deepEqual(edit("earlier", "b"), { kind: "move", step: "steps[1]", to: { before: "steps[0]" } });
  });

  it("comes to nothing where it means nothing", () => {
    assert.equal(edit("delete", "End"), undefined);
    assert.equal(edit("duplicate", "KO"), undefined);
    assert.equal(edit("earlier", "a"), undefined);
    assert.equal(foldOf(...stop("a")), undefined);
  });

  it("has its key told as the system does", () => {
    assert.deepEqual(["Ctrl+D", "Alt+Up", "Delete", "A"].map(macKey), ["⌘D", "⌥↑", "⌘⌫", "A"]);
  });

  it("has a key", () => {
    const key = (name: string, more: Partial<KeyboardEvent> = {}) =>
      operationOf({
        key: name,
        altKey: false,
        shiftKey: false,
        ctrlKey: false,
        metaKey: false,
        ...more,
      } as KeyboardEvent);
    assert.deepEqual(
      [
        key("a"),
        key("A", { shiftKey: true }),
        key("Delete"),
        key("d", { ctrlKey: true }),
        key("Backspace", { metaKey: true }),
        key("ArrowUp", { altKey: true }),
        key("ArrowRight", { altKey: true }),
        key("f"),
      ],
      ["add", "add", "delete", "duplicate", "delete", "earlier", "later", "fold"],
    );
    assert.deepEqual(
      [key("a", { ctrlKey: true }), key("d"), key("ArrowUp"), key("f", { altKey: true })],
      [undefined, undefined, undefined, undefined],
    );
  });
});

describe("a step that is dropped", () => {
  const { picture } = MESSAGE;
  const middleOf = (name: string) => {
    const { x, y, width, height } = new Walk(picture).boxOf(keyOf(picture, name)) ?? assert.fail(name);
    return { x: x + width / 2, y: y + height / 2 };
  };
  const drop = (point: { x: number; y: number }, step = "f", zoom = 1) =>
    dropAt(MESSAGE, keyOf(picture, step), point, zoom)?.to;

  it("onto a node comes behind it", () => {
    assert.deepEqual(drop(middleOf("c")), { after: "steps[1].next[0].steps[0]" });
    assert.equal(drop(middleOf("f")), undefined);
    assert.equal(drop(middleOf("End")), undefined);
  });

  it("onto the line of a branch comes first in it", () => {
    assert.deepEqual(drop(middleOf("true")), { inside: "steps[1]/next[1]" });
  });

  it("onto a line between two steps comes between them", () => {
    const box = picture.nodes.find(({ title }) => title === "c")?.box ?? assert.fail();
    const below = { x: box.x + box.width / 2, y: box.y + box.height + 12 };
    assert.deepEqual(drop(below), { after: "steps[1].next[0].steps[0]" });
  });

  it("in front of the first step comes before it", () => {
    const box = picture.nodes.find(({ title }) => title === "a")?.box ?? assert.fail();
    assert.deepEqual(drop({ x: box.x + box.width / 2, y: box.y - 12 }), { before: "steps[0]" });
    assert.equal(drop({ x: box.x + box.width / 2, y: box.y - 12 }, "a"), undefined);
  });

  it("far from everything stays where it is", () => {
    assert.equal(drop({ x: -500, y: -500 }), undefined);
    assert.equal(nameOf(picture, undefined), "undefined");
  });
});
