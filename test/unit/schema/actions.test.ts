import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import actionsSchema from "../../../schemas/actions.schema.json";
import { type Action, createCatalog, type ValueSchema } from "../../../server/src/schema/catalog";
import { COUNTRIES } from "../../../server/src/schema/countries";
import { GOBL_SCHEMAS } from "../../../server/src/schema/format";
import validateActions from "../../../server/src/schema/generated/actions";
import { faults, isRecord, undescribed, unsaid } from "./support";

const FILE = join(__dirname, "../../../schemas/actions.json");

/** An entry as it stands in the file, where a config is its JSON Schema. */
type Entry = Omit<Action, "config"> & { readonly config?: ValueSchema };

const catalogFile: unknown = JSON.parse(readFileSync(FILE, "utf8"));
const actions = readActions(catalogFile);
const byId = new Map(actions.map((action) => [action.id, action]));

describe("the action catalog", () => {
  it("fits its own schema", () => {
    assert.deepEqual(faults(validateActions, catalogFile), []);
  });

  it("has each action once, in the order of their ids", () => {
    const ids = actions.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
    assert.ok(ids.length > 150, `${ids.length} actions`);
  });

  it("names a current action wherever one took an older one's place", () => {
    const leadsNowhere = actions.filter(
      ({ replacedBy }) => replacedBy !== undefined && byId.get(replacedBy)?.status !== "current",
    );
    assert.deepEqual(leadsNowhere, []);
    const inUse = actions.filter(
      ({ status, replacedBy }) => status === "current" && replacedBy !== undefined,
    );
    assert.deepEqual(inUse, []);
    assert.equal(byId.get("ticketbai.send")?.replacedBy, "gov-es.ticketbai.send");
    assert.equal(byId.get("sdi-it")?.replacedBy, "sdi-it.send");
    assert.equal(byId.get("email")?.replacedBy, "email.send");
  });

  it("says of each action and of all that belongs to it what it is, in whole sentences", () => {
    const silent = actions.flatMap(
      ({ id, title, app, description, status, config, codes = [], outcomes = [] }) => [
        ...(title && app?.id && app.name && status ? [] : [id]),
        ...unsaid(id, description),
        ...fieldsOf(config).flatMap(({ path, schema }) => [
          // What an object in an array is shows in its fields.
          ...(path.endsWith("[]") ? [] : unsaid(`${id} ${path}`, schema.description)),
          ...(schema.type === undefined ? [`${id} ${path}: no type`] : []),
          ...(schema.enum ?? []).flatMap((value, at) =>
            unsaid(`${id} ${path} ${value}`, schema.enumDescriptions?.[at]),
          ),
        ]),
        ...codes.flatMap(({ code, description: said }) => unsaid(`${id} ${code}`, said)),
        ...outcomes.flatMap((outcome) => unsaid(`${id} ${outcome.status}`, outcome.description)),
      ],
    );
    assert.deepEqual(silent, []);
  });

  it("describes configs soundly: what is needed is known, and values are of their types", () => {
    const wrong = actions.flatMap(({ id, config }) => [
      ...objectsIn(config).flatMap(({ properties = {}, required = [] }) =>
        required.filter((key) => !Object.hasOwn(properties, key)).map((key) => `${id} needs ${key}`),
      ),
      ...fieldsOf(config).flatMap(({ path, schema }) => {
        const { enum: values, enumDescriptions, examples = [] } = schema;
        const types = [schema.type ?? []].flat();
        const used = [
          ...(values ?? []),
          ...examples,
          ...(schema.default === undefined ? [] : [schema.default]),
        ];
        return [
          ...used.filter((value) => !types.includes(typeOf(value))).map((value) => `${id} ${path}: ${value}`),
          ...(values?.length === enumDescriptions?.length ? [] : [`${id} ${path}: descriptions`]),
          ...(values && new Set(values).size < values.length ? [`${id} ${path}: a value twice`] : []),
          ...(values && examples.length > 0 ? [`${id} ${path}: a closed set with examples`] : []),
          ...(values && schema.default !== undefined && !values.some((value) => value === schema.default)
            ? [`${id} ${path}: default`]
            : []),
          ...(schema.holds && !types.includes("string") ? [`${id} ${path}: holds`] : []),
        ];
      }),
    ]);
    assert.deepEqual(wrong, []);
  });

  it("knows what bears on other actions, by the IDs of those in use", () => {
    const isCurrent = (id: string): boolean => byId.get(id)?.status === "current";
    assert.deepEqual(
      actions.flatMap(({ id, after = [] }) => after.filter((other) => !isCurrent(other) || other === id)),
      [],
    );
    assert.deepEqual(
      actions.filter(({ after, effects }) => after || effects).filter(({ id }) => !isCurrent(id)),
      [],
    );
    assert.deepEqual(
      actions.filter(({ effects }) => effects).map(({ id, effects = [] }) => `${id}: ${effects.join(" ")}`),
      ["at-pt.record: number", "sequence.enumerate: number", "silo.close: sign", "silo.correct: renew"],
    );
    assert.deepEqual(byId.get("verifactu.send")?.after, ["verifactu.generate"]);
    assert.deepEqual(byId.get("gov-dk.send")?.after, ["gov-dk.convert"]);
  });

  it("knows of every wait what it waits for", () => {
    assert.deepEqual(
      actions.filter(({ id, status, after }) => /\.wait\./.test(id) && status === "current" && !after),
      [],
    );
  });

  it("is sure of documents only where they are all of one kind", () => {
    const closed = actions.filter(({ closedSchemas }) => closedSchemas);
    const unsure = closed.filter(({ status, schemas = [] }) => {
      const kinds = new Set(schemas.map((schema) => schema.split("/")[0]));
      return status !== "current" || kinds.size !== 1;
    });
    assert.deepEqual(unsure, []);
    assert.ok(closed.length > 50, `${closed.length} actions`);
  });

  it("links to pages of Invopop's documentation", () => {
    const wrong = actions.filter(
      ({ docs }) => docs !== undefined && !/^https:\/\/docs\.invopop\.com(\/[a-z0-9-]+)+$/.test(docs),
    );
    assert.deepEqual(wrong, []);
    assert.ok(actions.filter(({ docs }) => docs !== undefined).length > 150);
  });

  it("names countries and documents that there are", () => {
    const names = GOBL_SCHEMAS.map(({ name }) => name);
    const unknown = actions.flatMap(({ id, countries = [], schemas = [] }) => [
      ...countries.filter((country) => !COUNTRIES.has(country)).map((country) => `${id} ${country}`),
      ...schemas.filter((schema) => !names.includes(schema)).map((schema) => `${id} ${schema}`),
    ]);
    assert.deepEqual(unknown, []);
  });

  it("knows the closed sets", () => {
    const closed = marked(({ schema }) => schema.enum !== undefined).map(({ id, path, schema }) =>
      `${id} ${path}: ${schema.enum?.join(" ")}`.trimEnd(),
    );
    assert.deepEqual(closed, [
      "gov-es.noverifactu.build.status event_type: 01 02 10",
      "gov-pl.register environment: test demo",
      "gov-sa.party.register mode: developer simulation",
      "pdf layout: A4 Letter DIN5008",
      "silo.modify merge_type: application/merge-patch+json application/json-patch+json application/jq",
      "silo.state state: draft processing registered completed sent received error rejected paid void empty",
    ]);
    assert.deepEqual(
      actions
        .filter(({ closedCodes }) => closedCodes)
        .map(({ id, codes = [] }) => [id, codes.map(({ code }) => code)]),
      [["silo.if", ["true", "false"]]],
    );
    assert.deepEqual(
      actions.filter(({ config }) => config?.additionalProperties === false).map(({ id }) => id),
      ["gov-es.noverifactu.build.status", "silo.folder", "silo.state"],
    );
  });

  it("knows the fields that an action needs, and those that hold a workflow or a program", () => {
    const named = (isMarked: (field: Field) => boolean): string[] =>
      marked(isMarked).map(({ id, path }) => `${id} ${path}`);
    assert.deepEqual(
      named(({ isRequired }) => isRequired),
      [
        "chargebee.update.details fields",
        "cron.subscribe workflow_id",
        "cron.subscribe interval",
        "gov-es.noverifactu.build.status event_type",
        "silo.folder folder",
        "silo.if expr",
        "silo.state state",
        "sw-sapien.efisco.import workflow_id",
        "transform.job.create workflow_id",
        "webhook callback_url",
      ],
    );
    assert.deepEqual(
      named(({ schema }) => schema.holds === "workflow-id"),
      [
        "cron.subscribe workflow_id",
        "sw-sapien.efisco.import workflow_id",
        "transform.job.create workflow_id",
      ],
    );
    assert.deepEqual(
      named(({ schema }) => schema.holds === "expr"),
      ["chargebee.update.details fields[].value", "silo.if expr", "silo.modify expr"],
    );
    assert.deepEqual(
      named(({ schema }) => schema.holds === "jq"),
      ["silo.modify jq"],
    );
  });

  it("shows the fields of a config as completion and hover need them", () => {
    assert.deepEqual(createCatalog().get("gov-pl.register")?.config, [
      {
        key: "polling_interval",
        required: false,
        types: ["string"],
        description: "Seen in older workflows only.",
      },
      {
        key: "environment",
        required: false,
        types: ["string"],
        description:
          "The test system that a sandbox workspace registers with. Live workspaces always use production.",
        values: [
          { value: "test", description: "KSeF's test system." },
          { value: "demo", description: "KSeF's demo system." },
        ],
        default: "test",
      },
    ]);
    assert.equal(createCatalog().get("silo.close")?.config, undefined);
  });
});

