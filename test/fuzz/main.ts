import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import type { Batch, Told } from "./protocol";
import { TARGETS } from "./targets";
import { listenForRejections, tryInput } from "./trial";

/** How many inputs a worker is given at a time. */
const BATCH = 500;

/** Of so many batches of a target one is tried with its steps counted. That takes longer, so it is smaller. */
const METERED = 25;
const METERED_BATCH = 100;

/** An input on which a worker is silent for so long hangs, in milliseconds. */
const SILENCE = 120_000;

const OUTPUT = join(__dirname, "output");

const HELP = `npm run fuzz -- [--runs 1000000] [--seed NUMBER] [--jobs NUMBER] [--only TARGET]
npm run fuzz -- --replay FILE

Tries made-up inputs, and prints what came of them; once interrupted (Ctrl+C), of those so far. Targets: ${TARGETS.map(({ name }) => `'${name}'`).join(", ")}.
`;

/** What came of the inputs of one target. */
interface Tally {
  inputs: number;
  characters: number;
  mostSteps: number;
}

/** Runs batches in workers until all inputs were tried, or one has failed. */
class Fuzz {
  readonly #tallies: readonly Tally[] = TARGETS.map(() => ({ inputs: 0, characters: 0, mostSteps: 0 }));
  readonly #memory: number[] = [];
  readonly #started = Date.now();
  readonly #workers = new Set<ChildProcess>();
  #failure: string | undefined;
  #isInterrupted = false;
  #told = 0;

  constructor(
    private readonly batches: Generator<Batch>,
    private readonly seed: number,
  ) {}

  /** Lets the batches come to their end that have begun, and begins no others. */
  interrupt(): void {
    this.#isInterrupted = true;
  }

  async run(jobs: number): Promise<number> {
    await Promise.all(Array.from({ length: jobs }, () => this.#work()));
    this.#summarize();
    return this.#failure === undefined ? 0 : 1;
  }

  /** Has a worker try one batch after the other. */
  async #work(): Promise<void> {
    const { batches } = this;
    let worker: ChildProcess | undefined;
    const isOver = (): boolean => this.#isInterrupted || this.#failure !== undefined;
    for (let next = batches.next(); !next.done && !isOver(); next = batches.next()) {
      const batch = next.value;
      if (batch.isMetered) {
        const metered = await this.#start(["--metered"]);
        await this.#try(metered, batch);
        metered.kill();
      } else {
        worker ??= await this.#start([]);
        await this.#try(worker, batch);
      }
    }
    worker?.kill();
  }

  #start(args: readonly string[]): Promise<ChildProcess> {
    const worker = fork(join(__dirname, "worker.ts"), args, {
      execArgv: ["--expose-gc", "--import", "tsx"],
      // What the protocol's library complains of on the way is no fault.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    this.#workers.add(worker);
    return new Promise((resolve, reject) => {
      worker.once("exit", () => this.#workers.delete(worker));
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`A worker ended with ${code} before it began.`)));
      worker.once("message", () => resolve(worker));
    });
  }

