import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../../server/src/rules/registry";
import { parseFixture } from "../../support/fixture";
import { parseMarkers } from "../../support/markers";
import { BIG } from "../workflow/texts";

const FIXTURES = join(__dirname, "../../fixtures/rules");

/** The texts of all fixtures and of all rules' examples: workflows with every fault that there is a rule for. */
export function everyText(): string[] {
  const fixtures = readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(FIXTURES, name)).map((file) => join(FIXTURES, name, file)))
    .map((file) => parseMarkers(parseFixture(readFileSync(file, "utf8")).marked).text);
  return [BIG, ...fixtures, ...RULES.flatMap(({ docs }) => [docs.bad, docs.good])];
}

/** What somebody may type or paste, whole or in the middle of it. */
const TYPED = [
  ",",
  "{",
  "}",
  "[",
  "]",
  ":",
  '"',
  " ",
  "\n",
  "\\",
  "\ud800",
  "1",
  "tru",
  "null",
  "// a\n",
  "/* a */",
  '"status": "ko",',
  '"statuz": "KO",',
  '"code": "yes",',
  '"provider": "pdf",',
  '"action": "silo.stat",',
  '"id": "x",',
  '"id": "",',
  '"step_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",',
  '"sumary": "",',
  '"summary": "`sent`{.state .sent}",',
  '"config": {},',
  '"config": { "state": "Sent", "padding": "6" },',
  '"config": { "workflow_id": "" },',
  '"next": [{}],',
  '"stop": true,',
  '"steps": [{}],',
  '"rescu": [],',
  '"country": "es",',
  '"schema": "invoice",',
  '"__proto__": {},',
];

/** The text after up to nine changes: parts cut out, doubled or typed somewhere, often where a value starts. */
export function mutated(text: string, random: () => number): string {
  const below = (limit: number): number => Math.floor(random() * limit);
  let changed = text;
  for (let changes = 1 + below(9); changes > 0; changes--) {
    const at = below(changed.length + 1);
    const end = at + Math.floor(random() * random() * 40);
    const typed = TYPED[below(TYPED.length)] ?? "";
    const marks = [...changed.matchAll(/[,:{}[\]]/g)];
    const start = (marks[below(marks.length)]?.index ?? -1) + 1;
    const versions = [
      changed.slice(0, at) + changed.slice(end),
      changed.slice(0, end) + changed.slice(at),
      changed.slice(0, at) + typed + changed.slice(at),
      changed.slice(0, start) + typed + changed.slice(start),
    ];
    changed = versions[below(versions.length)] ?? changed;
  }
  return changed;
}
