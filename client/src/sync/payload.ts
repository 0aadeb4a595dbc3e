import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { isTooDeep } from "../api/depth";

/** The fields of an answer that Invopop sets itself. They are never sent. */
const READ_ONLY = ["id", "hash", "version", "versions", "created_at", "updated_at", "disabled"];

/** Left out as well: a hint for editors, which is no part of the format. */
const EDITOR_ONLY = ["$schema"];

/** What an update cannot change, and its request does not have. */
const CREATE_ONLY = ["schema", "country"];

/** The text is no JSON object, so that there is nothing that could be published. */
export class NotAWorkflowError extends Error {
  override readonly name = "NotAWorkflowError";
}

/**
 * Makes the body of a request from a workflow's text by cutting out what is not to be sent and renaming
 * `provider` to `action` in the steps. All else stays to the letter as the user wrote it: numbers, order,
 * escapes, unknown and repeated keys.
 *
 * @param without further fields that are cut out
 * @throws NotAWorkflowError when the text is no JSON object
 */
export function toBody(text: string, request: "create" | "update", without: readonly string[] = []): string {
  const source = withoutMark(text);
  const root = parseWorkflow(source);
  const fixed = request === "update" ? CREATE_ONLY : [];
  const dropped = new Set([...READ_ONLY, ...EDITOR_ONLY, ...fixed, ...without]);
  const edits = [...removals(root, dropped), ...renames(root)].sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of edits) {
    pieces.push(source.slice(at, start), replacement);
    at = end;
  }
  return [...pieces, source.slice(at)].join("");
}

/** The `id` that a workflow's text gives; undefined when there is none or it is no string. */
export function workflowIdOf(text: string): string | undefined {
  const id = fieldsOf(parseWorkflow(withoutMark(text))).findLast(([name]) => name === "id")?.[1];
  return typeof id?.value === "string" ? id.value : undefined;
}

interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function parseWorkflow(text: string): Node {
  if (isTooDeep(text)) {
    throw new NotAWorkflowError("The file's brackets stand too deep in one another.");
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length > 0 || root?.type !== "object") {
    throw new NotAWorkflowError("The file is no JSON object.");
  }
  return root;
}

/** The keys and values of an object, in order. */
function fieldsOf(object: Node): [string, Node | undefined][] {
  return (object.children ?? []).map((property) => [
    String(property.children?.[0]?.value),
    property.children?.[1],
  ]);
}

/**
 * Cuts properties out: each with the comma before it, or, where no property is kept before it, with the comma
 * behind it.
 */
function removals(root: Node, names: ReadonlySet<string>): TextEdit[] {
  const properties = root.children ?? [];
  let isAnyKept = false;
  return properties.flatMap((property, at) => {
    if (!names.has(String(property.children?.[0]?.value))) {
      isAnyKept = true;
      return [];
    }
    const previous = properties[at - 1];
    const following = properties[at + 1];
    const start = isAnyKept && previous ? endOf(previous) : property.offset;
    const end = !isAnyKept && following ? following.offset : endOf(property);
    return [{ start, end, text: "" }];
  });
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

/** `provider` becomes `action` in every step that has no `action` of its own. */
function renames(root: Node): TextEdit[] {
  return stepsOf(root, ["steps", "rescue"])
    .filter((step) => !fieldsOf(step).some(([name]) => name === "action"))
    .flatMap((step) => (step.children ?? []).flatMap((property) => property.children?.[0] ?? []))
    .filter((key) => key.value === "provider")
    .map((key) => ({ start: key.offset, end: endOf(key), text: '"action"' }));
}

/** The steps in the lists of these names, and those nested in their conditions. */
function stepsOf(owner: Node, lists: readonly string[]): Node[] {
  return objectsIn(owner, lists).flatMap((step) => [
    step,
    ...objectsIn(step, ["next"]).flatMap((condition) => stepsOf(condition, ["steps"])),
  ]);
}

function objectsIn(owner: Node, names: readonly string[]): Node[] {
  return fieldsOf(owner)
    .filter(([name]) => names.includes(name))
    .flatMap(([, value]) => (value?.type === "array" ? (value.children ?? []) : []))
    .filter((item) => item.type === "object");
}
