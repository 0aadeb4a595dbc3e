import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../server/src/rules/registry";

/** The path of the schema of `.invopop/diagnostics.json`, whose list of codes is made from the rules. */
export const DIAGNOSTICS_SCHEMA = join(__dirname, "../../schemas/diagnostics.schema.json");

const SEVERITIES = [
  ["error", "An error."],
  ["warning", "A warning."],
  ["information", "An information."],
  ["hint", "A hint, which the editor shows at its place only."],
  ["off", "Nothing is said of it."],
] as const;

/** The schema as the rules have it now. */
export function diagnosticsSchema(): unknown {
  const rules = RULES.map(({ code, severity, isOptIn, docs }) => [
    code,
    {
      $ref: "#/definitions/severity",
      default: isOptIn ? "off" : severity,
      description: docs.summary,
    },
  ]);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "https://github.com/invopop/invopop-workflows/schemas/diagnostics.schema.json",
    title: "Severities of findings in workflows",
    description:
      "How much each finding weighs in the workflows of the folder that holds .invopop, and below. It wins over settings, so that editors and the command line agree.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string", description: "The address of this schema, for editors." },
      rules: { $ref: "#/definitions/severities", description: "For all workflows." },
      files: {
        type: "object",
        description:
          "For the workflows whose path, from the folder that holds .invopop, fits a pattern: * and ? in a name, ** for any number of folders, {a,b} and [a-z]. It wins over rules, and of several patterns that fit, the last one counts.",
        propertyNames: { minLength: 1, maxLength: 1000 },
        additionalProperties: { $ref: "#/definitions/severities" },
      },
    },
    definitions: {
      severity: {
        enum: SEVERITIES.map(([severity]) => severity),
        enumDescriptions: SEVERITIES.map(([, description]) => description),
      },
      severities: {
        type: "object",
        description: "Severities by the codes of the findings.",
        additionalProperties: false,
        properties: Object.fromEntries(rules),
      },
    },
  };
}

if (require.main === module) {
  writeFileSync(DIAGNOSTICS_SCHEMA, `${JSON.stringify(diagnosticsSchema(), null, 2)}\n`);
}
