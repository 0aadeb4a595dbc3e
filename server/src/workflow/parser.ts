import { Faults } from "./faults";
import { Anchor, Node, Property } from "./node";
import { MAX_DEPTH, MESSAGES, type SyntaxProblem, TOKEN_MESSAGES } from "./problems";
import { MOST_VALUES } from "./size";
import type { Span } from "./span";
import { Strings } from "./strings";
import { Kind, TokenError, Tokens } from "./tokens";

/** What is wrong inside a token and has no bearing on what follows; a string without its end swallows some of it. */
const HARMLESS: ReadonlySet<number> = new Set([
  TokenError.UnexpectedEndOfNumber,
  TokenError.InvalidUnicode,
  TokenError.InvalidEscape,
  TokenError.InvalidCharacter,
]);

/** A recursive descent over the tokens. */
export class Parser {
  /** The anchors of all that was read, in the order of the text. */
  readonly anchors: Anchor[] = [];
  /** How many values were read. */
  values = 0;
  readonly #faults = new Faults();
  readonly #tokens: Tokens;
  readonly #strings = new Strings();
  /** Whether the last token was a string without its end, which has swallowed the comma behind it too. */
  #isCommaSwallowed = false;
  #depth: number;
  #anchor: Anchor;
  #openBraces = 0;
  #openBrackets = 0;
  /** A key that was met inside an array that was never closed. It belongs to the object around it. */
  #strayKey: { readonly property: Property; readonly before: number } | undefined;

  /**
   * @param start where to begin reading, as an offset of the text
   * @param depth how many brackets are open there
   */
  constructor(text: string, start = 0, depth = 0) {
    this.#anchor = new Anchor(start);
    this.anchors.push(this.#anchor);
    this.#depth = depth;
    this.#tokens = new Tokens(text, start, (span, isClosed) => this.#faults.reportComment(span, isClosed));
  }

  get problems(): SyntaxProblem[] {
    return this.#faults.told;
  }

  /** Whether nobody knows what belongs to what. */
  get isTorn(): boolean {
    return this.#faults.isTorn;
  }

  parse(): Node | undefined {
    const tokens = this.#tokens;
    if (tokens.kind === Kind.End) {
      this.#faults.report({ start: 0, end: 0 }, MESSAGES.empty);
      return undefined;
    }
    const root = this.#parseValue();
    if (!root) {
      this.#faults.report(tokens, MESSAGES.unknownValue, { isStructural: true });
    } else if (tokens.kind !== Kind.End) {
      this.#faults.report(tokens, MESSAGES.rest, { isStructural: true });
    }
    return root;
  }

  /** Reads the object at the token and no more; where it ends is `end` of what is answered. */
  parseObject(): Node | undefined {
    return this.#tokens.kind === Kind.OpenBrace ? this.#parseValue() : undefined;
  }

  /** The value at the token; undefined, and nothing read, where none starts. */
  #parseValue(): Node | undefined {
    if (this.values >= MOST_VALUES && !this.#faults.isLost) {
      this.#faults.reportTooMany(this.#tokens);
      this.#tokens.skipAll();
    }
    switch (this.#tokens.kind) {
      case Kind.OpenBrace:
        return this.#nest((node) => this.#parseProperties(node), "object");
      case Kind.OpenBracket:
        return this.#nest((node) => this.#parseItems(node), "array");
      case Kind.String:
        return this.#parseLeaf("string", this.#strings.shared(this.#tokens.value));
      case Kind.Number:
        return this.#parseLeaf("number", Number(this.#tokens.value));
      case Kind.True:
      case Kind.False:
        return this.#parseLeaf("boolean", this.#tokens.kind === Kind.True);
      case Kind.Null:
        return this.#parseLeaf("null", null);
      default:
        return undefined;
    }
  }

