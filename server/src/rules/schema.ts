import { errorsAround, errorsInStep, type SchemaError } from "../schema/errors";
import { placeAt } from "../workflow/shape";
import type { Span } from "../workflow/span";
import { braceSpan, hasMisspelt, type Rule, type RuleContext } from "./rule";

export const schema: Rule = {
  code: "schema",
  severity: "error",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "A value has a type that its key does not take, or a key that every workflow needs is missing.",
    reason: "Invopop refuses a workflow whose fields have another type, and one without a name or steps.",
    bad: `{
  "name": "Invoice",
  "steps": {}
}`,
    good: `{
  "name": "Invoice",
  "steps": []
}`,
  },
  document({ document, report }) {
    tell(errorsAround(document), report);
  },
  step(step, { report }) {
    tell(errorsInStep(step), report);
  },
};

function tell(errors: readonly SchemaError[], report: RuleContext["report"]): void {
  for (const error of errors) {
    if (!isLeftToARule(error)) {
      report({ span: placeOf(error), message: messageOf(error) });
    }
  }
}

/** The statuses have a rule of their own, which offers the right spelling, and so have misspelt keys. */
function isLeftToARule({ keyword, path, node, params }: SchemaError): boolean {
  if (keyword === "required" && path.length === 0) {
    return hasMisspelt(node, "workflow", String(params["missingProperty"]));
  }
  return keyword === "enum" && path.at(-1) === "status" && placeAt(path.slice(0, -1)) === "condition";
}

function placeOf({ keyword, node }: SchemaError): Span {
  return keyword === "required" || node.type === "object" ? braceSpan(node) : node;
}

function messageOf({ keyword, path, params, node }: SchemaError): string {
  const subject = subjectOf(path);
  switch (keyword) {
    case "type":
      return `${subject} must be ${typeNames(params["type"])}, not ${typeName(node.type)}.`;
    case "required":
      return `${subject} needs the key '${String(params["missingProperty"])}'.`;
    case "enum":
      return `${subject} must be one of: ${asList(params["allowedValues"]).map(String).join(", ")}.`;
    default:
      return `${subject} is not as the workflow format has it (${keyword}).`;
  }
}

function subjectOf(path: SchemaError["path"]): string {
  const last = path.at(-1);
  if (last === undefined) {
    return "A workflow";
  }
  if (typeof last === "string") {
    return `'${last}'`;
  }
  const place = placeAt(path);
  return place === "step" ? "A step" : place === "condition" ? "A condition" : `Item ${last + 1}`;
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function typeNames(types: unknown): string {
  return asList(types)
    .map((type) => typeName(String(type)))
    .join(" or ");
}

function typeName(type: string): string {
  return type === "null" ? "null" : `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}
