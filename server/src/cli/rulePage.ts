import type { Rule } from "../rules/rule";

/** How a page is written: as it is read, or with Markdown's marks. */
export type PageFormat = "text" | "markdown";

/** What a rule's page says in one format: why it is there, and its examples before and after. */
export function pageOf({ docs }: Pick<Rule, "docs">, format: PageFormat): string {
  const { reason, other, bad, good } = docs;
  return [
    reason,
    ...(other ? [`Beside a file ${other.path}:`, example(other.text, format)] : []),
    ...(bad === "" ? [] : ["Reported:", example(bad, format), "Mended:", example(good, format)]),
  ].join("\n\n");
}

function example(text: string, format: PageFormat): string {
  return format === "markdown" ? `\`\`\`json\n${text}\n\`\`\`` : text;
}
