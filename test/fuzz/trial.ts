import assert from "node:assert/strict";
import type { Target } from "./targets";

/** Objects that all others share, and that no text may add anything to. */
const SHARED: readonly object[] = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Number.prototype,
  Map.prototype,
  Set.prototype,
  Promise.prototype,
  Object,
  Array,
  JSON,
];

const BEFORE = SHARED.map((one) => Reflect.ownKeys(one).length);

const rejections: unknown[] = [];

/** Has promises that are rejected while nobody listens count as faults of what was tried. */
export function listenForRejections(): void {
  process.on("unhandledRejection", (error) => rejections.push(error));
}

/** Tries one input. Throws where something goes wrong, in whatever way. Answers how many characters it was about. */
export async function tryInput<T>(target: Target<T>, input: T): Promise<number> {
  const characters = await target.run(input);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(
    SHARED.map((one) => Reflect.ownKeys(one).length),
    BEFORE,
    "A shared object has got something",
  );
  const [rejection] = rejections.splice(0);
  if (rejection !== undefined) {
    throw new Error("A promise was rejected and nobody listened", { cause: rejection });
  }
  return characters;
}
