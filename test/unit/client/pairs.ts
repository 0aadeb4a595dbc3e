import fc from "fast-check";
import { readWorkflow, type StoredWorkflow } from "../../../client/src/api/types";
import { contentsOf, contentsOfText } from "../../../client/src/sync/contents";
import { anyStyle, anyWorkflow, stepId, write } from "../arbitrary";

type Fields = Readonly<Record<string, unknown>>;

/** The workflow as an answer of the API would hold it. */
export function storedAs(contents: Fields): StoredWorkflow {
  const stored = readWorkflow(contents);
  if (!stored) {
    throw new Error("This is no workflow.");
  }
  return stored;
}

/** What is stored once a text was published: actions as `action`, keys of the format only, and what the server adds. */
export function storedOf(text: string): StoredWorkflow {
  const { id }: { id?: string } = JSON.parse(text.replace(/^\ufeff/, ""));
  return storedAs({
    rescue: null,
    draft: false,
    ...contentsOf(contentsOfText(text), "workflow"),
    ...(id !== undefined && { id }),
    hash: "0a1b2c3d4e5f6071",
    version: "7",
    disabled: false,
    created_at: "2026-01-05T09:00:00.000Z",
    updated_at: "2026-01-06T09:00:00.000Z",
  });
}

/** A change of a value at a place that is found by counting its parts. */
interface Change {
  readonly kind: "remove" | "replace" | "repeat" | "turn" | "swap" | "add";
  readonly at: number;
  readonly value: unknown;
}

const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, "", false, [], {}, true, 0, "a", "KO", 1.5, 'ünï\n"\\', { a: [1, {}] }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.record({ id: fc.nat(30).map(stepId), name: fc.constant("New"), action: fc.constant("pdf") }),
  fc.record({ id: fc.nat(30).map(stepId), provider: fc.constant("pdf"), config: fc.constant({ a: 1 }) }),
);

const anyChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("remove", "replace", "repeat", "turn", "swap", "add"),
  at: fc.nat(1000),
  value: anyValue,
});

/** A workflow after a number of changes at any places of it; it still is an object. */
export const anyChanged = (workflow: unknown): fc.Arbitrary<Fields> =>
  fc.array(anyChange, { maxLength: 4 }).map((changes) => {
    const copy: unknown = structuredClone(workflow);
    for (const change of changes) {
      apply(copy, change);
    }
    return copy as Fields;
  });

/** A text, and a workflow that is near to it or another one. */
export const anyPair: fc.Arbitrary<{ text: string; stored: StoredWorkflow }> = fc
  .tuple(anyWorkflow, anyWorkflow, anyStyle, fc.nat(9))
  .chain(([workflow, other, style, turn]) =>
    fc.tuple(anyChanged(workflow), anyChanged(turn === 0 ? other : workflow)).map(([local, stored]) => ({
      text: write(local, style),
      stored: storedAs({ ...stored, id: stepId(9999) }),
    })),
  );

function apply(root: unknown, { kind, at, value: original }: Change): void {
  const value: unknown = structuredClone(original);
  const containers = containersIn(root);
  const container = containers[at % containers.length];
  if (Array.isArray(container)) {
    changeList(container, kind, at, value);
  } else if (container) {
    changeObject(container as Record<string, unknown>, kind, at, value);
  }
}

function changeList(list: unknown[], kind: Change["kind"], at: number, value: unknown): void {
  const index = list.length === 0 ? 0 : at % list.length;
  if (kind === "add" || list.length === 0) {
    list.splice(index, 0, value);
  } else if (kind === "remove") {
    list.splice(index, 1);
  } else if (kind === "replace") {
    list[index] = value;
  } else if (kind === "repeat") {
    list.push(structuredClone(list[index]));
  } else if (kind === "turn") {
    list.reverse();
  } else {
    list.push(...list.splice(index, 1));
  }
}

const KEYS = [
  "name",
  "description",
  "schema",
  "draft",
  "steps",
  "rescue",
  "config",
  "next",
  "code",
  "notes",
  "zz",
];

function changeObject(
  object: Record<string, unknown>,
  kind: Change["kind"],
  at: number,
  value: unknown,
): void {
  const keys = Object.keys(object);
  const key = keys[at % keys.length];
  if (kind === "add" || key === undefined) {
    object[KEYS[at % KEYS.length] ?? "name"] = value;
  } else if (kind === "remove") {
    delete object[key];
  } else if (kind === "replace") {
    object[key] = value;
  } else {
    const moved = object[key];
    delete object[key];
    object[key] = moved;
  }
}

function containersIn(value: unknown): object[] {
  return typeof value === "object" && value !== null
    ? [value, ...Object.values(value).flatMap(containersIn)]
    : [];
}
