import type { Unreadable } from "../files/reason";
import type { Report } from "../problem";

/** The problems, the summary, and what could not be read, as one JSON object. */
export function json({ problems, summary }: Report, unreadable: readonly Unreadable[]): string {
  const failed = unreadable.map(({ name, reason }) => ({ file: name, reason }));
  return `${JSON.stringify({ problems, summary, unreadable: failed }, null, 2)}\n`;
}
