import type { Node } from "jsonc-parser";
import { isObject } from "../api/types";
import { contentsOf, contentsOfItem, KEYS, type Part, partsUnder } from "./contents";
import { isIdentical } from "./json";
import { type Layout, layoutOf, reindent } from "./layout";
import { Lines } from "./lines";
import { type Frame, frameOf, type Member, rebuild } from "./members";
import { partOfItem, print } from "./print";
import { alignParts, alignValues, idOfStep, indexById, stepsOf } from "./steps";
import { endOf, type Field, fieldsOf, valueOfNode } from "./tree";

type Fields = Readonly<Record<string, unknown>>;

/** Lines with a whole object or list in them are made no longer. */
const WIDEST = 100;

/** A member of an object, with the key that it counts as. */
interface KeyedMember extends Member {
  readonly key: string;
}

/** Rewrites a workflow's text so that it says something else. What says the same already stays to the letter. */
export class Rewriter {
  readonly #lines: Lines;
  readonly #layout: Layout;
  readonly #values = new WeakMap<Node, unknown>();
  /** The steps that are in both, by their ids. */
  readonly #steps: ReadonlyMap<string, Node>;
  readonly #shared: ReadonlySet<string>;

  constructor(
    private readonly text: string,
    private readonly root: Node,
    private readonly target: Fields,
  ) {
    this.#lines = new Lines(text);
    this.#layout = layoutOf(text, root, this.#lines);
    const wanted = indexById(identified([...stepsOf(target)].map(({ step }) => [step, step])));
    const steps = indexById(identified(nodesOfSteps(root).map((node) => [this.#valueOf(node), node])));
    this.#steps = new Map([...steps].filter(([id]) => wanted.has(id)));
    this.#shared = new Set(this.#steps.keys());
  }

  rewritten(): string {
    const { text, root } = this;
    return text.slice(0, root.offset) + this.#part(root, this.target, "workflow") + text.slice(endOf(root));
  }

  /** @param part what the value is, or what the items of the list are; undefined for what is not the format's own */
  #write(node: Node, target: unknown, part: Part | undefined): string {
    if (isSameAs(this.#valueOf(node), target, part)) {
      return this.#slice(node);
    }
    if (node.type === "object" && isObject(target)) {
      return part ? this.#part(node, target, part) : this.#object(node, target);
    }
    if (node.type === "array" && Array.isArray(target)) {
      return this.#list(node, target, part);
    }
    const around = node.parent?.type === "property" ? node.parent.parent : node.parent;
    return this.#fresh(target, part, this.#frameOf(around ?? node));
  }

  #part(node: Node, target: Fields, part: Part): string {
    const order = part === "workflow" ? ["$schema", "id", ...KEYS.workflow] : KEYS[part];
    const now = this.#fields(node);
    const [is, wanted] = [contentsOf(now, part), contentsOf(target, part)];
    const isOther = part === "workflow" && target["id"] !== undefined && !isSameId(now["id"], target["id"]);
    const wrong = KEYS[part].filter((key) => !isIdentical(is[key], wanted[key]));
    const targets = new Map(
      [...(isOther ? ["id"] : []), ...wrong].map((key) => [key, rawValue(target, part, key)]),
    );
    return this.#rebuild(node, targets, order, part);
  }

  /** An object that is not the format's own, such as a config: all its keys count. */
  #object(node: Node, target: Fields): string {
    const now = this.#fields(node);
    const keys = new Set([...Object.keys(now), ...Object.keys(target)]);
    const targets = new Map(
      [...keys]
        .filter(
          (key) =>
            !(Object.hasOwn(now, key) && Object.hasOwn(target, key) && isIdentical(now[key], target[key])),
        )
        .map((key) => [key, Object.hasOwn(target, key) ? target[key] : undefined]),
    );
    return this.#rebuild(node, targets, Object.keys(target), undefined);
  }

  /**
   * @param targets the values of the keys that change; undefined for those that are taken out
   * @param order in which keys are put in
   */
  #rebuild(
    node: Node,
    targets: ReadonlyMap<string, unknown>,
    order: readonly string[],
    part: Part | undefined,
  ): string {
    const frame = this.#frameOf(node);
    const fields = fieldsOf(node);
    const written = fields.map(({ key }) => (part === "step" && key === "provider" ? "action" : key));
    const counting = countingFields(fields, part);
    const members = fields.flatMap(({ property, value }, own): KeyedMember[] => {
      const key = written[own] ?? "";
      if (!targets.has(key)) {
        return [{ own, key, text: this.#slice(property) }];
      }
      const target = targets.get(key);
      if (target === undefined) {
        return [];
      }
      const text =
        counting.get(key) === value
          ? this.text.slice(property.offset, value.offset) +
            this.#write(value, target, itemsUnder(part, key, target))
          : this.#slice(property);
      return [{ own, key, text }];
    });
    const present = new Set(written);
    const added = [...targets].flatMap(([key, target]): KeyedMember[] => {
      if (target === undefined || present.has(key)) {
        return [];
      }
      const name = part === "step" && key === "action" ? this.#layout.action : key;
      const value = this.#fresh(target, itemsUnder(part, key, target), frame);
      return [{ own: undefined, key, text: JSON.stringify(name) + this.#layout.colon + value }];
    });
    return rebuild(this.text, node, withAdded(members, added, order), frame);
  }

  #list(node: Node, target: readonly unknown[], part: Part | undefined): string {
    const items = node.children ?? [];
    const values = items.map((item) => this.#valueOf(item));
    const matches = part ? alignParts(values, target, part, this.#shared) : alignValues(values, target);
    const frame = this.#frameOf(node);
    const members = target.map((value, at): Member => {
      const own = matches[at]?.from;
      const item = own === undefined ? undefined : items[own];
      if (item) {
        return { own, text: this.#write(item, value, partOfItem(value, part)) };
      }
      const step = part === "step" ? this.#steps.get(idOfStep(value) ?? "") : undefined;
      return {
        own: undefined,
        text: step
          ? reindent(this.#write(step, value, part), this.#lines.indentAt(step.offset), frame.indent)
          : this.#fresh(value, partOfItem(value, part), frame),
      };
    });
    return rebuild(this.text, node, members, frame);
  }

  /** A new value, laid out as those around it; on one line where they are, unless it gets too long. */
  #fresh(value: unknown, part: Part | undefined, frame: Frame): string {
    const options = { layout: this.#layout, indent: frame.indent };
    if (frame.isInline || frame.isNarrow) {
      const inline = print(value, part, { ...options, isInline: true });
      if (
        this.#lines.isOne(this.root.offset, endOf(this.root)) ||
        frame.indent.length + inline.length <= WIDEST
      ) {
        return inline;
      }
    }
    return print(value, part, { ...options, isInline: false });
  }

  #frameOf(container: Node): Frame {
    return frameOf(this.text, container, this.#layout, this.#lines);
  }

  #fields(node: Node): Fields {
    const value = this.#valueOf(node);
    return isObject(value) ? value : {};
  }

  #valueOf(node: Node): unknown {
    if (!this.#values.has(node)) {
      this.#values.set(node, valueOfNode(node));
    }
    return this.#values.get(node);
  }

  #slice(node: Node): string {
    return this.text.slice(node.offset, endOf(node));
  }
}

function identified<T>(steps: readonly (readonly [value: unknown, step: T])[]): { id: string; step: T }[] {
  return steps.flatMap(([value, step]) => {
    const id = idOfStep(value);
    return id === undefined ? [] : [{ id, step }];
  });
}

function nodesOfSteps(owner: Node, part: Part = "workflow"): Node[] {
  return fieldsOf(owner).flatMap(({ key, value }) => {
    const inner = partsUnder(part, key);
    const items = inner && value.type === "array" ? (value.children ?? []) : [];
    return items
      .filter((item) => item.type === "object")
      .flatMap((item) => [...(inner === "step" ? [item] : []), ...nodesOfSteps(item, inner)]);
  });
}

/** What the items of the list under a key are; what is no list there is nothing of the format's own. */
function itemsUnder(part: Part | undefined, key: string, target: unknown): Part | undefined {
  return part && Array.isArray(target) ? partsUnder(part, key) : undefined;
}

function isSameId(a: unknown, b: unknown): boolean {
  return typeof a === "string" && typeof b === "string" ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function isSameAs(value: unknown, target: unknown, part: Part | undefined): boolean {
  if (part === undefined) {
    return isIdentical(value, target);
  }
  const contents = (side: unknown): unknown =>
    Array.isArray(side) ? side.map((item) => contentsOfItem(item, part)) : contentsOfItem(side, part);
  return isIdentical(contents(value), contents(target));
}

/** The value of a key as it is to be written; undefined where it is to be left out. */
function rawValue(target: Fields, part: Part, key: string): unknown {
  const value = target[key] ?? (part === "step" && key === "action" ? target["provider"] : undefined);
  return value ?? undefined;
}

/** The values that count by their keys, where a key is repeated or a step has both `action` and `provider`. */
function countingFields(fields: readonly Field[], part: Part | undefined): Map<string, Node> {
  const counting = new Map(fields.map(({ key, value }) => [key, value]));
  const action = counting.get("action");
  const provider = counting.get("provider");
  if (part === "step" && provider && (!action || action.type === "null")) {
    counting.set("action", provider);
  }
  return counting;
}

/**
 * Members with others among them, each of which stands behind the nearest one that comes before it in an order, else
 * before the first that comes behind it.
 *
 * @param added in that order
 */
function withAdded(
  members: readonly KeyedMember[],
  added: readonly KeyedMember[],
  order: readonly string[],
): readonly KeyedMember[] {
  const ranks = new Map(order.map((key, at) => [key, at]));
  /** Behind which of the members one of a key stands; it may be one of those that are added. */
  const places = new Map(members.map(({ key }, at) => [key, at]));
  const behind = new Map<number, KeyedMember[]>();
  for (const member of added) {
    const rank = ranks.get(member.key) ?? 0;
    let before = rank - 1;
    while (before >= 0 && !places.has(order[before] ?? "")) {
      before--;
    }
    const place = places.get(order[before] ?? "") ?? placeBefore(members, ranks, rank);
    const others = behind.get(place);
    if (others) {
      others.push(member);
    } else {
      behind.set(place, [member]);
    }
    places.set(member.key, place);
  }
  const start = behind.get(-1) ?? [];
  return [...start, ...members.flatMap((member, at) => [member, ...(behind.get(at) ?? [])])];
}

/** The index of the member before the first one that comes later in the order; of the last one where none does. */
function placeBefore(
  members: readonly KeyedMember[],
  ranks: ReadonlyMap<string, number>,
  rank: number,
): number {
  const next = members.findIndex(({ key }) => (ranks.get(key) ?? -1) > rank);
  return (next < 0 ? members.length : next) - 1;
}
