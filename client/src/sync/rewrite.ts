import type { Node } from "jsonc-parser";
import { isObject } from "../api/types";
import { contentsOf, contentsOfItem, KEYS, type Part, partsUnder } from "./contents";
import { isIdentical } from "./json";
import { hasLineBreak, indentAt, type Layout, layoutOf, reindent } from "./layout";
import { type Frame, frameOf, type Member, rebuild } from "./members";
import { partOfItem, print } from "./print";
import { alignParts, alignValues, idOfStep, indexById, stepsOf } from "./steps";
import { endOf, fieldsOf, valueOfNode, valueUnder } from "./tree";

type Fields = Readonly<Record<string, unknown>>;

/** Lines with a whole object or list in them are made no longer. */
const WIDEST = 100;

/** A member of an object, with the key that it counts as. */
interface KeyedMember extends Member {
  readonly key: string;
}

/** Rewrites a workflow's text so that it says something else. What says the same already stays to the letter. */
export class Rewriter {
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
    this.#layout = layoutOf(text, root);
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
    return this.#fresh(target, part, frameOf(this.text, around ?? node, this.#layout));
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
    const frame = frameOf(this.text, node, this.#layout);
    const written = fieldsOf(node).map(({ key }) => (part === "step" && key === "provider" ? "action" : key));
    const counting = new Map([...targets.keys()].map((key) => [key, this.#countingField(node, key, part)]));
    const members = fieldsOf(node).flatMap(({ property, value }, own): KeyedMember[] => {
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
    for (const [key, target] of targets) {
      if (target !== undefined && !written.includes(key)) {
        const name = part === "step" && key === "action" ? this.#layout.action : key;
        const value = this.#fresh(target, itemsUnder(part, key, target), frame);
        insert(
          members,
          { own: undefined, key, text: JSON.stringify(name) + this.#layout.colon + value },
          order,
        );
      }
    }
    return rebuild(this.text, node, members, frame);
  }

  /** The value that counts where a key is repeated or a step has both `action` and `provider`. */
  #countingField(node: Node, key: string, part: Part | undefined): Node | undefined {
    const own = valueUnder(node, key);
    return part === "step" && key === "action" && (!own || own.type === "null")
      ? (valueUnder(node, "provider") ?? own)
      : own;
  }

  #list(node: Node, target: readonly unknown[], part: Part | undefined): string {
    const items = node.children ?? [];
    const values = items.map((item) => this.#valueOf(item));
    const matches = part ? alignParts(values, target, part, this.#shared) : alignValues(values, target);
    const frame = frameOf(this.text, node, this.#layout);
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
          ? reindent(this.#write(step, value, part), indentAt(this.text, step.offset), frame.indent)
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
      if (!hasLineBreak(this.#slice(this.root)) || frame.indent.length + inline.length <= WIDEST) {
        return inline;
      }
    }
    return print(value, part, { ...options, isInline: false });
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

/** Puts a member behind the nearest one that comes before it in an order, else before the first that comes behind it. */
function insert(members: KeyedMember[], member: KeyedMember, order: readonly string[]): void {
  const rank = order.indexOf(member.key);
  const before = order.slice(0, rank).findLast((key) => members.some((other) => other.key === key));
  const at =
    before === undefined
      ? members.findIndex(({ key }) => order.indexOf(key) > rank)
      : members.findLastIndex(({ key }) => key === before) + 1;
  members.splice(at < 0 ? members.length : at, 0, member);
}
