import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Measure, Times } from "./measure";
import type { Peer } from "./peers";
import { table } from "./table";

const SIZES = [10, 100, 1000, 10_000];

/** Compares our server with others on the same texts in one run, and prints tables. */
async function main(): Promise<void> {
  if (!existsSync(join(__dirname, "node_modules"))) {
    console.log("Installing the peers of the benchmark …");
    execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: __dirname, stdio: "inherit" });
  }
  const { measure } = await import("./measure");
  const { floors } = await import("./floors");
  const { pictures } = await import("./pictures");
  const { files } = await import("./files");
  const { activation } = await import("./activation");
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}\n`);
  const results: [number, ReadonlyMap<Peer, Times>][] = [];
  for (const size of SIZES) {
    console.error(`${size} steps …`);
    results.push([size, await measure(size)]);
  }
  console.log(
    "Medians in milliseconds; a ratio below 1 means ours is faster than the JSON server with our schema.\n",
  );
  console.log(table(await rowsOf(results)));
  console.log("\nThe same texts, only parsed:\n");
  console.log(table(floors(SIZES)));
  console.log("\nWhat ten times as many steps cost, as a factor:\n");
  console.log(table(await growthOf(results)));
  console.log(
    "\nThe picture of the flow; the ratio is that of one after an edit to parsing the same text:\n",
  );
  console.log(table(await pictures()));
  console.log("\nA folder of workflows on the command line, in milliseconds:\n");
  console.log(table(files()));
  console.log("\nThe extension in VS Code:\n");
  console.log(table(await activation()));
}

async function rowsOf(results: readonly [number, ReadonlyMap<Peer, Times>][]): Promise<string[][]> {
  const { MEASURES } = await import("./measure");
  const { JSON_SERVER, OURS, STATES, YAML_SERVER } = await import("./peers");
  const rows = [["measure", "steps", OURS.name, JSON_SERVER.name, "ratio", YAML_SERVER.name, STATES.name]];
  for (const [name, title] of Object.entries(MEASURES)) {
    for (const [steps, result] of results) {
      const value = (peer: Peer) => result.get(peer)?.get(name as Measure);
      const ratio = (value(OURS) ?? Number.NaN) / (value(JSON_SERVER) ?? Number.NaN);
      const values = [OURS, JSON_SERVER].map((peer) => shown(value(peer)));
      rows.push([
        title,
        String(steps),
        ...values,
        shown(ratio, 2),
        ...[YAML_SERVER, STATES].map((peer) => shown(value(peer))),
      ]);
    }
  }
  return rows;
}

async function growthOf(results: readonly [number, ReadonlyMap<Peer, Times>][]): Promise<string[][]> {
  const { PEERS } = await import("./peers");
  const rows = [["edit → diagnostics, steps", ...PEERS.map(({ name }) => name)]];
  for (const [at, [steps, result]] of results.entries()) {
    const before = results[at - 1];
    if (before) {
      const factor = (peer: Peer) =>
        (result.get(peer)?.get("edit") ?? Number.NaN) / (before[1].get(peer)?.get("edit") ?? Number.NaN);
      rows.push([`${before[0]} → ${steps}`, ...PEERS.map((peer) => shown(factor(peer)))]);
    }
  }
  return rows;
}

function shown(value: number | undefined, digits = 1): string {
  return value === undefined || Number.isNaN(value) ? "–" : value.toFixed(digits);
}

main().catch((error: unknown) => {
  console.error(error);
  // Servers may still be running.
  process.exit(1);
});
