import type * as FastCheck from "fast-check";
import { Meter } from "../support/meter";
import type { Batch, Told } from "./protocol";
import type * as Targets from "./targets";
import type { Target } from "./targets";
import type * as Trial from "./trial";

/** How long a failing input is made smaller, in milliseconds. */
const SHRINK_LIMIT = 60_000;

/**
 * How many steps an input may take: some for each session, and so many for each character that the server had to do
 * with. What is measured is less than a tenth of that.
 */
const MOST_STEPS = 1_000_000;
const MOST_STEPS_FOR_CHARACTER = 1_000;

/** The code whose steps count: ours, and what reads JSON and keeps texts for it. */
const COUNTED =
  /\/(?:server|client)\/src\/|\/node_modules\/(?:jsonc-parser|vscode-languageserver-textdocument)\//;

// The meter has to be there before what it is to count is loaded.
const meter = process.argv.includes("--metered") ? new Meter((url) => COUNTED.test(url)) : undefined;

function tell(told: Told): void {
  process.send?.(told);
}

function work(): void {
  const fc: typeof FastCheck = require("fast-check");
  const { TARGETS }: typeof Targets = require("./targets");
  const { listenForRejections, tryInput }: typeof Trial = require("./trial");
  listenForRejections();
  // Ctrl+C is for the process that this one works for, which ends it.
  process.on("SIGINT", () => {});

  /** Tries one input, and answers how many characters it was about and its steps, where they are counted. */
  async function attempt(target: Target, input: unknown): Promise<{ characters: number; steps: number }> {
    meter?.take();
    const characters = await tryInput(target, input);
    const steps = meter?.take() ?? 0;
    const most = MOST_STEPS + MOST_STEPS_FOR_CHARACTER * characters;
    if (steps > most) {
      throw new Error(`${steps} steps are too many for ${characters} characters.`);
    }
    return { characters, steps };
  }

  process.on("message", async ({ target: at, seed, runs }: Batch) => {
    const target = TARGETS[at];
    if (!target) {
      return;
    }
    let run = 0;
    let characters = 0;
    let mostSteps = 0;
    let failedAt = 0;
    const property = fc.asyncProperty(target.input, async (input) => {
      if (failedAt > 0 && Date.now() - failedAt > SHRINK_LIMIT) {
        return;
      }
      tell({ kind: "run", run: run++ });
      try {
        const done = await attempt(target, input);
        characters += done.characters;
        mostSteps = Math.max(mostSteps, done.steps / (done.characters + 1000));
      } catch (error) {
        failedAt ||= Date.now();
        throw error;
      }
    });
    const { failed, counterexample, counterexamplePath, errorInstance } = await fc.check(property, {
      seed,
      numRuns: runs,
    });
    globalThis.gc?.();
    const memory = Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
    if (failed) {
      const error = errorInstance as (Error & { cause?: unknown }) | null;
      const cause = error?.cause instanceof Error ? error.cause.stack : "";
      tell({
        kind: "failure",
        input: counterexample?.[0],
        path: counterexamplePath ?? "",
        error: [error?.stack, cause].filter(Boolean).join("\n"),
      });
    } else {
      tell({ kind: "done", characters, memory, mostSteps });
    }
  });
  tell({ kind: "ready" });
}

work();
