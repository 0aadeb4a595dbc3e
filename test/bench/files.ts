import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./measure";
import { id, numbers } from "./random";
import { workflowOf } from "./texts";

const FILES = 1000;
const STEPS = 10;
const TURNS = 7;

const CLI = join(__dirname, "../../dist/cli.js");

/** Reads all files of a folder and parses them, which is the least that whoever checks them has to do. */
const READING = `
  const { readdirSync, readFileSync } = require("node:fs");
  for (const name of readdirSync(process.argv[1])) {
    JSON.parse(readFileSync(process.argv[1] + "/" + name, "utf8"));
  }`;

/** Compares `validate` on a folder with only reading and parsing its files, each as a process of its own. */
export function files(): string[][] {
  const folder = mkdtempSync(join(tmpdir(), "invopop-bench-"));
  try {
    const random = numbers(2);
    for (let at = 0; at < FILES; at++) {
      const workflow = { id: id(random), ...JSON.parse(workflowOf(STEPS).text) };
      writeFileSync(join(folder, `${at}.workflow.json`), JSON.stringify(workflow, null, 2));
    }
    const commands = [
      [CLI, "validate", folder],
      ["--eval", READING, folder],
    ];
    const times = commands.map((): number[] => []);
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [at, command] of commands.entries()) {
        times[at]?.push(timeOf(command));
      }
    }
    const [checked = Number.NaN, read = Number.NaN] = times.map(median);
    return [
      ["files", "steps each", "validate", "read and JSON.parse", "ratio"],
      [FILES, STEPS, checked.toFixed(0), read.toFixed(0), (checked / read).toFixed(1)].map(String),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timeOf(command: readonly string[]): number {
  const begun = performance.now();
  execFileSync(process.execPath, command, { stdio: "ignore" });
  return performance.now() - begun;
}
