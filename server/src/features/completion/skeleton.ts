import type { Action, ConfigField } from "../../schema/catalog";
import { choicesOf, requiredFields } from "../../schema/skeleton";
import { escapeSnippet } from "./item";

/** Numbers the places of a snippet that a person fills in. */
export class Places {
  #next = 1;

  /** An empty place, or one that holds a text to type over. */
  take(text = ""): string {
    const at = this.#next++;
    return text === "" ? `$${at}` : `\${${at}:${escapeSnippet(text)}}`;
  }

  /** A place with values to choose from. */
  choose(values: readonly string[]): string {
    const escaped = values.map((value) => escapeSnippet(value).replace(/[,|]/g, "\\$&"));
    return `\${${this.#next++}|${escaped.join(",")}|}`;
  }
}

/** A text as it stands between the quotes of a JSON string. */
function inside(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** A step with this action as a snippet: a fresh id, a name, and the config that the action needs. */
export function stepSkeleton(action: Action | undefined, newId: () => string): string {
  const places = new Places();
  const lines = [
    `"id": "${newId()}"`,
    `"name": "${places.take(inside(action?.title ?? ""))}"`,
    `"action": "${action ? escapeSnippet(inside(action.id)) : places.take()}"`,
  ];
  const config = action && requiredConfig(action, places, "\t");
  if (config) {
    lines.push(`"config": ${config}`);
  }
  return `{\n\t${lines.join(",\n\t")}\n}`;
}

/** A config with the fields that an action needs; undefined when it needs none that is known. */
export function requiredConfig(action: Action, places: Places, indent: string): string | undefined {
  const required = requiredFields(action);
  if (required.length === 0) {
    return undefined;
  }
  const lines = required.map(
    (field) => `${indent}\t${escapeSnippet(JSON.stringify(field.key))}: ${valueSkeleton(field, places)}`,
  );
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

/** The value of a config field, ready to be filled in. */
export function valueSkeleton(field: ConfigField, places: Places): string {
  const texts = choicesOf(field);
  switch (field.types[0] ?? "string") {
    case "boolean":
      return places.choose(["true", "false"]);
    case "integer":
    case "number":
      return places.take("0");
    case "array":
      return `[${places.take()}]`;
    case "object":
      return `{${places.take()}}`;
    default:
      return texts.length > 0 ? `"${places.choose(texts.map(inside))}"` : `"${places.take()}"`;
  }
}
