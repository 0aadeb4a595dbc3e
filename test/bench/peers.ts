import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Sample, stateMachineOf, workflowOf } from "./texts";

/** A language server that takes part in the benchmark. */
export interface Peer {
  readonly name: string;
  readonly languageId: string;
  /** The script that node runs, and its arguments. */
  readonly command: readonly string[];
  /** The settings sent after the start; undefined for none. */
  readonly settings?: unknown;
  /** Whether it sends diagnostics by itself, and cannot be asked for them. */
  readonly isPushing?: boolean;
  sample(steps: number): Sample;
}

const ROOT = join(__dirname, "../..");
const MODULES = join(__dirname, "node_modules");
const SCHEMA: unknown = JSON.parse(readFileSync(join(ROOT, "schemas/workflow.schema.json"), "utf8"));

/** Our server as it is shipped. */
export const OURS: Peer = {
  name: "Invopop Workflows",
  languageId: "invopop-workflow",
  command: [join(ROOT, "dist/server.js"), "--stdio"],
  sample: workflowOf,
};

/** VS Code's JSON language server, validating by our schema. */
export const JSON_SERVER: Peer = {
  name: "JSON server",
  languageId: "json",
  command: [join(MODULES, "vscode-langservers-extracted/bin/vscode-json-language-server"), "--stdio"],
  settings: {
    json: {
      validate: { enable: true },
      schemas: [{ url: "test://workflow.schema.json", fileMatch: ["*.workflow.json"], schema: SCHEMA }],
      // The JSON server leaves out what is more than 5,000.
      resultLimit: 1_000_000,
      jsonFoldingLimit: 1_000_000,
    },
  },
  sample: workflowOf,
};

/** The YAML language server, to which JSON is YAML, validating by our schema. */
export const YAML_SERVER: Peer = {
  name: "YAML server",
  languageId: "yaml",
  command: [join(MODULES, "yaml-language-server/bin/yaml-language-server"), "--stdio"],
  settings: {
    yaml: {
      validate: true,
      schemaStore: { enable: false },
      schemas: { [`file://${join(ROOT, "schemas/workflow.schema.json")}`]: "*.workflow.json" },
      maxItemsComputed: 1_000_000,
    },
  },
  isPushing: true,
  sample: workflowOf,
};

/** The language service of AWS Step Functions, on a state machine of as many states. */
export const STATES: Peer = {
  name: "States service",
  languageId: "asl",
  command: [join(__dirname, "states-server.cjs"), "--stdio"],
  sample: stateMachineOf,
};

export const PEERS: readonly Peer[] = [OURS, JSON_SERVER, YAML_SERVER, STATES];
