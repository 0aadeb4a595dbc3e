import { LARGE_IN_WORDS } from "../workflow/size";
import type { Finding, Rule } from "./rule";

/**
 * Stands for the note that only the basics of a file are checked. No rule reports it, and no setting turns it off, so
 * that nobody takes such a file for one that is sound.
 */
export const LARGE_FILE: Rule = {
  code: "large-file",
  severity: "information",
  docs: {
    summary: "The file is so large that only its basics are checked: its syntax, its schema and its ids.",
    reason: `That is so for more than ${LARGE_IN_WORDS}. All else would have to be found out anew with every change, and typing would have to wait for it.`,
    // Examples would be as large as the file.
    bad: "",
    good: "",
  },
};

/** The note that stands at the start of a large file. */
export const LARGE_FILE_FINDING: Finding = {
  rule: LARGE_FILE,
  span: { start: 0, end: 0 },
  message: `This file has more than ${LARGE_IN_WORDS}, so only its syntax, schema and ids are checked.`,
};

/** How many findings of one rule are kept. Nobody reads so many, and a few million would take all memory. */
export const MOST_FINDINGS = 2_000;

/** The findings of one rule may be more than were kept, which its last one tells. */
export function asLast(finding: Finding): Finding {
  return { ...finding, message: `${finding.message} There may be more of these, which are not listed.` };
}
