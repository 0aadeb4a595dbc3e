import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { isTooDeep } from "../api/depth";

/** A key of an object with its value. */
export interface Field {
  readonly key: string;
  readonly property: Node;
  readonly value: Node;
}

/**
 * Parses a text whose root is an object, comments allowed; undefined for any other. Offsets count from the start of
 * the text, a byte order mark included.
 */
export function parseObject(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseLoosely(text, errors);
  return errors.length === 0 && root?.type === "object" ? root : undefined;
}

/** As much of a text as can be understood, which it may be no more; undefined for nothing. */
export function parseLoosely(text: string, errors: ParseError[] = []): Node | undefined {
  const source = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  return isTooDeep(source) ? undefined : parseTree(source, errors, { allowTrailingComma: false });
}

/** The fields of an object in order, repeated keys included; those without a value are left out. */
export function fieldsOf(object: Node): Field[] {
  return (object.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && value ? [{ key: String(key.value), property, value }] : [];
  });
}

/** The value of a key; of a repeated one the last, which is the one that counts. */
export function valueUnder(object: Node, key: string): Node | undefined {
  return object.type === "object"
    ? fieldsOf(object).findLast((field) => field.key === key)?.value
    : undefined;
}

/** What a node stands for, as `JSON.parse` would have it. */
export function valueOfNode(node: Node): unknown {
  if (node.type === "array") {
    return (node.children ?? []).map(valueOfNode);
  }
  return node.type === "object"
    ? Object.fromEntries(fieldsOf(node).map(({ key, value }) => [key, valueOfNode(value)]))
    : node.value;
}

export function endOf(node: Node): number {
  return node.offset + node.length;
}