  #try(worker: ChildProcess, batch: Batch): Promise<void> {
    return new Promise((resolve) => {
      let run = 0;
      let silence: NodeJS.Timeout;
      const end = (failure?: string): void => {
        clearTimeout(silence);
        worker.off("message", listen);
        worker.off("exit", die);
        if (failure !== undefined && this.#failure === undefined) {
          this.#failure = failure;
          for (const other of this.#workers) {
            other.kill();
          }
        }
        resolve();
      };
      const listen = (told: Told): void => {
        clearTimeout(silence);
        silence = setTimeout(hang, SILENCE);
        if (told.kind === "run") {
          run = told.run;
        } else if (told.kind === "done") {
          this.#count(batch, told);
          end();
        } else if (told.kind === "failure") {
          end(report(batch, told.error, told.input));
        }
      };
      const hang = (): void => end(report(batch, "There is no end to it.", inputOf(batch, run)));
      const die = (code: number | null): void =>
        end(report(batch, `The process ended with ${code}.`, inputOf(batch, run)));
      silence = setTimeout(hang, SILENCE);
      worker.on("message", listen);
      worker.once("exit", die);
      worker.send(batch);
    });
  }

  #count({ target, runs }: Batch, { characters, memory, mostSteps }: Told & { kind: "done" }): void {
    const tally = this.#tallies[target];
    if (tally) {
      tally.inputs += runs;
      tally.characters += characters;
      tally.mostSteps = Math.max(tally.mostSteps, mostSteps);
    }
    this.#memory.push(memory);
    const inputs = this.#tallies.reduce((sum, one) => sum + one.inputs, 0);
    if (inputs - this.#told >= 50_000) {
      this.#told = inputs;
      say(`${inputs.toLocaleString("en")} inputs, ${this.#seconds()} s`);
    }
  }

  #seconds(): number {
    return Math.round((Date.now() - this.#started) / 1000);
  }

  #summarize(): void {
    const rows = TARGETS.map(({ name }, at) => {
      const { inputs = 0, characters = 0, mostSteps = 0 } = this.#tallies[at] ?? {};
      const numbers = [inputs, characters, Math.round(mostSteps)].map((number) =>
        number.toLocaleString("en"),
      );
      return `${name.padEnd(30)}${numbers.map((number) => number.padStart(18)).join("")}`;
    });
    const total = this.#tallies.reduce((sum, { inputs }) => sum + inputs, 0);
    const [first = 0] = this.#memory;
    say(
      `\n${"".padEnd(30)}${["inputs", "characters", "steps/character"].map((title) => title.padStart(18)).join("")}`,
    );
    say(rows.join("\n"));
    say(
      `\n${total.toLocaleString("en")} inputs in ${this.#seconds()} s from seed ${this.seed}; ` +
        `heap ${first} MiB after the first batch, ${Math.max(...this.#memory, 0)} MiB at most.`,
    );
    say(this.#failure ?? "No crash, no hang, nothing that was not as it must be.");
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The input that a worker was trying. */
function inputOf({ target, seed, runs }: Batch, run: number): unknown {
  const own = TARGETS[target];
  return own && fc.sample(own.input, { seed, numRuns: Math.min(runs, run + 1) })[run];
}

/** Keeps a failing input in a file, and answers what is printed of it. */
function report({ target, seed }: Batch, error: string, input: unknown): string {
  const name = TARGETS[target]?.name;
  const file = join(OUTPUT, `failed-${seed}.json`);
  const text = JSON.stringify({ target: name, input }, undefined, 2);
  mkdirSync(OUTPUT, { recursive: true });
  writeFileSync(file, `${text}\n`);
  return `FAILED: ${name}\n\n${error}\n\n${text.slice(0, 5000)}\n\nTry it again with: npm run fuzz -- --replay ${file}`;
}

/** The batches for so many inputs, shared out by weight, each from a seed of its own. */
function* batchesFor(runs: number, seed: number, only: string | undefined): Generator<Batch> {
  const wanted = TARGETS.map(({ name, weight }) => (only === undefined || only === name ? weight : 0));
  const total = wanted.reduce((sum, weight) => sum + weight, 0);
  const left = wanted.map((weight) => Math.ceil((runs * weight) / total));
  const made = TARGETS.map(() => 0);
  for (let number = 0; left.some((count) => count > 0); number++) {
    // The target of which the largest share is left.
    const target = left.reduce((best, count, at) => {
      const share = (of: number, count: number) => count / (wanted[of] || 1);
      return share(at, count) > share(best, left[best] ?? 0) ? at : best;
    }, 0);
    const isMetered = (made[target] ?? 0) % METERED === 0;
    const count = Math.min(isMetered ? METERED_BATCH : BATCH, left[target] ?? 0);
    made[target] = (made[target] ?? 0) + 1;
    left[target] = (left[target] ?? 0) - count;
    yield { target, seed: (seed + number) | 0, runs: count, isMetered };
  }
}

async function replay(file: string): Promise<number> {
  const { target: name, input }: { target: string; input: unknown } = JSON.parse(readFileSync(file, "utf8"));
  const target = TARGETS.find((one) => one.name === name);
  if (!target) {
    say(`There is no target '${name}'.`);
    return 2;
  }
  listenForRejections();
  await tryInput(target, input);
  say("Nothing is wrong with it.");
  return 0;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "1000000" },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
      jobs: { type: "string", default: String(availableParallelism()) },
      only: { type: "string" },
      replay: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [runs, seed, jobs] = [values.runs, values.seed, values.jobs].map(Number);
  if (values.help || !(runs && runs > 0) || !Number.isInteger(seed) || !(jobs && jobs > 0)) {
    say(HELP);
    return values.help ? 0 : 2;
  }
  if (values.replay !== undefined) {
    return replay(values.replay);
  }
  say(`Seed ${seed}`);
  const fuzz = new Fuzz(batchesFor(runs, seed ?? 0, values.only), seed ?? 0);
  process.once("SIGINT", () => fuzz.interrupt());
  return fuzz.run(jobs);
}

main().then((code) => {
  process.exitCode = code;
});
