import { oneLine } from "../workflow/label";
import type { IndexedWorkflow } from "../workflow/workspace";
import { plain } from "./describe";
import { GOBL_SCHEMAS } from "./format";

/** What a workflow of the workspace is, in Markdown: name, schema, country, number of steps, and its file. */
export function describeWorkflow({ label, path, schema, country, steps }: IndexedWorkflow): string {
  const title = GOBL_SCHEMAS.find(({ name }) => name === schema)?.title;
  const facts = [
    schema && `\`${code(schema)}\`${title ? ` ${plain(title)}` : ""}`,
    country && plain(country),
    `${steps.length} ${steps.length === 1 ? "step" : "steps"}`,
  ];
  return `**${plain(oneLine(label))}**\n\n${facts.filter(Boolean).join(" · ")}  \n\`${code(path)}\``;
}

function code(text: string): string {
  return text.replaceAll("`", "'");
}
