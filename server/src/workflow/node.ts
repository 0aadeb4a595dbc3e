import type { Span } from "./span";

/** The types of JSON values. */
export type NodeType = "object" | "array" | "string" | "number" | "boolean" | "null";

const NOTHING: readonly never[] = [];

/**
 * One value of the text. As a span it covers the value, of a string its quotes included. All nodes have one
 * shape and leaves share their empty lists, which keeps the tree of a large file small.
 */
export class Node implements Span {
  end: number;
  /** The properties of an object as written, in order; a key that stands twice is here twice. */
  properties: readonly Property[] = NOTHING;
  /** The items of an array. */
  items: readonly Node[] = NOTHING;

  constructor(
    readonly type: NodeType,
    readonly start: number,
    end: number,
    /** The decoded value of a leaf; null for objects and arrays. */
    readonly value: string | number | boolean | null,
  ) {
    this.end = end;
  }
}

/** A key and what stands behind it. `value` is undefined while the value is not typed yet. */
export class Property {
  value: Node | undefined = undefined;

  constructor(
    readonly name: string,
    private readonly keyStart: number,
    private readonly keyEnd: number,
  ) {}

  /** The key, quotes included. */
  get key(): Span {
    return { start: this.keyStart, end: this.keyEnd };
  }

  /** Key and value together. */
  get span(): Span {
    return { start: this.keyStart, end: this.value?.end ?? this.keyEnd };
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
