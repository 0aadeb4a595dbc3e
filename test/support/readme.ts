import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../server/src/rules/registry";
import type { Rule } from "../../server/src/rules/rule";

/** The path of the README, whose part on diagnostics is made from the rules. */
export const README = join(__dirname, "../../README.md");

const BEGIN = "<!-- rules: written by `npm run docs` from server/src/rules -->";
const END = "<!-- end of rules -->";

/** The README with the part on diagnostics as the rules have it now. */
export function withRules(readme: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`The README lacks the line ${BEGIN} or, behind it, ${END}.`);
  }
  return `${readme.slice(0, begin)}${BEGIN}\n\n${table(RULES)}\n\n${RULES.map(section).join("\n\n")}\n\n${readme.slice(end)}`;
}

function table(rules: readonly Rule[]): string {
  const rows = rules.map(
    (rule) => `| [\`${rule.code}\`](#${rule.code}) | ${severityOf(rule)} | ${rule.docs.summary} |`,
  );
  return ["| code | severity | what it reports |", "|---|---|---|", ...rows].join("\n");
}

function section({ code, docs, ...rule }: Rule): string {
  return `#### \`${code}\`

${docs.summary} ${docs.reason} Severity: ${severityOf(rule)}.
${besides(docs)}
\`\`\`json
${docs.bad}
\`\`\`

<details><summary>Mended</summary>

\`\`\`json
${docs.good}
\`\`\`

</details>`;
}

/** The other file that a rule looks at, for the examples of a rule that does. */
function besides({ other }: Rule["docs"]): string {
  return other ? `\nBeside \`${other.path}\`:\n\n\`\`\`json\n${other.text}\n\`\`\`\n\nthis is found:\n` : "";
}

function severityOf({ severity, isOptIn }: Pick<Rule, "severity" | "isOptIn">): string {
  return isOptIn ? `${severity}, off by default` : severity;
}

if (require.main === module) {
  writeFileSync(README, withRules(readFileSync(README, "utf8")));
}