describe("the catalog's format", () => {
  it("asks of an entry for nothing but the id", () => {
    assert.deepEqual(faults(validateActions, { actions: [{ id: "acme.send" }] }), []);
    assert.deepEqual(faults(validateActions, { actions: [] }), []);
  });

  it("takes an entry with all that there is to say", () => {
    const entry = {
      id: "acme.send",
      title: "Send to Acme",
      app: { id: "acme", name: "Acme" },
      description: "Sends it.",
      countries: ["ES"],
      schemas: ["bill/invoice"],
      closedSchemas: true,
      config: {
        type: "object",
        properties: {
          mode: { type: ["string", "object"], enum: ["a", 1, true], enumDescriptions: ["A."], default: "a" },
          flow: { holds: "workflow-id", examples: [{}, 1], description: "Another one." },
          list: {
            type: "array",
            items: { properties: { a: {} }, required: ["a"], additionalProperties: false },
          },
        },
        required: ["mode"],
        additionalProperties: true,
      },
      codes: [{ code: "done", status: "OK", description: "It is done." }],
      closedCodes: true,
      outcomes: [{ status: "KO" }],
      after: ["acme.generate"],
      effects: ["number", "sign"],
      args: ["acme-key"],
      docs: "https://acme.example/docs",
      keywords: ["deliver"],
      usage: 3,
      status: "superseded",
      replacedBy: "acme.deliver",
    };
    assert.deepEqual(faults(validateActions, { actions: [entry] }), []);
  });

  it("refuses what is wrong, and says where", () => {
    const withField = (schema: object): object => ({ id: "a", config: { properties: { k: schema } } });
    const refused: readonly (readonly [unknown, readonly string[]])[] = [
      [[], [" type"]],
      [{}, [" required actions"]],
      [{ actions: {} }, ["/actions type"]],
      [{ actions: ["acme.send"] }, ["/actions/0 type"]],
      [{ actions: [{}] }, ["/actions/0 required id"]],
      [{ actions: [{ id: "" }] }, ["/actions/0/id minLength", "/actions/0/id pattern"]],
      [{ actions: [{ id: "acme send" }] }, ["/actions/0/id pattern"]],
      [{ actions: [{ id: "a", tittle: "A" }] }, ["/actions/0 additionalProperties tittle"]],
      [
        { actions: [{ id: "a", title: 1, description: 1 }] },
        ["/actions/0/title type", "/actions/0/description type"],
      ],
      [{ actions: [{ id: "a", countries: ["es"] }] }, ["/actions/0/countries/0 pattern"]],
      [{ actions: [{ id: "a", docs: "http://acme.example" }] }, ["/actions/0/docs pattern"]],
      [{ actions: [{ id: "a", usage: -1 }] }, ["/actions/0/usage minimum"]],
      [{ actions: [{ id: "a", status: "old" }] }, ["/actions/0/status enum"]],
      [{ actions: [{ id: "a", after: [] }] }, ["/actions/0/after minItems"]],
      [{ actions: [{ id: "a", effects: ["sing"] }] }, ["/actions/0/effects/0 enum"]],
      [{ actions: [{ id: "a", config: [{ key: "k" }] }] }, ["/actions/0/config type"]],
      [{ actions: [{ id: "a", config: { type: "array" } }] }, ["/actions/0/config/type const"]],
      [{ actions: [{ id: "a", config: { $ref: "#" } }] }, ["/actions/0/config additionalProperties $ref"]],
      [{ actions: [withField({ holds: "sql" })] }, ["/actions/0/config/properties/k/holds enum"]],
      [
        { actions: [withField({ type: "text" })] },
        [
          "/actions/0/config/properties/k/type enum",
          "/actions/0/config/properties/k/type type",
          "/actions/0/config/properties/k/type anyOf",
        ],
      ],
      [{ actions: [withField({ enum: [] })] }, ["/actions/0/config/properties/k/enum minItems"]],
      [{ actions: [withField({ enum: [null] })] }, ["/actions/0/config/properties/k/enum/0 type"]],
      [
        { actions: [withField({ items: { pattern: "a" } })] },
        ["/actions/0/config/properties/k/items additionalProperties pattern"],
      ],
      [{ actions: [{ id: "a", codes: [{ code: true }] }] }, ["/actions/0/codes/0/code type"]],
    ];
    for (const [data, expected] of refused) {
      assert.deepEqual(faults(validateActions, data), expected, JSON.stringify(data));
    }
  });

  it("describes every key", () => {
    assert.deepEqual(undescribed(actionsSchema), []);
  });

  it("is what the catalog goes by: wrong entries of the user's are passed over, right ones are known", () => {
    const catalog = createCatalog([
      { id: "acme.send", title: "Send to Acme" },
      { id: "acme.other", colour: "red" },
    ]);
    assert.equal(catalog.get("acme.send")?.title, "Send to Acme");
    assert.equal(catalog.get("acme.other"), undefined);
  });
});

