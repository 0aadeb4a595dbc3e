import assert from "node:assert/strict";
import Ajv, { type ErrorObject } from "ajv";
import fc from "fast-check";
import type { Action, ValueSchema } from "../../../server/src/schema/catalog";
import { type ConfigFault, configFaults } from "../../../server/src/schema/config";
import { parseDocument } from "../../../server/src/workflow/document";
import { fieldOf, type Step } from "../../../server/src/workflow/model";
import type { Node } from "../../../server/src/workflow/node";
import { CATALOG } from "../../support/rules";
import { tries } from "../../support/thorough";

/** The step with a config, which is JSON text, or with none. */
function stepWith(config: string | undefined): Step {
  const field = config === undefined ? "" : `"config": ${config}`;
  const [step] = parseDocument(`{ "steps": [{ ${field} }] }`).steps;
  assert.ok(step);
  return step;
}

function faultsIn(config: string | undefined, configSchema: ValueSchema): readonly ConfigFault[] {
  return configFaults(stepWith(config), { id: "acme.send", configSchema });
}

/** The faults of a config as lines: what, of which key. */
function linesOf(config: string | undefined, schema: ValueSchema): string[] {
  return faultsIn(config, schema).map(lineOf);
}

function lineOf(fault: ConfigFault): string {
  switch (fault.kind) {
    case "type":
      return `${fault.isItem ? "an item of " : ""}${fault.key} is no ${fault.types.join(" or ")}`;
    case "value":
      return `${fault.key} is none of ${fault.values.join(" ")}`;
    case "workflow-id":
      return `${fault.key} is no workflow's id`;
    case "unknown":
      return `${fault.property.name} is not known`;
    case "missing": {
      const lacks = fault.object ? "is missing" : "is missing, as is config";
      return `${fault.key} ${fault.property ? "has no value" : lacks}`;
    }
  }
}

const STATE: ValueSchema = {
  properties: { state: { type: "string", enum: ["sent", "paid", ""] } },
  required: ["state"],
  additionalProperties: false,
};
const EXPR: ValueSchema = {
  properties: { expr: { type: "string", holds: "expr" }, scope: { type: "string" } },
  required: ["expr"],
};
const JOB: ValueSchema = {
  properties: { workflow: { type: "string", holds: "workflow-id" } },
  required: ["workflow"],
};
const NUMBERS: ValueSchema = {
  properties: {
    whole: { type: "integer" },
    any: { type: "number" },
    either: { type: ["boolean", "number"] },
  },
};
const LIST: ValueSchema = {
  properties: {
    list: {
      type: "array",
      items: { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
    },
  },
};
const FREE: ValueSchema = { properties: { a: { type: "string" } }, additionalProperties: true };

/** A config, what its action takes, and what is wrong. */
const CASES: readonly (readonly [
  config: string | undefined,
  schema: ValueSchema,
  faults: readonly string[],
])[] = [
  ['{ "state": "sent" }', STATE, []],
  ['{ "state": "" }', STATE, []],
  ['{ "state": "Sent" }', STATE, ["state is none of sent paid "]],
  ['{ "state": 1 }', STATE, ["state is no string"]],
  ['{ "state": null }', STATE, ["state has no value"]],
  ["{}", STATE, ["state is missing"]],
  [undefined, STATE, ["state is missing, as is config"]],
  ["null", STATE, []],
  ['"state"', STATE, []],
  ['[{ "state": 1 }]', STATE, []],
  ['{ "state": "sent", "x": 1 }', STATE, ["x is not known"]],
  ['{ "State": "sent" }', STATE, ["State is not known", "state is missing"]],
  ['{ "state": "x", "state": "sent" }', STATE, []],
  ['{ "state": "sent", "state": "x" }', STATE, ["state is none of sent paid "]],
  ['{ "state": "sent", "state": null }', STATE, ["state has no value"]],
  ['{ "x": 1, "x": 2, "state": "paid" }', STATE, ["x is not known", "x is not known"]],
  ['{ "__proto__": { "state": "sent" } }', STATE, ["__proto__ is not known", "state is missing"]],
  [
    '{ "constructor": 1, "toString": 2, "state": "sent" }',
    STATE,
    ["constructor is not known", "toString is not known"],
  ],

  ['{ "expr": "a" }', EXPR, []],
  ['{ "expr": " " }', EXPR, []],
  ['{ "expr": "" }', EXPR, ["expr has no value"]],
  ['{ "expr": "", "scope": "" }', EXPR, ["expr has no value"]],
  ['{ "expr": {} }', EXPR, ["expr is no string"]],
  ['{ "expr": "a", "other": 1 }', EXPR, ["other is not known"]],

  ['{ "workflow": "" }', JOB, []],
  ['{ "workflow": null }', JOB, ["workflow has no value"]],
  ['{ "workflow": "x" }', JOB, ["workflow is no workflow's id"]],
  ['{ "workflow": "019AB4C2-6b1e-7c1a-9d0e-3f5a7c9b1d01" }', JOB, []],
  ['{ "workflow": 7 }', JOB, ["workflow is no string"]],

  ['{ "whole": 1, "any": 1.5, "either": true }', NUMBERS, []],
  ['{ "whole": 1.0, "any": -0, "either": 1e400 }', NUMBERS, []],
  ['{ "whole": 1.5, "any": "1", "either": null }', NUMBERS, ["whole is no integer", "any is no number"]],
  ['{ "either": "true" }', NUMBERS, ["either is no boolean or number"]],

  ['{ "list": [{ "a": "b" }, null] }', LIST, []],
  ['{ "list": {} }', LIST, ["list is no array"]],
  [
    '{ "list": [{ "a": 1 }, 2, [], { "a": "" }, {}] }',
    LIST,
    [
      "a is no string",
      "an item of list is no object",
      "an item of list is no object",
      "a has no value",
      "a is missing",
    ],
  ],

  ['{ "a": 1, "anything": 2 }', FREE, ["a is no string"]],
  ['{ "anything": 2 }', {}, []],
  ['{ "anything": 2 }', { additionalProperties: false }, ["anything is not known"]],
  ['{ "a": [1, { "b": 2 }] }', { properties: { a: {} } }, []],
];

describe("a config", () => {
  for (const [config, schema, faults] of CASES) {
    const keys = Object.keys(schema.properties ?? {}).join(", ") || "nothing";
    it(`${config ?? "that is absent"}, where ${keys} is known`, () =>
      assert.deepEqual(linesOf(config, schema), faults));
  }

  it("is not judged while its value is not typed yet, nor for an action of which nothing is known", () => {
    assert.deepEqual(linesOf("", STATE), []);
    assert.deepEqual(linesOf('{ "state": }', STATE), []);
    assert.deepEqual(configFaults(stepWith('{ "state": 1 }'), { id: "acme.send" }), []);
  });
});

/** JSON Schema as we mean it, in JSON Schema: null is as good as nothing wherever it stands. */
function withNulls(schema: ValueSchema): object {
  const { type, enum: values, items, properties } = schema;
  return {
    ...schema,
    ...(type !== undefined && { type: [type, "null"].flat() }),
    ...(values && { enum: [...values, null] }),
    ...(items && { items: withNulls(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, inner]) => [key, withNulls(inner)]),
      ),
    }),
  };
}

