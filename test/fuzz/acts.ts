import fc from "fast-check";
import { anyParams } from "./nonsense";
import { anyFileText, anyTyping } from "./texts";

/** A place in a text: as a client finds it out, or as a broken one makes it up. */
export type Place =
  /** An offset, counted round. */
  | { readonly kind: "offset"; readonly at: number }
  | { readonly kind: "position"; readonly line: number; readonly character: number };

/** One stretch that is typed over, or the whole text. */
export interface Typing {
  readonly from: Place;
  readonly to: Place;
  readonly isWhole: boolean;
  readonly text: string;
}

/** What a client does. Documents and requests are numbers, counted round. */
export type Act =
  | { readonly kind: "open"; readonly document: number; readonly text: string; readonly version: number }
  | {
      readonly kind: "type";
      readonly document: number;
      readonly typings: readonly Typing[];
      /** How much the version grows, which is 1 for a client in its right mind. */
      readonly by: number;
    }
  | { readonly kind: "close"; readonly document: number }
  | {
      readonly kind: "ask";
      readonly document: number;
      readonly request: number;
      readonly from: Place;
      readonly to: Place;
      /** What a request takes besides, such as a new name. */
      readonly text: string;
      /** After how many turns it is cancelled; never where it is undefined. */
      readonly cancelAfter: number | undefined;
      /** Whether the answer is waited for before anything else is done. */
      readonly isAwaited: boolean;
    }
  | { readonly kind: "settings"; readonly settings: unknown }
  | { readonly kind: "file"; readonly file: number; readonly text: string | undefined }
  | { readonly kind: "time" }
  /** A message that is not as the protocol has it. The server may refuse it, and goes on. */
  | {
      readonly kind: "nonsense";
      readonly document: number;
      readonly method: number;
      readonly params: unknown;
    };

const anyPlace: fc.Arbitrary<Place> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("offset" as const), at: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("position" as const),
      line: fc.constantFrom(0, 1, 2, 3, 7, 50, 2 ** 31 - 1),
      character: fc.constantFrom(0, 1, 2, 9, 400, 2 ** 31 - 1),
    }),
  },
);

const anyTypingThere: fc.Arbitrary<Typing> = fc
  .record({
    from: anyPlace,
    length: fc.nat(12),
    to: anyPlace,
    isFar: fc.nat(5),
    whole: fc.nat(15),
    text: anyTyping,
  })
  .map(({ from, length, to, isFar, whole, text }) => ({
    from,
    to: isFar > 0 && from.kind === "offset" ? { kind: "offset", at: from.at + length } : to,
    isWhole: whole === 0,
    text,
  }));

const anyDocument = fc.nat(1);

const anyAsk = fc.record({
  kind: fc.constant("ask" as const),
  document: anyDocument,
  request: fc.nat(),
  from: anyPlace,
  to: anyPlace,
  text: fc.oneof(anyTyping, fc.uuid(), fc.constantFrom("KO", "silo.close", "\n", '"', "}")),
  cancelAfter: fc.option(fc.nat(4), { nil: undefined, freq: 2 }),
  isAwaited: fc.boolean(),
});

const anyCode = fc.constantFrom("syntax", "schema", "unknown-key", "no-rescue", "__proto__", "large-file");

/** Settings and project files of any shape, some of them as they should be. */
export const anySettings: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.record({
    diagnostics: fc.oneof(
      fc.dictionary(anyCode, fc.constantFrom("off", "error", "hint", "none")),
      fc.jsonValue({ maxDepth: 1 }),
    ),
    actions: fc.oneof(
      fc.record({ custom: fc.array(fc.oneof(fc.string(), fc.jsonValue()), { maxLength: 4 }) }),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    workspaceDiagnostics: fc.oneof(fc.boolean(), fc.jsonValue({ maxDepth: 0 })),
  }),
);

export const anyProjectText = fc.oneof(
  anyFileText,
  fc.record({ rules: fc.jsonValue(), files: fc.jsonValue() }).map((value) => JSON.stringify(value)),
  fc
    .array(fc.oneof(fc.jsonValue(), fc.record({ id: fc.string({ minLength: 1 }), config: fc.jsonValue() })))
    .map((actions) => JSON.stringify({ actions })),
);

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("open" as const),
      document: anyDocument,
      text: anyFileText,
      version: fc.constantFrom(1, 1, 2, 7, -1, 0),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("type" as const),
      document: anyDocument,
      typings: fc.array(anyTypingThere, { maxLength: 3 }),
      by: fc.constantFrom(1, 1, 1, 0, -1, 100),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("close" as const), document: anyDocument }) },
  { weight: 10, arbitrary: anyAsk },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("settings" as const), settings: anySettings }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("file" as const),
      file: fc.nat(),
      text: fc.option(anyProjectText, { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "time" as const }) },
);

const anyNonsense: fc.Arbitrary<Act> = fc.record({
  kind: fc.constant("nonsense" as const),
  document: anyDocument,
  method: fc.nat(),
  params: anyParams,
});

/** How a client presents itself, besides that it can all. */
export interface Client {
  readonly encoding: "utf-8" | "utf-16" | "utf-32";
  /** Whether it asks for diagnostics, or wants to be told of them. */
  readonly pulls: boolean;
}

/** What a whole session is made of. It begins with a document that is opened. */
export interface Session {
  readonly client: Client;
  readonly text: string;
  readonly acts: readonly Act[];
}

const anyClient: fc.Arbitrary<Client> = fc.record({
  encoding: fc.constantFrom("utf-16", "utf-16", "utf-8", "utf-32"),
  pulls: fc.boolean(),
});

/** A session with a client that keeps to the protocol, but for versions and places. */
export const anySession: fc.Arbitrary<Session> = fc.record({
  client: anyClient,
  text: anyFileText,
  acts: fc.array(anyAct, { maxLength: 12 }),
});

/** A session with a client that does not. */
export const anyBrokenSession: fc.Arbitrary<Session> = fc.record({
  client: anyClient,
  text: anyFileText,
  acts: fc.array(fc.oneof({ weight: 2, arbitrary: anyAct }, { weight: 1, arbitrary: anyNonsense }), {
    maxLength: 12,
  }),
});
