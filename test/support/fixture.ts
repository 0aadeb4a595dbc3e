import assert from "node:assert/strict";
import type { Finding } from "../../server/src/rules/rule";
import { mark, parseMarkers, plainSpan } from "./markers";
import { CATALOG, checkFix, findAll, isSerious, type OtherFile } from "./rules";

/** A fixture as its file describes it; see `test/fixtures/rules/README.md`. */
export interface Fixture {
  readonly marked: string;
  readonly messages: string | undefined;
  readonly related: string | undefined;
  readonly fixes: readonly { readonly title: string; readonly text: string }[];
  /** The other files of the folder. */
  readonly files: readonly OtherFile[];
}

/** @throws Error when a section has an unknown name, or stands twice where it may only once */
export function parseFixture(source: string): Fixture {
  const [marked = "", ...rest] = source.split(/^--- (.+)\n/m);
  const fixes: { title: string; text: string }[] = [];
  const files: OtherFile[] = [];
  const sections = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) {
    const name = rest[at] ?? "";
    const body = rest[at + 1] ?? "";
    if (name.startsWith("fix: ")) {
      fixes.push({ title: name.slice("fix: ".length), text: body });
    } else if (name.startsWith("file: ")) {
      files.push({ path: name.slice("file: ".length), text: body });
    } else if ((name === "messages" || name === "related") && !sections.has(name)) {
      sections.set(name, body);
    } else {
      throw new Error(`'${name}' is no section, or stands twice.`);
    }
  }
  return { marked, messages: sections.get("messages"), related: sections.get("related"), fixes, files };
}

/** The fixture with a byte order mark and the line ends of Windows. Columns are another matter, so they are left out. */
export function onWindows(fixture: Fixture): Fixture {
  const withCrlf = (text: string): string => text.replaceAll("\n", "\r\n");
  return {
    ...fixture,
    marked: `\ufeff${withCrlf(fixture.marked)}`,
    related: undefined,
    fixes: fixture.fixes.map(({ title, text }) => ({ title, text: `\ufeff${withCrlf(text)}` })),
    files: fixture.files.map(({ path, text }) => ({ path, text: `\ufeff${withCrlf(text)}` })),
  };
}

/** The text with its findings as markers. */
export function markFindings(text: string, findings: readonly Finding[]): string {
  return mark(
    text,
    findings.map(({ rule, span }) => ({ tag: rule.code, ...plainSpan(span) })),
  );
}

/**
 * Checks one fixture: all rules run on its text, and the findings that count must be exactly the marked ones.
 * Every fix of every finding is applied and checked; those that the fixture describes are compared as a whole.
 *
 * @param code the rule of the fixture, whose findings count even when they are hints
 */
export function checkFixture({ marked, messages, related, fixes, files }: Fixture, code: string): void {
  const { text } = parseMarkers(marked);
  const findings = findAll(text, CATALOG, files).filter(
    (finding) => isSerious(finding) || finding.rule.code === code,
  );
  assert.equal(markFindings(text, findings), marked);
  if (messages !== undefined) {
    assert.equal(findings.map(({ rule, message }) => `${rule.code}: ${message}\n`).join(""), messages);
  }
  if (related !== undefined) {
    assert.equal(findings.flatMap((finding) => relatedOf(text, finding, files)).join(""), related);
  }
  const made = findings.flatMap((finding) =>
    (finding.fixes ?? []).map((fix) => ({ title: fix.title, text: checkFix(text, finding, fix, files) })),
  );
  const titles = new Set(fixes.map((fix) => fix.title));
  assert.deepEqual(
    made.filter((fix) => titles.has(fix.title)),
    fixes,
  );
}

/** The places that belong to a finding, each as a line. */
function relatedOf(text: string, finding: Finding, files: readonly OtherFile[]): string[] {
  const own = placeIn(text, finding.span);
  return [
    ...(finding.related ?? []).map(({ span, message }) => `${own} -> ${placeIn(text, span)} ${message}\n`),
    ...(finding.elsewhere ?? []).map(({ range: { uri, start, end }, message }) => {
      const file = files.find(({ path }) => uri.endsWith(`/${path}`));
      assert.ok(file, `${uri} is no file of the fixture.`);
      const lines = file.text.split("\n");
      assert.equal(start.line, end.line);
      const there = lines[start.line]?.slice(start.character, end.character);
      return `${own} -> ${file.path} ${start.line + 1}:${start.character + 1} ${there} ${message}\n`;
    }),
  ];
}

/** A place as line and column from 1 with what stands there. */
function placeIn(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const lines = text.slice(0, start).split("\n");
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1} ${text.slice(start, end)}`;
}