/** The value without the keys that are there and have no value as we mean it. */
function withoutEmpty(value: unknown, schema: ValueSchema | undefined): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withoutEmpty(item, schema?.items));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const { properties, required = [] } = schema ?? {};
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const known = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
    const canBeText = known?.type === undefined || [known.type].flat().includes("string");
    const isBlank = inner === "" && canBeText && !known?.enum && known?.holds !== "workflow-id";
    return required.includes(key) && (inner === null || isBlank) ? [] : [[key, withoutEmpty(inner, known)]];
  });
  return Object.fromEntries(entries);
}

const ajv = new Ajv({ allErrors: true, strict: false, ownProperties: true });

/** What ajv has against values, as lines of place and keyword; what follows from another fault is left out. */
function oracleOf(schema: ValueSchema): (config: unknown) => string[] {
  const validate = ajv.compile(withNulls(schema));
  return (config) => {
    validate(withoutEmpty(config, schema));
    return linesOfErrors(validate.errors ?? []);
  };
}

function linesOfErrors(errors: readonly ErrorObject[]): string[] {
  const wrong = new Set(
    errors.filter(({ keyword }) => keyword === "type").map(({ instancePath }) => instancePath),
  );
  const unlisted = errors.filter(({ keyword }) => keyword === "enum").map(({ instancePath }) => instancePath);
  const follows = ({ keyword, instancePath }: ErrorObject): boolean =>
    (keyword !== "type" && wrong.has(instancePath)) ||
    unlisted.some((place) => instancePath.startsWith(`${place}/`)) ||
    (keyword !== "enum" && keyword !== "type" && unlisted.includes(instancePath));
  return errors
    .filter((error) => !follows(error))
    .map(({ instancePath, keyword, params }) => {
      const key: unknown = params["missingProperty"] ?? params["additionalProperty"] ?? "";
      return `${instancePath} ${keyword} ${String(key)}`;
    })
    .sort();
}

/** The same by our evaluator. Keys that may be unknown, and UUIDs, are not for ajv to judge. */
function faultsByUs(config: unknown, schema: ValueSchema): string[] {
  const step = stepWith(JSON.stringify(config));
  const root = fieldOf(step, "config")?.value;
  assert.ok(root);
  const pointers = pointersOf(root, "", new Map());
  const at = (node: Node | undefined): string => (node && pointers.get(node)) ?? "?";
  return configFaults(step, { id: "acme.send", configSchema: schema })
    .flatMap((fault) => keywordOf(fault, at) ?? [])
    .sort();
}

