import type { PictureMessage } from "../../../../client/src/flow/messages";
import { outlineOf } from "../../../../client/src/flow/outline";
import { Walk } from "../../../../client/webview/walk";
import type { FlowDirection, Picture } from "../../../../server/src/flowProtocol";
import { flow, type Given, pictureFor } from "../../picture/drawn";
import { branch, CODE, go, KO, list, step } from "../../workflow/letters";

/**
 * `b` has two branches: `c` and `d` on `KO`, `e` on the code `true`; `f` goes to `a`, and `r` is in rescue. The ids are
 * letters, so the keys are paths.
 */
export const TEXT = flow(
  list(
    step("a"),
    step("b", list(branch(KO, list(step("c"), step("d"))), branch(CODE, step("e")))),
    step("f", go("a", `${KO}, `)),
  ),
  step("r"),
);

/** A message of a picture, as a page gets it. */
export function messageOf(
  text: string,
  direction: FlowDirection = "down",
  given: Given = {},
): PictureMessage {
  const picture = pictureFor(text, direction, given);
  const state = { uri: "file:///a", direction, collapsed: given.collapsed ?? [], isPinned: false };
  return { type: "picture", state, title: "a", picture, outline: outlineOf(picture), canEdit: true };
}

/** How a stop is called here: a node by its title, a label by what it matches. */
export function nameOf(picture: Picture, key: string | undefined): string {
  const walk = new Walk(picture);
  return walk.node(key ?? "")?.title ?? walk.label(key ?? "")?.label ?? String(key);
}

/** The key of the stop with a name. */
export function keyOf(picture: Picture, name: string): string {
  const key = new Walk(picture).stops().find((stop) => nameOf(picture, stop) === name);
  if (key === undefined) {
    throw new Error(`There is no ${name}.`);
  }
  return key;
}
