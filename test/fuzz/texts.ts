import fc from "fast-check";
import { anyWorkflow } from "../unit/arbitrary";

/** What makes readers of JSON stumble, as it stands in a text. */
const ODD_TOKENS: readonly string[] = [
  ..."{}[],:",
  ...["null", "true", "false", "-0", "1e999", "-", "01", "9".repeat(40), "0.1e", "nul", "NaN"],
  ...['"', "'", '"a', '"\\"', '"\\u12"', '"\\ud800"', '"\\u0000"', '"\\x"', '""'],
  ...["//", "// a\n", "/*", "*/", "/* b */", "#"],
  ...[" ", "\t", "\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "\ufeff", "\u0000", "\u00a0"],
  ...["\ud800", "\udc00", "\udfff\ud800", '"\ud83d"', '"\u0000"', '"\u2028"', '"\r"'],
  ...['"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"', '"__proto__": {}', '"length"'],
  ...['"id"', '"name"', '"steps"', '"rescue"', '"next"', '"step_id"', '"status"', '"code"', '"stop"'],
  ...['"action"', '"provider"', '"config"', '"schema"', '"country"', '"summary"', '"description"'],
  ...['"silo.close"', '"pdf"', '"silo.if"', '"transform.job.create"', '"workflow_id"', '"KO"', '"ES"'],
  ..."\u{1f600}\u{20000}\u{30000}\u{e0001}\u{f0000}\u{10fffd}é\u0301\u202e\u200d",
  "[".repeat(520),
  '{"a":'.repeat(520),
  "/**/".repeat(50),
  '{ "steps": [',
  '{ "id": "019ab4c2-6b1e-7c1a-9d0e-000000000001", "action": "pdf" }',
];

export const anyToken: fc.Arbitrary<string> = fc.constantFrom(...ODD_TOKENS);

/** Characters of UTF-16 as they come, halves of surrogate pairs too. */
const anyUnit = fc.oneof(
  { weight: 3, arbitrary: fc.nat(0x7f) },
  { weight: 1, arbitrary: fc.nat(0xffff) },
  { weight: 1, arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }) },
);
const anyUnits = fc.array(anyUnit, { maxLength: 60 }).map((units) => String.fromCharCode(...units));

/** Bytes as an editor reads them. */
const anyBytes = fc
  .uint8Array({ maxLength: 80 })
  .map((bytes) => Buffer.from(bytes).toString(bytes.length % 2 === 0 ? "utf8" : "latin1"));

const anySoup = fc.array(anyToken, { maxLength: 40 }).map((tokens) => tokens.join(""));

/** A workflow with whatever values in the place of some. */
const anyOddWorkflow = fc
  .record(
    {
      id: fc.jsonValue({ maxDepth: 1 }),
      name: fc.jsonValue({ maxDepth: 1 }),
      country: fc.jsonValue({ maxDepth: 1 }),
      steps: fc.array(fc.dictionary(fc.constantFrom("id", "action", "next", "config"), fc.jsonValue())),
      rescue: fc.jsonValue({ maxDepth: 3 }),
      [`__proto__`]: fc.jsonValue({ maxDepth: 1 }),
      constructor: fc.jsonValue({ maxDepth: 1 }),
    },
    { requiredKeys: [] },
  )
  .map((workflow) => JSON.stringify(workflow, null, 1));

const anyWorkflowText = fc
  .record({ workflow: anyWorkflow, indent: fc.constantFrom("", " ", "  ", "\t"), bom: fc.nat(9) })
  .chain(({ workflow, indent, bom }) =>
    fc
      .constantFrom("\n", "\r\n", "\r", "\n")
      .map(
        (eol) => (bom === 0 ? "\ufeff" : "") + JSON.stringify(workflow, null, indent).replaceAll("\n", eol),
      ),
  );

/** What is done to one token of a text. */
interface Mutation {
  readonly kind: "delete" | "double" | "replace" | "insert" | "swap" | "cut";
  readonly at: number;
  readonly token: string;
}

const anyMutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("delete", "double", "replace", "insert", "swap", "cut"),
  at: fc.nat(),
  token: anyToken,
});

const TOKEN = /"(?:[^"\\]|\\.)*"|[\w.+-]+|\s+|[^\w\s]/gs;

function mutate(text: string, mutations: readonly Mutation[]): string {
  const tokens = text.match(TOKEN) ?? [];
  for (const { kind, at, token } of mutations) {
    const index = at % (tokens.length + 1);
    const own = tokens[index] ?? "";
    switch (kind) {
      case "delete":
        tokens.splice(index, 1);
        break;
      case "double":
        tokens.splice(index, 0, own);
        break;
      case "replace":
        tokens.splice(index, 1, token);
        break;
      case "insert":
        tokens.splice(index, 0, token);
        break;
      case "swap":
        tokens.splice(index, 2, tokens[index + 1] ?? "", own);
        break;
      case "cut":
        tokens.length = Math.max(index, 1);
    }
  }
  return tokens.join("");
}

const anyMutated = fc
  .tuple(anyWorkflowText, fc.array(anyMutation, { maxLength: 6 }))
  .map(([text, mutations]) => mutate(text, mutations));

/** A text as somebody or something may leave it in a file: from a sound workflow to noise. */
export const anyFileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: anyMutated },
  { weight: 2, arbitrary: anyWorkflowText },
  { weight: 1, arbitrary: anyOddWorkflow },
  { weight: 1, arbitrary: anySoup },
  { weight: 1, arbitrary: anyUnits },
  { weight: 1, arbitrary: anyBytes },
);

/** Keys that mean something to JavaScript or to us. */
const anyKey = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "length", ""),
  fc.constantFrom("id", "name", "steps", "rescue", "next", "step_id", "config", "action", "provider", "list"),
  fc.string({ maxLength: 4 }),
);

/** Any JSON value, with such keys. `JSON.parse` makes own properties of all of them. */
export const anyValue: fc.Arbitrary<unknown> = fc
  .letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("null", "true", "0", "-1.5e3", '""', '"019ab4c2-6b1e-7c1a-9d0e-000000000001"'),
      fc.string({ maxLength: 5 }).map((text) => JSON.stringify(text)),
      fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join()}]`),
      fc
        .array(fc.tuple(anyKey, tie("value")), { maxLength: 5 })
        .map((fields) => `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
    ),
  }))
  .value.map((text) => JSON.parse(text));

/** What is typed or pasted at once. */
export const anyTyping: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: anyToken },
  { weight: 1, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: anyUnits },
  { weight: 1, arbitrary: anySoup },
);
