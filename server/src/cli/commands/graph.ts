import type { FlowDirection } from "../../flowProtocol";
import { mermaidOf } from "../../picture/mermaid";
import { type GraphOptions, pictureOf, reasonNotToDraw, workflowGraph } from "../../picture/picture";
import { svgOf } from "../../picture/svg";
import { THEMES } from "../../picture/themes";
import { parseDocument, type WorkflowDocument } from "../../workflow/document";
import { Lines } from "../../workflow/lines";
import { textOf } from "../../workflow/model";
import { type CommandLine, choice } from "../args";
import { Checker } from "../check";
import { EXIT, UsageError } from "../exit";
import { type Inputs, readInputs, type Source } from "../files/read";
import type { Host } from "../host";
import { exitCode, say, tell } from "../outcome";
import { count } from "../text";
import { stdinName } from "./files";

/** `graph`: prints the flow of a workflow as a picture. */
export async function graph(line: CommandLine, host: Host): Promise<number> {
  const format = choice(line, "format", ["svg", "mermaid", "json"]);
  const direction = choice(line, "direction", ["down", "right"]);
  const theme = choice(line, "theme", ["light", "dark"]);
  const { source, before, inputs } = await read(line, host);
  if (!source) {
    tell(host, inputs);
    return exitCode(inputs, true);
  }
  const checker = new Checker();
  const [file] = await checker.prepare([source]);
  const document = parseDocument(source.text);
  const older = before && parseDocument(before.text);
  if (!file || isBroken(source, document, host) || (before && older && isBroken(before, older, host))) {
    return EXIT.findings;
  }
  const options: GraphOptions = { document, catalog: file.settings.catalog, before: older };
  const title = (document.workflow && textOf(document.workflow, "name")) || source.name;
  host.stdout.write(await print(options, { format, direction, theme, title }, host));
  const { faults } = checker;
  tell(host, { ...inputs, faults });
  return exitCode({ ...inputs, faults }, false);
}

/** What was asked for. */
interface Print {
  readonly format: "svg" | "mermaid" | "json";
  readonly direction: FlowDirection;
  readonly theme: keyof typeof THEMES;
  readonly title: string;
}

async function print(
  options: GraphOptions,
  { format, direction, theme, title }: Print,
  { loadLayout, stderr }: Host,
): Promise<string> {
  const { lanes, isWhole, total } = workflowGraph(options);
  if (!isWhole) {
    const drawn = lanes.flatMap(({ nodes }) => nodes.filter(({ kind }) => kind === "step")).length;
    say(
      stderr,
      `${title} has ${count(total, "step")}, too many to draw them all; ${drawn} are in the picture.`,
    );
  }
  if (format === "mermaid") {
    return mermaidOf(workflowGraph(options), direction);
  }
  const picture = pictureOf(options, direction, await loadLayout());
  return format === "json"
    ? `${JSON.stringify(picture, undefined, 2)}\n`
    : svgOf(picture, { theme: THEMES[theme], title });
}

/** Reads the one workflow that is named and the one that it is compared with. */
async function read(
  line: CommandLine,
  host: Host,
): Promise<{ source: Source | undefined; before: Source | undefined; inputs: Inputs }> {
  const { names, options, command } = line;
  const older = options.get("before");
  if (names.length !== 1) {
    throw new UsageError("Name one file, or - for standard input.", command?.name);
  }
  if (older === "-") {
    throw new UsageError("--before takes a file; standard input is for the workflow itself.", command?.name);
  }
  const inputs = await readInputs(names, host, stdinName(line));
  const others = typeof older === "string" ? await readInputs([older], host, undefined) : undefined;
  for (const [name, { sources }] of [
    [names[0], inputs],
    [older, others ?? inputs],
  ] as const) {
    if (sources.length > 1) {
      throw new UsageError(
        `${name} has ${count(sources.length, "workflow")}, and one is drawn.`,
        command?.name,
      );
    }
  }
  const [before] = others?.sources ?? [];
  const isMissing = others !== undefined && before === undefined;
  return {
    source: isMissing ? undefined : inputs.sources[0],
    before,
    inputs: {
      ...inputs,
      unreadable: [...inputs.unreadable, ...(others?.unreadable ?? [])],
      empty: [...inputs.empty, ...(others?.empty ?? [])],
    },
  };
}

/** Whether nothing can be drawn of a text, which is told of. */
function isBroken({ name, text }: Source, document: WorkflowDocument, { stderr }: Host): boolean {
  const reason = reasonNotToDraw(document);
  if (reason !== undefined) {
    const { line, character } = new Lines(text).placeOf(document.problems[0]?.span.start ?? 0);
    say(stderr, `${name}:${line + 1}:${character + 1} cannot be drawn. ${reason}`);
  }
  return reason !== undefined;
}
