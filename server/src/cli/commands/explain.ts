import { homepage } from "../../../../package.json";
import { LARGE_FILE } from "../../rules/large";
import { RULES } from "../../rules/registry";
import type { Rule } from "../../rules/rule";
import { nearest } from "../../schema/nearest";
import { type CommandLine, didYouMean } from "../args";
import { type Paint, paintFor, SEVERITY_STYLES } from "../colours";
import { EXIT, UsageError } from "../exit";
import type { Host } from "../host";
import { indent, wrap } from "../text";

/** Lines are no wider, as wide ones are hard to read. */
const WIDEST = 100;
const WIDTH_WITHOUT_TERMINAL = 80;

/** `explain`: prints a rule's page, or a list of the rules. */
export async function explain({ names, command }: CommandLine, { stdout, env }: Host): Promise<number> {
  const [code] = names;
  if (names.length > 1) {
    throw new UsageError("Name one code.", command?.name);
  }
  const paint = paintFor(stdout, env);
  const width = Math.min(stdout.columns ?? WIDTH_WITHOUT_TERMINAL, WIDEST);
  stdout.write(code === undefined ? list(paint, width) : page(ruleOf(code, command?.name), paint, width));
  return EXIT.clean;
}

function ruleOf(code: string, command: string | undefined): Rule {
  const rule = [...RULES, LARGE_FILE].find((candidate) => candidate.code === code);
  if (!rule) {
    throw new UsageError(`There is no code '${code}'.${didYouMean(meantCodes(code))}`, command);
  }
  return rule;
}

/** The codes that a word was probably meant to be: those nearest to it, else those with a word like one of its. */
function meantCodes(word: string): string[] {
  const codes = RULES.map(({ code }) => code);
  const near = nearest(word, codes);
  const words = new Set(codes.flatMap((code) => code.split("-")));
  const known = word.split("-").flatMap((part) => nearest(part, [...words], 1));
  return near.length > 0
    ? near
    : codes.filter((code) => known.some((part) => code.split("-").includes(part)));
}

function list(paint: Paint, width: number): string {
  const column = Math.max(...RULES.map(({ code }) => code.length));
  const entries = RULES.map(({ code, severity, isOptIn, docs }) => {
    const weight = isOptIn
      ? paint("dim", "off".padEnd(11))
      : paint(SEVERITY_STYLES[severity], severity.padEnd(11));
    const head = `${paint("bold", code.padEnd(column))}  ${weight}`;
    const [first = "", ...rest] = wrap(docs.summary, Math.max(width - column - 15, 30));
    return [`${head}  ${first}`, ...rest.map((line) => " ".repeat(column + 15) + line)].join("\n");
  });
  return `${entries.join("\n")}\n\n'invopop-workflows explain <code>' prints a rule's page.\n`;
}

function page({ code, severity, isOptIn, docs }: Rule, paint: Paint, width: number): string {
  const { summary, reason, other, bad, good } = docs;
  const weight = `${paint(SEVERITY_STYLES[severity], severity)}${isOptIn ? ", off by default" : ""}`;
  const example = (title: string, text: string) => `${paint("bold", title)}\n\n${indent(text, 4)}`;
  const blocks = [
    `${paint("bold", code)}  ${weight}`,
    wrap(`${summary} ${reason}`, width).join("\n"),
    ...(other ? [example(`Beside a file ${other.path}:`, other.text)] : []),
    ...(bad === "" ? [] : [example("Reported:", bad), example("Mended:", good)]),
    wrap(
      `"rules": { "${code}": "off" } in .invopop/diagnostics.json turns it off; error, warning, information and hint say how much it weighs.`,
      width,
    ).join("\n"),
    `${homepage}#${code}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}
