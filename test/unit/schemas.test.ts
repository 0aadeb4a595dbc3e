import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import actionsSchema from "../../schemas/actions.schema.json";
import workflowSchema from "../../schemas/workflow.schema.json";
import { type Action, createCatalog } from "../../server/src/schema/catalog";
import { COUNTRIES } from "../../server/src/schema/countries";
import { GOBL_SCHEMAS } from "../../server/src/schema/format";
import validateActions, { type ValidationError } from "../../server/src/schema/generated/actions";
import validateWorkflow from "../../server/src/schema/generated/workflow";

const ROOT = join(__dirname, "../..");
const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";

const catalogFile: unknown = JSON.parse(readFileSync(join(ROOT, "schemas/actions.json"), "utf8"));
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
      ({ id, title, app, description, status, config = [], codes = [], ...rest }) => [
        ...(title && app?.id && app.name && status ? [] : [id]),
        ...unsaid(id, description),
        ...config.flatMap((field) => [
          ...unsaid(`${id} ${field.key}`, field.description),
          ...(field.types.length === 0 ? [`${id} ${field.key}: no type`] : []),
          ...(field.values ?? []).flatMap((value) =>
            unsaid(`${id} ${field.key} ${value.value}`, value.description),
          ),
        ]),
        ...codes.flatMap(({ code, description }) => unsaid(`${id} ${code}`, description)),
        ...(rest.outcomes ?? []).flatMap((outcome) => unsaid(`${id} ${outcome.status}`, outcome.description)),
      ],
    );
    assert.deepEqual(silent, []);
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

  it("knows values, examples and defaults of the types that their fields have", () => {
    const wrong = actions.flatMap(({ id, config = [] }) =>
      config.flatMap((field) => {
        const { types } = field;
        const values = [
          ...(field.values ?? []).map(({ value }) => value),
          ...(field.examples ?? []),
          ...(field.default === undefined ? [] : [field.default]),
        ];
        return values.filter((value) => !types.includes(typeOf(value))).map(() => `${id} ${field.key}`);
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it("knows the closed sets", () => {
    const closed = actions.flatMap(({ id, config = [] }) =>
      config
        .filter(({ values }) => values)
        .map(({ key, values = [] }) =>
          `${id} ${key}: ${values.map(({ value }) => value).join(" ")}`.trimEnd(),
        ),
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
  });

  it("knows the fields that an action needs, and those that hold a workflow or a program", () => {
    const marked = (isMarked: (field: NonNullable<Action["config"]>[number]) => boolean): string[] =>
      actions.flatMap(({ id, config = [] }) => config.filter(isMarked).map(({ key }) => `${id} ${key}`));
    assert.deepEqual(
      marked(({ required }) => required === true),
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
      marked(({ holds }) => holds === "workflow-id"),
      [
        "cron.subscribe workflow_id",
        "sw-sapien.efisco.import workflow_id",
        "transform.job.create workflow_id",
      ],
    );
    assert.deepEqual(
      marked(({ holds }) => holds === "expr"),
      ["silo.if expr", "silo.modify expr"],
    );
    assert.deepEqual(
      marked(({ holds }) => holds === "jq"),
      ["silo.modify jq"],
    );
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
      config: [
        { key: "mode", type: ["string", "object"], required: true, values: [{ value: "a" }], default: "a" },
        { key: "flow", holds: "workflow-id", examples: [{}, 1], description: "Another one." },
      ],
      codes: [{ code: "done", status: "OK", description: "It is done." }],
      closedCodes: true,
      outcomes: [{ status: "KO" }],
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
      [{ actions: [{ id: "a", config: [{ type: "string" }] }] }, ["/actions/0/config/0 required key"]],
      [{ actions: [{ id: "a", config: [{ key: "k", holds: "sql" }] }] }, ["/actions/0/config/0/holds enum"]],
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

describe("the workflow schema", () => {
  const full = {
    $schema: "https://example.com/workflow.schema.json",
    name: "Invoice",
    description: "",
    schema: "bill/invoice",
    country: "ES",
    draft: false,
    steps: [
      {
        id: ID,
        name: "Branch",
        action: "silo.if",
        config: { expr: "true", deep: [{ any: null }] },
        notes: "",
        summary: "`sent`{.state .sent}",
        next: [
          { status: "KO", code: "4107", steps: [{ id: ID, provider: "silo.close", next: null }], stop: true },
          { status: "NA", step_id: ID },
          { status: "", steps: null },
          {},
        ],
      },
    ],
    rescue: [{ id: ID, action: "silo.state", config: { state: "error" }, next: [] }],
  };

  it("takes what can be published", () => {
    assert.deepEqual(faults(validateWorkflow, full), []);
    assert.deepEqual(faults(validateWorkflow, { name: "", steps: [] }), []);
    assert.deepEqual(faults(validateWorkflow, { name: "", steps: null, rescue: null }), []);
  });

  it("takes what the API answers", () => {
    const at = "2026-01-02T03:04:05.678Z";
    const version = {
      version: "2",
      name: "Invoice",
      hash: "0a1b2c3d",
      src: "console",
      src_id: ID,
      created_at: at,
    };
    const answer = {
      ...full,
      id: ID,
      hash: "0a1b2c3d",
      version: "2",
      created_at: at,
      updated_at: at,
      disabled: false,
    };
    assert.deepEqual(faults(validateWorkflow, { ...answer, versions: [version] }), []);
  });

  it("leaves to the rules what they say better: unknown keys, ids and actions", () => {
    const steps = [{ id: "no UUID", acton: "pdf", next: [{ step_id: "", stepid: 1 }] }, {}];
    assert.deepEqual(faults(validateWorkflow, { id: "x", name: "", steps, title: 1, country: "Spain" }), []);
  });

  it("refuses wrong types and missing keys, and says where", () => {
    const step = (inner: object): object => ({ name: "", steps: [inner] });
    const condition = (inner: object): object => step({ next: [inner] });
    const refused: readonly (readonly [unknown, readonly string[]])[] = [
      [null, [" type"]],
      [[], [" type"]],
      [{}, [" required name", " required steps"]],
      [{ name: 1, steps: {} }, ["/name type", "/steps type"]],
      [{ name: null, steps: [] }, ["/name type"]],
      [{ name: "", steps: ["pdf"] }, ["/steps/0 type"]],
      [{ name: "", steps: [], rescue: "" }, ["/rescue type"]],
      [{ name: "", steps: [], draft: "yes" }, ["/draft type"]],
      [{ name: "", steps: [], schema: ["bill/invoice"] }, ["/schema type"]],
      [{ name: "", steps: [], description: null }, ["/description type"]],
      [{ name: "", steps: [], versions: [{ hash: 1 }] }, ["/versions/0/hash type"]],
      [
        step({ action: 1, provider: 1, id: 1 }),
        ["/steps/0/action type", "/steps/0/id type", "/steps/0/provider type"],
      ],
      [step({ config: [] }), ["/steps/0/config type"]],
      [step({ config: null }), ["/steps/0/config type"]],
      [step({ next: {} }), ["/steps/0/next type"]],
      [condition({ status: "ko" }), ["/steps/0/next/0/status enum"]],
      [condition({ code: 4107 }), ["/steps/0/next/0/code type"]],
      [condition({ stop: 1 }), ["/steps/0/next/0/stop type"]],
      [condition({ step_id: null }), ["/steps/0/next/0/step_id type"]],
      [condition({ steps: [{ next: [{ steps: 1 }] }] }), ["/steps/0/next/0/steps/0/next/0/steps type"]],
      [{ name: "", steps: [], rescue: [{ notes: 1 }] }, ["/rescue/0/notes type"]],
    ];
    for (const [data, expected] of refused) {
      assert.deepEqual(faults(validateWorkflow, data), expected, JSON.stringify(data));
    }
  });

  it("has the keys of the API, and knows which of them only Invopop sets", () => {
    const { workflow, step, condition, version } = workflowSchema.definitions;
    const readOnly = Object.entries(workflow.properties).filter(([, property]) => "readOnly" in property);
    assert.deepEqual(
      Object.keys(workflow.properties).join(" "),
      "$schema country created_at description disabled draft hash id name rescue schema steps updated_at version versions",
    );
    assert.equal(
      readOnly.map(([name]) => name).join(" "),
      "created_at disabled hash id updated_at version versions",
    );
    assert.equal(Object.keys(step.properties).join(" "), "action config id name next notes provider summary");
    assert.equal(Object.keys(condition.properties).join(" "), "code status step_id steps stop");
    assert.equal(Object.keys(version.properties).join(" "), "created_at hash name src src_id version");
    assert.equal(step.properties.provider.deprecated, true);
  });

  it("describes every key, with markup only where Markdown is shown", () => {
    assert.deepEqual(undescribed(workflowSchema), []);
    const { status } = workflowSchema.definitions.condition.properties;
    assert.equal(status.enum.join(" "), "OK SKIP KO TIMEOUT NA ");
    assert.deepEqual(status.enumDescriptions.length, status.enum.length);
    for (const [name, property] of properties(workflowSchema)) {
      const { description, markdownDescription } = property;
      if (typeof markdownDescription === "string") {
        const plain = String(description).replaceAll("`", "");
        assert.equal(markdownDescription.replace(/`` (.*?) ``/g, "$1").replaceAll("`", ""), plain, name);
        assert.notEqual(markdownDescription, description, name);
      } else {
        assert.doesNotMatch(String(description), /`/, name);
      }
    }
  });
});

describe("the list of GOBL schemas", () => {
  it("has those that Invopop lists, and marks what it leaves out", () => {
    assert.deepEqual(
      GOBL_SCHEMAS.map(({ name, listed = true }) => (listed ? name : `(${name})`)),
      [
        "bill/invoice",
        "bill/order",
        "bill/delivery",
        "bill/payment",
        "bill/status",
        "org/party",
        "org/item",
        "(note/message)",
      ],
    );
  });
});

describe("building the validators", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "schemas-"));
    cpSync(join(ROOT, "schemas"), join(folder, "schemas"), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("makes code that compiles nothing at run time", () => {
    execFileSync(process.execPath, [join(folder, "schemas/build.mjs")]);
    const output = join(folder, "server/src/schema/generated");
    assert.deepEqual(readdirSync(output).sort(), [
      "actions.d.ts",
      "actions.js",
      "workflow.d.ts",
      "workflow.js",
    ]);
    for (const name of ["actions.js", "workflow.js"]) {
      assert.doesNotMatch(readFileSync(join(output, name), "utf8"), /\beval\(|\bFunction\(/);
    }
  });

  it("writes nothing and says what is wrong when the data does not fit", () => {
    const wrong: readonly (readonly [string, string, RegExp])[] = [
      [
        "actions.json",
        '{ "actions": [{ "id": "a b" }, { "id": "c", "colour": "red" }] }',
        /^schemas\/actions\.json\/actions\/0\/id: must match pattern "\^\\S\+\$"\nschemas\/actions\.json\/actions\/1: must NOT have additional properties: colour\n$/,
      ],
      ["actions.json", '{ "actions": [', /^schemas\/actions\.json: .+\n$/],
      [
        "gobl-schemas.json",
        '[{ "name": "invoice" }]',
        /^schemas\/gobl-schemas\.json\/0: must have .+'title'\n/,
      ],
      [
        "workflow.schema.json",
        '{ "type": "objekt" }',
        /^schemas\/workflow\.schema\.json: schema is invalid: .+\n$/,
      ],
      ["actions.schema.json", '{ "tpye": "object" }', /^schemas\/actions\.schema\.json: .+"tpye"\n$/],
    ];
    for (const [file, text, expected] of wrong) {
      const path = join(folder, "schemas", file);
      const sound = readFileSync(path);
      writeFileSync(path, text);
      const { status, stderr } = spawnSync(process.execPath, [join(folder, "schemas/build.mjs")], {
        encoding: "utf8",
      });
      assert.match(stderr, expected);
      assert.equal(status, 1, file);
      assert.equal(existsSync(join(folder, "server")), false, file);
      writeFileSync(path, sound);
    }
  });
});

/** What a validator finds: where, the keyword, and the key that is missing or too many. */
function faults(
  validate: { (data: unknown): boolean; readonly errors?: readonly ValidationError[] | null },
  data: unknown,
): string[] {
  if (validate(data)) {
    return [];
  }
  return (validate.errors ?? []).map(({ instancePath, keyword, params }) => {
    const key = params["missingProperty"] ?? params["additionalProperty"];
    return `${instancePath} ${keyword}${key === undefined ? "" : ` ${String(key)}`}`;
  });
}

function readActions(file: unknown): readonly Action[] {
  assert.ok(isRecord(file) && Array.isArray(file["actions"]));
  return file["actions"];
}

function unsaid(name: string, description: string | undefined): string[] {
  return /^[A-Z0-9].{2,}\.$/s.test(description ?? "") ? [] : [`${name}: ${description}`];
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) {
    return "array";
  }
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** Every property that a schema defines, at any depth, by its name. */
function* properties(schema: unknown): Generator<[string, Record<string, unknown>]> {
  if (!isRecord(schema)) {
    return;
  }
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "properties" && isRecord(value)) {
      for (const [name, property] of Object.entries(value)) {
        assert.ok(isRecord(property), name);
        yield [name, property];
        yield* properties(property);
      }
    } else if (keyword === "definitions" && isRecord(value)) {
      for (const definition of Object.values(value)) {
        yield* properties(definition);
      }
    } else {
      yield* properties(value);
    }
  }
}

function undescribed(schema: unknown): string[] {
  return [...properties(schema)].flatMap(([name, { description }]) =>
    unsaid(name, typeof description === "string" ? description : undefined),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
