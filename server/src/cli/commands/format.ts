import { type FormatOptions, formatText } from "../../features/format";
import { applyEdits } from "../../workflow/edits";
import { Lines } from "../../workflow/lines";
import { parseText } from "../../workflow/tree";
import type { CommandLine } from "../args";
import { UsageError } from "../exit";
import { readInputs, type Source } from "../files/read";
import { isChanged, type Rewritten, writeBack } from "../files/rewrite";
import type { Host } from "../host";
import { exitCode, say, tell } from "../outcome";
import { count } from "../text";
import { filesOrStdin, stdinName } from "./files";

/** `format`: lays texts out, or says which would change. */
export async function format(line: CommandLine, host: Host): Promise<number> {
  const options = optionsOf(line);
  const isCheck = line.options.has("check");
  const { sources, unreadable, empty } = await readInputs(filesOrStdin(line), host, stdinName(line));
  const broken = new Set(sources.filter((source) => tellIfBroken(source, host)));
  const all = sources.map(
    (source): Rewritten => ({
      source,
      text: broken.has(source) ? source.text : applyEdits(source.text, formatText(source.text, options)),
    }),
  );
  const unwritable = isCheck ? [] : await writeBack(all, host);
  const failed = new Set(unwritable.map(({ name }) => name));
  const changed = all.filter(isChanged).filter(({ source }) => !failed.has(source.name));
  if (isCheck || !sources.some(({ isStdin }) => isStdin)) {
    for (const { source } of changed) {
      say(host.stdout, source.name);
    }
    const verb = isCheck ? "would change" : "formatted";
    say(host.stdout, `${changed.length} of ${count(sources.length, "file")} ${verb}.`);
  }
  tell(host, { unreadable, unwritable, empty });
  return exitCode({ unreadable, unwritable, empty }, broken.size > 0 || (isCheck && changed.length > 0));
}

function optionsOf({ options, command }: CommandLine): FormatOptions {
  const indent = options.get("indent") ?? "2";
  if (typeof indent !== "string" || !/^([1-9]|1[0-6]|tab)$/.test(indent)) {
    throw new UsageError(`--indent takes a number from 1 to 16 or tab, not '${indent}'.`, command?.name);
  }
  return {
    tabSize: indent === "tab" ? 1 : Number(indent),
    insertSpaces: indent !== "tab",
    insertFinalNewline: true,
    trimFinalNewlines: true,
    trimTrailingWhitespace: true,
  };
}

/** Whether a text is no JSON, which is told of: nobody knows how it should be laid out. */
function tellIfBroken({ name, text }: Source, { stderr }: Host): boolean {
  const [problem] = parseText(text).problems;
  if (problem) {
    const { line, character } = new Lines(text).placeOf(problem.span.start);
    say(stderr, `${name}:${line + 1}:${character + 1} is no JSON, so it stays as it is: ${problem.message}`);
  }
  return problem !== undefined;
}
