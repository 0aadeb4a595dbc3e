// Checks the data beside it and compiles the schemas to validators, so that nothing that ships compiles one at run
// time. Writes server/src/schema/generated, or nothing when something is wrong.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OUTPUT = join(HERE, "../server/src/schema/generated");

const TYPES = `/** What a validator says of one fault; see Ajv's ErrorObject. */
export interface ValidationError {
  /** A JSON pointer to the value at fault. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Whether the data fits. If it does not, \`errors\` says why until the next call. */
declare const validate: {
  (data: unknown): boolean;
  readonly errors?: readonly ValidationError[] | null;
};
export default validate;
`;

/** The list of GOBL schemas is our own and nobody else writes it, so its schema needs no file. */
const GOBL_SCHEMAS = {
  type: "array",
  minItems: 1,
  items: {
    type: "object",
    required: ["name", "title", "description"],
    additionalProperties: false,
    properties: {
      name: { type: "string", pattern: "^[a-z]+/[a-z-]+$" },
      title: { type: "string", minLength: 1 },
      description: { type: "string", minLength: 1 },
      listed: { type: "boolean" },
    },
  },
};

/** Keywords that only tell readers and editors something. */
const FOR_READERS = [
  "title",
  "description",
  "markdownDescription",
  "examples",
  "enumDescriptions",
  "readOnly",
];

/** Something that is wrong with a file, told in its message. */
class Fault extends Error {}

try {
  build();
} catch (error) {
  if (!(error instanceof Fault)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function build() {
  const schemas = ["workflow", "actions"].map((name) => ({ name, schema: read(`${name}.schema.json`) }));
  const [, checkActions] = schemas.map(({ name, schema }) =>
    compile(newAjv(), `${name}.schema.json`, schema),
  );
  check("actions.json", checkActions);
  check("gobl-schemas.json", newAjv().compile(GOBL_SCHEMAS));

  mkdirSync(OUTPUT, { recursive: true });
  for (const { name, schema } of schemas) {
    const ajv = newAjv();
    const validate = compile(ajv, `${name}.schema.json`, withoutWords(schema));
    writeFileSync(join(OUTPUT, `${name}.js`), standalone.default(ajv, validate));
    writeFileSync(join(OUTPUT, `${name}.d.ts`), TYPES);
  }
}

function newAjv() {
  const ajv = new Ajv({ code: { source: true }, allErrors: true, strict: true, allowUnionTypes: true });
  ajv.addVocabulary(["markdownDescription", "enumDescriptions"]);
  // The rule invalid-uuid says more of a wrong UUID, and at more places.
  ajv.addFormat("uuid", true);
  return ajv;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(join(HERE, file), "utf8"));
  } catch (error) {
    throw new Fault(`schemas/${file}: ${error.message}`);
  }
}

function compile(ajv, file, schema) {
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw new Fault(`schemas/${file}: ${error.message}`);
  }
}

function check(file, validate) {
  if (!validate(read(file))) {
    const lines = validate.errors.map(({ instancePath, message, params }) => {
      const key = params.additionalProperty === undefined ? "" : `: ${params.additionalProperty}`;
      return `schemas/${file}${instancePath}: ${message}${key}`;
    });
    throw new Fault(lines.join("\n"));
  }
}

/** A schema without what is for readers only, which the generated code would carry along. */
function withoutWords(schema) {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    return Array.isArray(schema) ? schema.map(withoutWords) : schema;
  }
  const entries = Object.entries(schema).filter(([keyword]) => !FOR_READERS.includes(keyword));
  return Object.fromEntries(
    entries.map(([keyword, value]) => {
      // Here the keys are names and no keywords: there is a property called description.
      const isMap = keyword === "properties" || keyword === "definitions";
      return [
        keyword,
        isMap
          ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutWords(inner)]))
          : withoutWords(value),
      ];
    }),
  );
}
