import { errorsAround, errorsInStep, type SchemaError } from "../schema/errors";
import { retyped } from "../schema/retype";
import type { WorkflowDocument } from "../workflow/document";
import type { Field } from "../workflow/model";
import { propertyOf } from "../workflow/node";
import { pieceOf } from "../workflow/pieces";
import { placeAt } from "../workflow/shape";
import type { Span } from "../workflow/span";
import { braceSpan, type Fix, hasMisspelt, type Rule, type RuleContext, retyping } from "./rule";

export const schema: Rule = {
  code: "schema",
  severity: "error",
  scope: "step",
  needsStructure: true,
  isBasic: true,
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
  document(context) {
    tell(errorsAround(context.document), context);
  },
  step(step, context) {
    tell(errorsInStep(step), context);
  },
};

function tell(errors: readonly SchemaError[], { document, report }: RuleContext): void {
  for (const error of errors) {
    if (!isLeftToARule(error)) {
      const empty = emptyField(error);
      report({
        span: placeOf(error),
        message: messageOf(error),
        // Whoever reads JSON into fields takes a null for no value, so that nothing fails.
        ...(empty && { atMost: "warning" }),
        fixes: empty ? [removal(empty)] : fixesOf(error, document),
      });
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

/** The keys of a step, and those of a workflow, that are better written with a value than left out. */
const NEEDED_IN_STEP: ReadonlySet<unknown> = new Set(["id", "action", "provider"]);
const NEEDED_IN_WORKFLOW: ReadonlySet<unknown> = new Set(["name"]);

/** The keys under which any text goes; a number in quotes is no UUID, status or country. */
const FREE_TEXTS: ReadonlySet<unknown> = new Set(["name", "description", "notes", "summary", "code"]);

/** The field whose value is null, where it can as well be left out. */
function emptyField({ keyword, path, node, parent }: SchemaError): Field | undefined {
  const key = path.at(-1);
  const needed = path.length === 1 ? NEEDED_IN_WORKFLOW : NEEDED_IN_STEP;
  return keyword === "type" && node.type === "null" && typeof key === "string" && !needed.has(key)
    ? parent && propertyOf(parent, key)
    : undefined;
}

function removal(field: Field): Fix {
  return { title: `Remove '${field.name}'`, preferred: true, edit: { kind: "remove-field", field } };
}

function fixesOf({ keyword, path, params, node }: SchemaError, { text }: WorkflowDocument): Fix[] {
  if (keyword === "required" && params["missingProperty"] === "steps") {
    const edit = { kind: "append-field", object: node, key: "steps", value: () => pieceOf([]) } as const;
    return [{ title: "Add 'steps'", preferred: true, edit }];
  }
  const types = keyword === "type" ? asList(params["type"]).map(String) : [];
  if (node.type === "object" && types.includes("array") && path.length > 0) {
    const isEmpty = node.properties.length === 0;
    const list = isEmpty ? "[]" : `[${text.slice(node.start, node.end)}]`;
    const edit = { kind: "replace", span: node, text: list } as const;
    return [{ title: isEmpty ? "Change to []" : "Put it into a list", preferred: isEmpty, edit }];
  }
  const value =
    types.includes("string") && !FREE_TEXTS.has(path.at(-1)) ? undefined : retyped(node, types, text);
  return value === undefined ? [] : retyping(node, value);
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
