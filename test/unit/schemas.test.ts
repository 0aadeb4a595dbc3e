import assert from "node:assert/strict";
import { execFile } from "node:child_process";
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
import workflowSchema from "../../schemas/workflow.schema.json";
import { GOBL_SCHEMAS } from "../../server/src/schema/format";
import validateWorkflow from "../../server/src/schema/generated/workflow";
import { faults, properties, undescribed } from "./schema/support";

const ROOT = join(__dirname, "../..");
const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";

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
  const folders: string[] = [];

  after(() => {
    for (const folder of folders) {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  /** A folder with all that is needed for building, and one of its files changed. */
  function prepare(file?: string, text = ""): string {
    const folder = mkdtempSync(join(tmpdir(), "schemas-"));
    folders.push(folder);
    cpSync(join(ROOT, "schemas"), join(folder, "schemas"), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    if (file !== undefined) {
      writeFileSync(join(folder, "schemas", file), text);
    }
    return folder;
  }

  /** Builds in a folder: the exit code, and what was said. */
  function build(folder: string): Promise<{ readonly code: unknown; readonly said: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [join(folder, "schemas/build.mjs")], (error, _stdout, said) =>
        resolve({ code: error?.code ?? 0, said }),
      );
    });
  }

  it("makes code that compiles nothing at run time", async () => {
    const folder = prepare();
    assert.deepEqual(await build(folder), { code: 0, said: "" });
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

  it("writes nothing and says what is wrong when the data does not fit", async () => {
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
    await Promise.all(
      wrong.map(async ([file, text, expected]) => {
        const folder = prepare(file, text);
        const { code, said } = await build(folder);
        assert.match(said, expected);
        assert.equal(code, 1, file);
        assert.equal(existsSync(join(folder, "server")), false, file);
      }),
    );
  });
});
