import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

/** The shape of what is looked at in a SARIF log. */
export interface SarifLog {
  readonly runs: readonly SarifRun[];
}

export interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } };
  readonly results: readonly SarifResult[];
  readonly [key: string]: unknown;
}

export interface SarifRule {
  readonly id: string;
  readonly help: { readonly text: string; readonly markdown: string };
  readonly [key: string]: unknown;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly locations: readonly SarifLocation[];
  readonly [key: string]: unknown;
}

export interface SarifLocation {
  readonly physicalLocation: { readonly artifactLocation: unknown };
}

let validate: ValidateFunction | undefined;

/** What the schema of SARIF 2.1.0 finds wrong with a log, each fault in a line. */
export function sarifFaults(log: unknown): string[] {
  validate ??= compile();
  return validate(log)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Compiles Microsoft's copy of the schema, which is in an older draft but uses nothing that has changed since. */
function compile(): ValidateFunction {
  const path = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, "utf8"));
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  ajv.addFormat("uri", (text) => URL.canParse(text));
  ajv.addFormat("uri-reference", (text) => /^(?:[\w!#$&'()*+,\-./:;=?@[\]~]|%[0-9A-Fa-f]{2})*$/.test(text));
  ajv.addFormat("date-time", (text) => !Number.isNaN(Date.parse(text)));
  return ajv.compile(schema);
}
