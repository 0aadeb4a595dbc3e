import assert from "node:assert/strict";
import { type Move, moveOf, Walk } from "../../../../client/webview/walk";
import type { Picture } from "../../../../server/src/flowProtocol";
import { pictureFor } from "../../picture/drawn";
import { keyOf, nameOf, TEXT } from "./sample";

/** Where arrow keys lead to, one after the other, from a stop on; a dot stands for staying. */
function walk(picture: Picture, from: string, ...keys: string[]): string {
  const ways = new Walk(picture);
  let cameFrom: string | undefined;
  let at = keyOf(picture, from);
  return keys
    .map((key) => {
      const to = ways.go(at, moveOf(key, picture.direction) as Move, cameFrom);
      if (to === undefined) {
        return ".";
      }
      cameFrom = at;
      at = to;
      return nameOf(picture, to);
    })
    .join(" ");
}

describe("walking through a picture", () => {
  const down = pictureFor(TEXT);
  const right = pictureFor(TEXT, "right");

  it("follows the flow, with a stop at each label", () => {
    assert.equal(walk(down, "Start", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"), "a b KO c");
    assert.equal(walk(down, "c", "ArrowDown", "ArrowDown"), "d f");
    assert.equal(walk(right, "Start", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"), "a b KO c");
  });

  it("goes back the way that it came", () => {
    assert.equal(walk(down, "d", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp"), "f d c KO b");
    assert.equal(walk(right, "e", "ArrowLeft", "ArrowLeft", "ArrowLeft"), "true b a");
  });

  it("chooses among the ways on to the sides, in the order in which they are drawn", () => {
    assert.equal(walk(down, "b", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft"), "KO true . KO");
    assert.equal(walk(down, "b", "ArrowDown", "ArrowLeft"), "KO f");
  });

  it("goes to what stands beside where nothing parts", () => {
    assert.equal(walk(down, "c", "ArrowRight", "ArrowLeft"), "e c");
  });

  it("follows a jump to where it leads", () => {
    const [jump] = down.nodes.filter(({ kind }) => kind === "jump");
    assert.equal(nameOf(down, new Walk(down).go(jump?.key ?? "", "forward")), "a");
  });

  it("stops at every node and label once, in the order of the text", () => {
    const names = new Walk(down).stops().map((key) => nameOf(down, key));
    assert.equal(names.join(" "), "Start a b KO true c d e f KO a End Unhandled KO r End");
  });

  it("knows no other keys", () => {
    assert.equal(moveOf("x", "down"), undefined);
  });
});
