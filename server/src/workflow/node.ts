import type { Span } from "./span";

/** The types of JSON values. */
export type NodeType = "object" | "array" | "string" | "number" | "boolean" | "null";

const NOTHING: readonly never[] = [];

/**
 * Where a part of the text begins, as an offset. What stands in that part counts from here, so that a change of
 * the text before it moves one number and not all that is in it. The whole text has one, and so has each object
 * that is an item of an array.
 */
export class Anchor {
  constructor(public offset: number) {}
}

/** A stretch of the text that stays where it belongs when the text before it changes. */
export class Stretch implements Span {
  /** @param from where it begins, and `to` where it ends, both counted from the anchor */
  constructor(
    readonly anchor: Anchor,
    protected from: number,
    protected to: number,
  ) {}

  get start(): number {
    return this.anchor.offset + this.from;
  }

  get end(): number {
    return this.anchor.offset + this.to;
  }

  /** Moves it by so many characters, for what changed before it behind its anchor. */
  move(by: number): void {
    this.from += by;
    this.to += by;
  }
}

/** The first character of a stretch, such as the brace of an object. */
export class Head implements Span {
  constructor(private readonly whole: Span) {}

  get start(): number {
    return this.whole.start;
  }

  get end(): number {
    return this.whole.start + 1;
  }
}

/**
 * One value of the text. As a span it covers the value, of a string its quotes included. All nodes have one
 * shape and leaves share their empty lists, which keeps the tree of a large file small.
 */
export class Node extends Stretch {
  /** The properties of an object as written, in order; a key that stands twice is here twice. */
  properties: readonly Property[] = NOTHING;
  /** The items of an array. */
  items: readonly Node[] = NOTHING;

  constructor(
    readonly type: NodeType,
    anchor: Anchor,
    from: number,
    to: number,
    /** The decoded value of a leaf; null for objects and arrays. */
    public value: string | number | boolean | null,
  ) {
    super(anchor, from, to);
  }

  /** Puts the end, while the node is read, at an offset of the text. */
  endAt(offset: number): void {
    this.to = offset - this.anchor.offset;
  }

  /** Puts another item in the place of one. */
  replaceItem(index: number, item: Node): void {
    this.items = this.items.with(index, item);
  }

  /** Takes over that so many characters came or went inside of it. */
  grow(by: number): void {
    this.to += by;
  }

  /** Moves it, and all in it that counts from the same anchor, by so many characters. */
  override move(by: number): void {
    super.move(by);
    for (const property of this.properties) {
      property.move(by);
    }
    for (const item of this.items) {
      if (item.anchor === this.anchor) {
        item.move(by);
      }
    }
  }
}

/** A key and what stands behind it. `value` is undefined while the value is not typed yet. */
export class Property {
  value: Node | undefined = undefined;
  // Few keys are ever asked for, and a span for each would double what a tree takes.

  #key: Stretch | undefined;

  /** @param from where the key begins, and `to` where it ends, quotes included, both counted from the anchor */
  constructor(
    readonly name: string,
    private readonly anchor: Anchor,
    private from: number,
    private to: number,
  ) {}

  /** The key, quotes included. */
  get key(): Stretch {
    this.#key ??= new Stretch(this.anchor, this.from, this.to);
    return this.#key;
  }

  /** Key and value together. */
  get span(): Span {
    const { offset } = this.anchor;
    return { start: offset + this.from, end: this.value?.end ?? offset + this.to };
  }

  /** Moves key and value by so many characters; the value counts from the same anchor. */
  move(by: number): void {
    this.from += by;
    this.to += by;
    this.#key?.move(by);
    this.value?.move(by);
  }
}

/** The property that counts: of a key that stands twice, JSON readers take the last. */
export function propertyOf(node: Node, name: string): Property | undefined {
  for (let at = node.properties.length - 1; at >= 0; at--) {
    const property = node.properties[at];
    if (property?.name === name) {
      return property;
    }
  }
  return undefined;
}

/** How many values a node is, with all that is in it. */
export function countValues({ properties, items }: Node): number {
  let count = 1;
  for (const { value } of properties) {
    count += value ? countValues(value) : 0;
  }
  for (const item of items) {
    count += countValues(item);
  }
  return count;
}

/** The object or array that starts at an offset. */
export function nodeFrom(root: Node, start: number): Node | undefined {
  let node: Node | undefined = root;
  while (node && node.start !== start) {
    const values: readonly (Node | undefined)[] =
      node.type === "object" ? node.properties.map((property) => property.value) : node.items;
    node = values.find((value) => value !== undefined && value.start <= start && start < value.end);
  }
  return node;
}

/** The JavaScript value of a node. Objects have no prototype, so that no key means more than itself. */
export function toValue(node: Node): unknown {
  switch (node.type) {
    case "object": {
      const object: Record<string, unknown> = Object.create(null);
      for (const { name, value } of node.properties) {
        if (value) {
          object[name] = toValue(value);
        }
      }
      return object;
    }
    case "array":
      return node.items.map(toValue);
    default:
      return node.value;
  }
}
