import type { FlowDirection } from "../flowProtocol";
import type { FlowGraph, GraphEdge, GraphLane, GraphNode } from "./graph";

/** A graph as a flowchart of Mermaid, to stand in a Markdown file. */
export function mermaidOf(graph: FlowGraph, direction: FlowDirection): string {
  return new Writer(graph, direction).write();
}

/** How what is special is drawn: the classes of nodes that Mermaid is told of. */
const CLASSES = {
  unreachable: "opacity:0.5,stroke-dasharray:4 3",
  added: "stroke:#2e7d32,stroke-width:2px",
  removed: "stroke:#c72e0f,stroke-width:2px,stroke-dasharray:4 3",
  changed: "stroke:#b08800,stroke-width:2px",
} as const;

type ClassName = keyof typeof CLASSES;

class Writer {
  /** The names of the nodes in the text, as Mermaid takes no other signs than letters and digits. */
  readonly #names = new Map<string, string>();
  /** The steps that jumps lead to, by the keys of the jumps. */
  readonly #targets = new Map<string, string>();
  readonly #direction: string;
  readonly #classes = new Map<ClassName, string[]>();

  constructor(
    private readonly graph: FlowGraph,
    direction: FlowDirection,
  ) {
    this.#direction = direction === "down" ? "TB" : "LR";
  }

  write(): string {
    const { lanes, rescue } = this.graph;
    for (const node of lanes.flatMap(({ nodes }) => nodes)) {
      this.#names.set(node.key, `n${this.#names.size}`);
    }
    for (const { key, target } of lanes.flatMap(({ nodes }) => nodes)) {
      if (target !== undefined && this.#names.has(target)) {
        this.#targets.set(key, target);
      }
    }
    const lines = [
      `flowchart ${this.#direction}`,
      ...lanes.flatMap((lane) => this.#lane(lane, lanes.length > 1)),
      ...lanes.flatMap(({ edges }) => edges.map((edge) => this.#edge(edge))),
      // The frame stands for every step in it.
      ...(rescue ? ["  lane_steps -.-> lane_rescue"] : []),
      ...[...this.#classes].flatMap(([name, members]) => [
        `  classDef ${name} ${CLASSES[name]}`,
        `  class ${members.join(",")} ${name}`,
      ]),
    ];
    return `${lines.join("\n")}\n`;
  }

  #lane({ key, title, nodes }: GraphLane, isFramed: boolean): string[] {
    const lines = nodes.filter((node) => !this.#targets.has(node.key)).map((node) => this.#node(node));
    return isFramed
      ? [
          `  subgraph lane_${key}[${quoted([title])}]`,
          `    direction ${this.#direction}`,
          ...lines.map((line) => `  ${line}`),
          "  end",
        ]
      : lines;
  }

  #node(node: GraphNode): string {
    const { key, kind, title, action, app, detail, change, isUnreachable } = node;
    const name = this.#nameOf(key);
    const className = change ?? (isUnreachable ? "unreachable" : undefined);
    if (className) {
      this.#classes.set(className, [...(this.#classes.get(className) ?? []), name]);
    }
    switch (kind) {
      case "step": {
        const what = action && app ? `${action} · ${app}` : action;
        return `  ${name}[${quoted([title, what === title ? undefined : what, detail])}]`;
      }
      case "jump":
        return `  ${name}>${quoted([title, detail])}]`;
      case "branch":
      case "more":
        return `  ${name}[[${quoted([title])}]]`;
      default:
        return `  ${name}([${quoted([title, detail])}])`;
    }
  }

  /** A jump is drawn to the step that it leads to, where that is there. */
  #edge({ from, to, kind, label }: GraphEdge): string {
    const text = label === undefined ? "" : `|${quoted([label])}|`;
    const target = this.#nameOf(this.#targets.get(to) ?? to);
    return `  ${this.#nameOf(from)} ${kind === "goto" ? "-.->" : "-->"}${text} ${target}`;
  }

  #nameOf(key: string): string {
    return this.#names.get(key) ?? "";
  }
}

/** Lines of text as Mermaid writes them. */
function quoted(lines: readonly (string | undefined)[]): string {
  return `"${lines
    .filter(Boolean)
    .map((line) => escaped(line ?? ""))
    .join("<br/>")}"`;
}

/** All that could mean something to Mermaid, to Markdown or to HTML stands as the number of its sign. */
function escaped(text: string): string {
  return text.replace(SPECIAL, (sign) => `#${sign.codePointAt(0)};`);
}

/** A hyphen, a plus or a number at the start of a line would begin a list. */
const SPECIAL = /[^\p{L}\p{N} ·.,?!/…–()'+=-]|^[-+]|(?<=^\d{1,9})[.)]/gu;
