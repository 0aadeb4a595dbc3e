import type { Action, ConfigField, Holding, ValueSchema } from "./catalog";
import { COUNTRIES } from "./countries";
import type { FormatKey } from "./format";

/** What was said of actions: completion asks for all of them at once, and at every letter. */
const described = new WeakMap<Action, string>();

/** What an action is, in Markdown: title, app, countries, config, codes and the docs page. */
export function describeAction(action: Action): string {
  const known = described.get(action) ?? actionText(action);
  described.set(action, known);
  return known;
}

function actionText(action: Action): string {
  const { app, countries = [], schemas = [], config = [], codes = [], outcomes = [] } = action;
  const lines: string[] = [`**${plain(action.title ?? action.id)}** · \`${action.id}\``];
  if (action.status === "superseded") {
    lines.push(
      action.replacedBy
        ? `Superseded by \`${action.replacedBy}\`.`
        : "Superseded; nothing is known to replace it.",
    );
  }
  if (action.description) {
    lines.push(plain(action.description));
  }
  const facts = [
    app && `App: ${plain(app.name)}`,
    countries.length > 0 && `Countries: ${countries.map(countryLabel).join(", ")}`,
    schemas.length > 0 && `Documents: ${schemas.map((schema) => `\`${schema}\``).join(", ")}`,
  ].filter(Boolean);
  if (facts.length > 0) {
    lines.push(facts.join("  \n"));
  }
  if (config.length > 0) {
    lines.push(`Config:\n${config.map(configLine).join("\n")}`);
  }
  if (codes.length > 0 || outcomes.length > 0) {
    const rows = [
      ...codes.map(({ code, status, description }) =>
        outcomeLine(`${status ? `${status} ` : ""}${code}`, description),
      ),
      ...outcomes.map(({ status, description }) => outcomeLine(status, description)),
    ];
    lines.push(`Outcomes:\n${rows.join("\n")}`);
  }
  if (action.docs) {
    lines.push(`[Documentation](${action.docs})`);
  }
  return lines.join("\n\n");
}

/** What a config field is, in Markdown. */
export function describeConfigField(field: ConfigField): string {
  const { types, values = [], examples = [] } = field;
  const lines = [
    `**${field.key}**${types.length > 0 ? ` · ${types.join(" or ")}` : ""}${field.required ? " · required" : ""}`,
  ];
  if (field.description) {
    lines.push(plain(field.description));
  }
  if (values.length > 0) {
    lines.push(
      `One of:\n${values.map(({ value, description }) => outcomeLine(code(value), description)).join("\n")}`,
    );
  } else if (examples.length > 0) {
    lines.push(`Seen in use: ${examples.map((example) => `\`${code(example)}\``).join(", ")}`);
  }
  if (field.holds) {
    lines.push(`${HOLDINGS[field.holds]}.`);
  }
  if (field.default !== undefined) {
    lines.push(`Default: \`${code(field.default)}\``);
  }
  return lines.join("\n\n");
}

/** What a value of a config means, in Markdown: one of a closed set, or a program as it runs, line by line. */
export function describeConfigValue(value: unknown, schema: ValueSchema): string | undefined {
  const values: readonly unknown[] = schema.enum ?? [];
  const meaning = schema.enumDescriptions?.[values.indexOf(value)];
  if (meaning) {
    return plain(meaning);
  }
  const { holds } = schema;
  return typeof value === "string" && value !== "" && (holds === "expr" || holds === "jq")
    ? `${HOLDINGS[holds]}:\n\n${fenced(value, holds)}`
    : undefined;
}

const HOLDINGS: Readonly<Record<Holding, string>> = {
  "workflow-id": "The UUID of another workflow",
  expr: "An expression in [Expr](https://expr-lang.org)",
  jq: "A program in [jq](https://jqlang.org)",
};

/** Code as it is; the fence is longer than any that stands in it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** What a key of the format is, in Markdown. */
export function describeKey(key: FormatKey): string {
  const notes = [key.deprecated && "deprecated", key.readOnly && "set by Invopop"].filter(Boolean);
  return [
    `**${key.name}** · ${[key.types.join(" or "), ...notes].filter(Boolean).join(" · ")}`,
    key.description,
  ].join("\n\n");
}

/** A country's code with its name, such as `Spain (ES)`. */
export function countryLabel(code: string): string {
  const name = COUNTRIES.get(code);
  return name ? `${name} (${code})` : code;
}

function configLine({ key, required, description }: ConfigField): string {
  return outcomeLine(key, description, required ? " (required)" : "");
}

function outcomeLine(name: string, description: string | undefined, mark = ""): string {
  return `- \`${name}\`${mark}${description ? ` – ${plain(description)}` : ""}`;
}

function code(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).replaceAll("`", "'");
}

/** Text of the catalog, which users extend, stands as text and not as markup. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}