function keywordOf(fault: ConfigFault, at: (node: Node | undefined) => string): string | undefined {
  switch (fault.kind) {
    case "type":
      return `${at(fault.node)} type `;
    case "value":
      return `${at(fault.node)} enum `;
    case "workflow-id":
      return undefined;
    case "unknown":
      return fault.schema.additionalProperties === false
        ? `${at(fault.object)} additionalProperties ${fault.property.name}`
        : undefined;
    case "missing":
      return `${at(fault.object)} required ${fault.key}`;
  }
}

/** The JSON pointer of every node. */
function pointersOf(node: Node, pointer: string, pointers: Map<Node, string>): Map<Node, string> {
  pointers.set(node, pointer);
  for (const { name, value } of node.properties) {
    if (value) {
      pointersOf(value, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, pointers);
    }
  }
  node.items.forEach((item, at) => {
    pointersOf(item, `${pointer}/${at}`, pointers);
  });
  return pointers;
}

const anyLeaf = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, "", " ", "a", "sent", "A4", 0, 1, 6, 1.5, -1e21),
  fc.string(),
  fc.integer(),
);
const STRAY_KEYS = ["x", "", "__proto__", "constructor", "state", "a/b~c"];

/** A value that may or may not fit a schema, the more often the better it knows it. */
function anyValueFor(schema: ValueSchema, depth = 3): fc.Arbitrary<unknown> {
  const { enum: values = [], examples = [], properties = {}, items = {} } = schema;
  const known = [...values, ...examples];
  const inner =
    depth > 0
      ? [anyObjectFor(properties, depth), fc.array(anyValueFor(items, depth - 1), { maxLength: 3 })]
      : [];
  return fc.oneof(anyLeaf, ...(known.length > 0 ? [fc.constantFrom<unknown>(...known)] : []), ...inner);
}

function anyObjectFor(
  properties: Readonly<Record<string, ValueSchema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  const entries = Object.entries(properties).map(([key, inner]) =>
    fc.tuple(fc.constant(key), anyValueFor(inner, depth - 1)),
  );
  const strays = fc.tuple(fc.constantFrom(...STRAY_KEYS), anyLeaf);
  return fc
    .array(fc.oneof(...entries, strays), { maxLength: 5 })
    .map((fields) =>
      JSON.parse(
        `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`,
      ),
    );
}

const KEYS = ["state", "sent", "x", "a/b~c"];

/** Any schema of the keywords that a catalog can have. */
const anySchema: fc.Arbitrary<ValueSchema> = fc.letrec<{ value: ValueSchema; object: ValueSchema }>(
  (tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.constantFrom<ValueSchema>(
        {},
        { type: "string" },
        { type: "string", holds: "workflow-id" },
        { type: "string", enum: ["sent", "a", ""] },
        { enum: [1, "a", true] },
        { type: "integer", enum: [1, 6] },
        { type: ["integer", "boolean"] },
        { type: "number" },
      ),
      tie("object"),
      tie("value").map((items): ValueSchema => ({ type: "array", items })),
      tie("object").map((object): ValueSchema => ({ ...object, type: ["object", "string"] })),
    ),
    object: fc
      .record({
        properties: fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 3 }),
        areRequired: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
        additionalProperties: fc.constantFrom(true, false, undefined),
      })
      .map(
        ({ properties, areRequired, additionalProperties }): ValueSchema => ({
          type: "object",
          // A dictionary has no prototype, and a catalog's file never makes one like that.
          properties: { ...properties },
          required: Object.keys(properties).filter((_key, at) => areRequired[at]),
          ...(additionalProperties !== undefined && { additionalProperties }),
        }),
      ),
  }),
).object;

describe("what is wrong with a config, compared with ajv", () => {
  const known = CATALOG.current.filter((action): action is Action & { readonly configSchema: ValueSchema } =>
    Boolean(action.configSchema),
  );

  it(`is the same for the ${known.length} actions of the catalog`, () => {
    let faulty = 0;
    for (const { id, configSchema } of known) {
      const oracle = oracleOf(configSchema);
      fc.assert(
        fc.property(anyObjectFor(configSchema.properties ?? {}, 3), (config) => {
          const expected = oracle(config);
          faulty += expected.length > 0 ? 1 : 0;
          assert.deepEqual(faultsByUs(config, configSchema), expected, `${id}: ${JSON.stringify(config)}`);
        }),
        tries(20),
      );
    }
    assert.ok(faulty > known.length * 3, `${faulty} configs had faults`);
  });

  it("is the same for whatever a catalog can say", () => {
    let faulty = 0;
    fc.assert(
      fc.property(
        anySchema.chain((schema) => fc.tuple(fc.constant(schema), anyObjectFor(schema.properties ?? {}, 3))),
        ([schema, config]) => {
          const expected = oracleOf(schema)(config);
          faulty += expected.length > 0 ? 1 : 0;
          assert.deepEqual(
            faultsByUs(config, schema),
            expected,
            `${JSON.stringify(schema)}: ${JSON.stringify(config)}`,
          );
        },
      ),
      tries(60),
    );
    assert.ok(faulty > 20, `${faulty} configs had faults`);
  });
});