function readActions(file: unknown): readonly Entry[] {
  assert.ok(isRecord(file) && Array.isArray(file["actions"]));
  return file["actions"];
}

/** A field of a config at any depth. */
interface Field {
  /** Its keys with dots between them, and `[]` for the items of an array. */
  readonly path: string;
  readonly schema: ValueSchema;
  readonly isRequired: boolean;
}

/** The fields that a schema describes, at any depth. */
function fieldsOf(schema: ValueSchema | undefined, path = ""): Field[] {
  const { properties = {}, required = [], items } = schema ?? {};
  const at = (inner: string, value: ValueSchema, isRequired: boolean): Field[] => [
    { path: inner, schema: value, isRequired },
    ...fieldsOf(value, inner),
  ];
  return [
    ...Object.entries(properties).flatMap(([key, value]) =>
      at(path === "" ? key : `${path}.${key}`, value, required.includes(key)),
    ),
    ...(items ? at(`${path}[]`, items, false) : []),
  ];
}

/** A schema and all that are inside of it. */
function objectsIn(schema: ValueSchema | undefined): ValueSchema[] {
  return schema ? [schema, ...fieldsOf(schema).map((field) => field.schema)] : [];
}

/** The fields of all actions that are as is asked for. */
function marked(isMarked: (field: Field) => boolean): (Field & { readonly id: string })[] {
  return actions.flatMap(({ id, config }) =>
    fieldsOf(config)
      .filter(isMarked)
      .map((field) => ({ id, ...field })),
  );
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) {
    return "array";
  }
  return Number.isInteger(value) ? "integer" : typeof value;
}