  #parseLeaf(type: Node["type"], value: Node["value"]): Node {
    const tokens = this.#tokens;
    const node = this.#node(type, value);
    this.#checkToken();
    tokens.next();
    return node;
  }

  /** Tells what is wrong inside the token, which is sure whatever was wrong before. */
  #checkToken(): void {
    const { error } = this.#tokens;
    const message = error === 0 ? undefined : TOKEN_MESSAGES[error];
    if (message) {
      this.#faults.reportInToken(this.#tokens, message, { isHarmless: HARMLESS.has(error) });
      this.#isCommaSwallowed = error === TokenError.UnexpectedEndOfString;
    }
  }

  /** Whether a comma has to follow, which it need not where a string without its end may hold it. */
  #needsComma(): boolean {
    const isSwallowed = this.#isCommaSwallowed;
    this.#isCommaSwallowed = false;
    return !isSwallowed;
  }

  /** A node for the token, which may yet turn out to be the beginning of more. */
  #node(type: Node["type"], value: Node["value"]): Node {
    this.values++;
    const { start, end } = this.#tokens;
    const { offset } = this.#anchor;
    return new Node(type, this.#anchor, start - offset, end - offset, value);
  }

  #property(name: string, { start, end }: Span): Property {
    const { offset } = this.#anchor;
    return new Property(name, this.#anchor, start - offset, end - offset);
  }

  #nest(parseInside: (node: Node) => void, type: "object" | "array"): Node {
    const tokens = this.#tokens;
    const node = this.#node(type, null);
    if (this.#depth >= MAX_DEPTH) {
      this.#faults.report(tokens, MESSAGES.tooDeep);
      this.#skipNested();
    } else {
      this.#depth++;
      tokens.next();
      parseInside(node);
      this.#depth--;
    }
    node.endAt(this.#strayKey?.before ?? tokens.previousEnd);
    return node;
  }

  /** Passes over a value and all that is inside it, without recursion. */
  #skipNested(): void {
    const tokens = this.#tokens;
    let open = 0;
    do {
      const { kind } = tokens;
      open += kind === Kind.OpenBrace || kind === Kind.OpenBracket ? 1 : 0;
      open -= kind === Kind.CloseBrace || kind === Kind.CloseBracket ? 1 : 0;
      tokens.next();
    } while (open > 0 && tokens.kind !== Kind.End);
  }

  #parseProperties(node: Node): void {
    const tokens = this.#tokens;
    const properties: Property[] = [];
    this.#openBraces++;
    let lacksComma = false;
    while (this.#strayKey || !this.#isEnd(Kind.CloseBrace, this.#openBrackets, MESSAGES.closeBrace)) {
      if (!this.#strayKey && tokens.kind === Kind.Comma) {
        this.#parseComma(lacksComma, Kind.CloseBrace, MESSAGES.key);
        lacksComma = false;
        continue;
      }
      if (!this.#strayKey && tokens.kind === Kind.OpenBrace && this.#openBrackets > 0) {
        // Where a key belongs, the next item of the array around this object begins.
        this.#faults.report(tokens, MESSAGES.closeBrace, { isStructural: true });
        break;
      }
      if (lacksComma) {
        const isColon = tokens.kind === Kind.Colon;
        const message = isColon ? MESSAGES.openBrace : MESSAGES.comma;
        this.#faults.report(tokens, message, { isHarmless: !isColon, isStructural: isColon });
      }
      const property = this.#parseProperty();
      if (property) {
        properties.push(property);
      }
      lacksComma = this.#needsComma() && !this.#strayKey;
    }
    this.#openBraces--;
    node.properties = fitted(properties);
    this.#close(Kind.CloseBrace);
  }

  #parseProperty(): Property | undefined {
    const tokens = this.#tokens;
    const told = this.#faults.told.length;
    const stray = this.#strayKey?.property;
    const isKey = tokens.kind === Kind.String;
    const isBracket = tokens.kind === Kind.OpenBrace || tokens.kind === Kind.OpenBracket;
    const key = stray ? stray.key : { start: tokens.start, end: tokens.end };
    const property = stray ?? (isKey ? this.#property(this.#strings.shared(tokens.value), key) : undefined);
    this.#strayKey = undefined;
    if (!stray) {
      if (isKey) {
        this.#checkToken();
      } else {
        this.#faults.report(tokens, MESSAGES.key, { isStructural: isBracket });
      }
      if (isBracket) {
        this.#parseValue();
        return undefined;
      }
      if (tokens.kind !== Kind.Colon) {
        tokens.next();
      }
    }
    const value = this.#parseBehindKey(key);
    if (property) {
      property.value = value;
    }
    if (value) {
      this.#faults.recover(told);
    }
    return property;
  }

  /** Colon and value. Without a colon, only what stands on the key's line can be its value. */
  #parseBehindKey(key: Span): Node | undefined {
    const tokens = this.#tokens;
    const colon = { start: tokens.start, end: tokens.end };
    if (tokens.kind === Kind.Colon) {
      tokens.next();
    } else {
      this.#faults.report(key, MESSAGES.colon);
      if (tokens.startsLine) {
        return undefined;
      }
    }
    const value = this.#parseValue();
    if (!value && tokens.kind === Kind.Unknown) {
      this.#faults.report(tokens, MESSAGES.unknownValue);
      tokens.next();
    } else if (!value) {
      this.#faults.report(colon, MESSAGES.value);
    }
    return value;
  }

  #parseItems(node: Node): void {
    const tokens = this.#tokens;
    const items: Node[] = [];
    this.#openBrackets++;
    let lacksComma = false;
    while (!this.#strayKey && !this.#isEnd(Kind.CloseBracket, this.#openBraces, MESSAGES.closeBracket)) {
      if (tokens.kind === Kind.Comma) {
        this.#parseComma(lacksComma, Kind.CloseBracket, MESSAGES.value);
        lacksComma = false;
        continue;
      }
      if (lacksComma) {
        this.#faults.report(tokens, MESSAGES.comma, { isHarmless: true });
      }
      this.#parseItem(items);
      lacksComma = this.#needsComma();
    }
    this.#openBrackets--;
    node.items = fitted(items);
    this.#close(Kind.CloseBracket);
  }

  #parseItem(items: Node[]): void {
    const tokens = this.#tokens;
    const told = this.#faults.told.length;
    const before = tokens.previousEnd;
    const outer = this.#anchor;
    if (tokens.kind === Kind.OpenBrace) {
      this.#anchor = new Anchor(tokens.start);
      this.anchors.push(this.#anchor);
    }
    const item = this.#parseValue();
    this.#anchor = outer;
    if (!item) {
      this.#faults.report(tokens, MESSAGES.unknownValue, { isStructural: tokens.kind === Kind.Colon });
      tokens.next();
    } else if (item.type === "string" && tokens.kind === Kind.Colon && this.#openBraces > 0) {
      this.#faults.report(item, MESSAGES.closeBracket, { isStructural: true });
      this.#strayKey = { property: this.#property(String(item.value), item), before };
    } else {
      items.push(item);
      this.#faults.recover(told);
    }
  }

  /** Reads a comma; one that stands before the closing bracket, or behind nothing, is a problem. */
  #parseComma(follows: boolean, closing: number, missing: string): void {
    const tokens = this.#tokens;
    const comma = { start: tokens.start, end: tokens.end };
    tokens.next();
    if (!follows) {
      this.#faults.report(comma, missing);
    } else if (tokens.kind === closing) {
      this.#faults.report(comma, MESSAGES.trailingComma, { remove: comma, isHarmless: true });
    }
  }

  /**
   * Whether the object or array is at its end: closed, or left open at the end of the file or at the other kind
   * of bracket. A bracket that closes nothing at all is passed over.
   */
  #isEnd(closing: number, othersOpen: number, missing: string): boolean {
    const tokens = this.#tokens;
    for (;;) {
      if (tokens.kind === closing) {
        return true;
      }
      if (tokens.kind === Kind.End) {
        // What is missing at the end shows best at the last character that is there.
        const end = tokens.previousEnd;
        this.#faults.report({ start: Math.max(0, end - 1), end }, missing, { isStructural: true });
        return true;
      }
      if (tokens.kind !== Kind.CloseBrace && tokens.kind !== Kind.CloseBracket) {
        return false;
      }
      if (othersOpen > 0) {
        this.#faults.report(tokens, missing, { isStructural: true });
        return true;
      }
      this.#faults.report(tokens, MESSAGES.stray, { isStructural: true });
      tokens.next();
    }
  }

  #close(closing: number): void {
    if (this.#tokens.kind === closing && !this.#strayKey) {
      this.#tokens.next();
    }
  }
}

/** A list without the room for more that it got while it grew, which in a large file is most of what lists take. */
function fitted<T>(list: readonly T[]): readonly T[] {
  return list.slice();
}
