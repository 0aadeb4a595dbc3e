// Compiles the schemas to validators, so that nothing that ships compiles one at run time, and checks the data
// beside them. Writes server/src/schema/generated.
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

const ajv = new Ajv({ code: { source: true }, allErrors: true, strict: true, allowUnionTypes: true });
// These are there for readers and editors only.
ajv.addKeyword("enumDescriptions");
ajv.addFormat("uuid", true);

const read = (name) => JSON.parse(readFileSync(join(HERE, name), "utf8"));

mkdirSync(OUTPUT, { recursive: true });
const validators = {};
for (const name of ["workflow", "actions"]) {
  const validate = ajv.compile(read(`${name}.schema.json`));
  validators[name] = validate;
  writeFileSync(join(OUTPUT, `${name}.js`), standalone.default(ajv, validate));
  writeFileSync(join(OUTPUT, `${name}.d.ts`), TYPES);
}

if (!validators.actions(read("actions.json"))) {
  for (const { instancePath, message } of validators.actions.errors) {
    process.stderr.write(`schemas/actions.json${instancePath}: ${message}\n`);
  }
  process.exitCode = 1;
}
