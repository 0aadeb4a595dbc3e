import { isObject } from "../api/types";
import { type Contents, contentsOf, type Difference, KEYS, type Part, partsUnder } from "./contents";
import { isIdentical } from "./json";
import { alignParts, idOfStep, indexById, stepsOf } from "./steps";

/**
 * In what two workflows differ; nothing exactly where `isSame` says that they do not. Steps are known by their ids,
 * wherever they are: one that was added, taken out or moved is one difference.
 */
export function differencesOf(before: Contents, after: Contents): Difference[] {
  const [a, b] = [contentsOf(before, "workflow"), contentsOf(after, "workflow")];
  const comparison = new Comparison(a, b);
  comparison.fields("workflow", { value: a, path: [] }, { value: b, path: [] }, []);
  return comparison.found;
}

type Path = readonly (string | number)[];

/** A part with where it is. */
interface Located<T> {
  readonly value: T;
  readonly path: Path;
}

/** Names that are longer are cut. */
const LONGEST_NAME = 60;

class Comparison {
  readonly found: Difference[] = [];
  readonly #before: ReadonlyMap<string, Located<Contents>>;
  readonly #after: ReadonlyMap<string, Located<Contents>>;
  readonly #shared: ReadonlySet<string>;

  constructor(before: Contents, after: Contents) {
    this.#before = locate(before);
    this.#after = locate(after);
    this.#shared = new Set([...this.#before.keys()].filter((id) => this.#after.has(id)));
  }

  /** @param place the words that name the part */
  fields(part: Part, before: Located<Contents>, after: Located<Contents>, place: readonly string[]): void {
    for (const key of KEYS[part]) {
      const a = { value: before.value[key], path: [...before.path, key] };
      const b = { value: after.value[key], path: [...after.path, key] };
      const inner = partsUnder(part, key);
      if (isIdentical(a.value, b.value)) {
        continue;
      }
      const [old, other] = [listOf(a), listOf(b)];
      if (inner && old && other) {
        this.#list(inner, old, other, place);
      } else if (key === "config" && isObject(a.value) && isObject(b.value)) {
        this.#config(a.value, b.value, a.path, b.path, place);
      } else {
        this.#tell(a, b, [...place, key]);
      }
    }
  }

  #list(
    part: Part,
    before: Located<readonly unknown[]>,
    after: Located<readonly unknown[]>,
    place: readonly string[],
  ): void {
    const matches = alignParts(before.value, after.value, part, this.#shared);
    after.value.forEach((value, at) => {
      const match = matches[at];
      const item = { value, path: [...after.path, at] };
      const elsewhere = part === "step" && !match ? this.#counterpart(value) : undefined;
      const old = match ? { value: before.value[match.from], path: [...before.path, match.from] } : elsewhere;
      const words = wordsFor(part, value, at, place);
      if (elsewhere || match?.isMoved) {
        this.found.push({ kind: "changed", path: item.path, label: label([...words, "position"]) });
      }
      this.#item(part, old, item, words);
    });
    const kept = new Set(matches.map((match) => match?.from));
    before.value.forEach((value, at) => {
      // A step that is elsewhere now is told of there.
      if (!kept.has(at) && !(part === "step" && this.#shared.has(idOfStep(value) ?? ""))) {
        const path = [...before.path, at];
        this.found.push({ kind: "removed", path, label: label(wordsFor(part, value, at, place)) });
      }
    });
  }

  /** The step of the same id as it was before. */
  #counterpart(step: unknown): Located<Contents> | undefined {
    const id = idOfStep(step);
    return id !== undefined && this.#shared.has(id) ? this.#before.get(id) : undefined;
  }

  #item(
    part: Part,
    before: Located<unknown> | undefined,
    after: Located<unknown>,
    words: readonly string[],
  ): void {
    if (before && isObject(before.value) && isObject(after.value)) {
      this.fields(
        part,
        { value: before.value, path: before.path },
        { value: after.value, path: after.path },
        words,
      );
    } else if (!before) {
      this.found.push({ kind: "added", path: after.path, label: label(words) });
    } else if (!isIdentical(before.value, after.value)) {
      this.found.push({ kind: "changed", path: after.path, label: label(words) });
    }
  }

  #config(before: Contents, after: Contents, from: Path, to: Path, place: readonly string[]): void {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const value = (config: Contents) => (Object.hasOwn(config, key) ? config[key] : undefined);
      this.#tell(
        { value: value(before), path: [...from, key] },
        { value: value(after), path: [...to, key] },
        [...place, `config.${shortened(key)}`],
      );
    }
  }

  #tell(before: Located<unknown>, after: Located<unknown>, words: readonly string[]): void {
    if (!isIdentical(before.value, after.value)) {
      const kind = before.value === undefined ? "added" : after.value === undefined ? "removed" : "changed";
      const { path } = kind === "removed" ? before : after;
      this.found.push({ kind, path, label: label(words) });
    }
  }
}

function locate(workflow: Contents): Map<string, Located<Contents>> {
  return indexById(
    [...stepsOf(workflow)].flatMap(({ step, path }) => {
      const id = idOfStep(step);
      return id === undefined ? [] : [{ id, step: { value: step, path } }];
    }),
  );
}

/** The list; one that is absent is empty, and what is no list is none. */
function listOf({ value, path }: Located<unknown>): Located<readonly unknown[]> | undefined {
  return value === undefined ? { value: [], path } : Array.isArray(value) ? { value, path } : undefined;
}

/** What a step or a condition is called; a condition belongs to its step, and a step stands for itself. */
function wordsFor(part: Part, value: unknown, at: number, place: readonly string[]): readonly string[] {
  return part === "step" ? [nameOfStep(value, at)] : [...place, `condition ${at + 1}`];
}

function nameOfStep(step: unknown, at: number): string {
  const names = isObject(step) ? [step["name"], step["action"], step["id"]] : [];
  const name = names.find((candidate) => typeof candidate === "string" && candidate !== "");
  return typeof name === "string" ? `step '${shortened(name)}'` : `step ${at + 1}`;
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

function label(words: readonly string[]): string {
  return words.join(", ");
}
