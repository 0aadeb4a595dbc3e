import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Peer, Running } from "./peer";
import { generateWorkflow } from "./workflows";

const SIZES = [10, 100, 1000, 10000];
const STARTS = 7;
const EDITS = 201;

/** Compares our server with VS Code's JSON server on the same texts in one run, and prints a table. */
async function main(): Promise<void> {
  if (!existsSync(join(__dirname, "node_modules"))) {
    console.log("Installing the peers of the benchmark …");
    execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: __dirname, stdio: "inherit" });
  }
  const { OURS, JSON_SERVER } = await import("./peer");
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
  console.log(
    `Medians of ${STARTS} starts and ${EDITS} edits in milliseconds; a ratio below 1 means ours is faster.\n`,
  );
  const rows: string[][] = [["steps", "size", "measure", OURS.name, JSON_SERVER.name, "ratio"]];
  for (const size of SIZES) {
    const text = generateWorkflow(size);
    const result = await compare(OURS, JSON_SERVER, text);
    for (const [measure, [ours, theirs]] of Object.entries(result)) {
      const kib = `${Math.round(Buffer.byteLength(text) / 1024)} KiB`;
      rows.push([String(size), kib, measure, ours.toFixed(1), theirs.toFixed(1), (ours / theirs).toFixed(2)]);
    }
  }
  console.log(table(rows));
}

/** Runs both servers side by side, turn by turn, so that what disturbs the machine disturbs both. */
async function compare(ours: Peer, theirs: Peer, text: string): Promise<Record<string, [number, number]>> {
  const { Running } = await import("./peer");
  const starts: [number[], number[]] = [[], []];
  const edits: [number[], number[]] = [[], []];
  const peers = [ours, theirs];
  let running: Running[] = [];
  for (let turn = 0; turn < STARTS; turn++) {
    for (const server of running) {
      server.stop();
    }
    running = [];
    for (const [at, peer] of peers.entries()) {
      const started = await Running.start(peer, text);
      starts[at]?.push(started.coldStart);
      running.push(started.running);
    }
  }
  // Typing goes on inside the name of the workflow's middle step.
  const lines = text.split("\n");
  const named = lines.flatMap((line, at) => (line.includes('"name": "Step') ? [at] : []));
  const line = named[Math.floor(named.length / 2)] ?? 0;
  const character = (lines[line]?.indexOf("Step") ?? 0) + 2;
  for (let turn = 0; turn < EDITS; turn++) {
    for (const [at, server] of running.entries()) {
      edits[at]?.push(await server.edit(line, character, "x"));
    }
  }
  for (const server of running) {
    server.stop();
  }
  return {
    "cold start → diagnostics": [median(starts[0]), median(starts[1])],
    "edit → diagnostics": [median(edits[0]), median(edits[1])],
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body.map(line)].join(
    "\n",
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
