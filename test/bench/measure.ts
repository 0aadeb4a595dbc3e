import { PEERS, type Peer } from "./peers";
import { Running } from "./running";
import type { Sample } from "./texts";

/** What is measured: milliseconds, and MiB of memory. */
export const MEASURES = {
  start: "cold start → diagnostics",
  edit: "edit → diagnostics",
  action: "completion of an action",
  step: "completion of a step",
  definition: "definition",
  symbols: "symbols",
  memory: "peak memory, MiB",
} as const;

export type Measure = keyof typeof MEASURES;

/** What was measured of one peer; what it cannot do, or not in time, is not there. */
export type Times = ReadonlyMap<Measure, number>;

/** How long all peers together take turns with one size, in milliseconds, and how many turns are enough. */
const MOST_TIME = 20_000;
const MOST_TURNS = 51;

/** A peer that needs longer than this to start, or for one edit, in milliseconds, takes no more part. */
const MOST_START = 10_000;
const MOST_EDIT = 3_000;

/** How often each server is started. */
const STARTS = 5;

interface Entrant {
  readonly peer: Peer;
  readonly sample: Sample;
  readonly values: Map<Measure, number[]>;
  running: Running | undefined;
}

/** Runs all servers side by side, turn by turn, so that what disturbs the machine disturbs them all. */
export async function measure(steps: number): Promise<ReadonlyMap<Peer, Times>> {
  const entrants: Entrant[] = PEERS.map((peer) => ({
    peer,
    sample: peer.sample(steps),
    values: new Map(),
    running: undefined,
  }));
  for (let turn = 0; turn < STARTS; turn++) {
    for (const entrant of entrants.filter(({ running }) => turn === 0 || running)) {
      entrant.running?.stop();
      const { running, time } = await Running.start(entrant.peer, entrant.sample);
      keep(entrant, "start", time);
      entrant.running = running;
      leaveIf(entrant, time > MOST_START);
    }
  }
  for (const entrant of entrants) {
    const time = (await entrant.running?.edit()) ?? 0;
    leaveIf(entrant, time > MOST_EDIT);
  }
  const begun = performance.now();
  for (let turn = 0; turn < MOST_TURNS && performance.now() - begun < MOST_TIME; turn++) {
    for (const entrant of entrants) {
      await takeTurn(entrant);
    }
  }
  for (const entrant of entrants) {
    keep(entrant, "memory", entrant.running?.peakMemory());
    entrant.running?.stop();
  }
  return new Map(
    entrants.map(({ peer, values }) => [
      peer,
      new Map([...values].map(([name, list]) => [name, median(list)])),
    ]),
  );
}

function leaveIf(entrant: Entrant, isSlow: boolean): void {
  if (isSlow) {
    entrant.running?.stop();
    entrant.running = undefined;
  }
}

/** Each request comes behind an edit, as it does while somebody types: nothing is known of the text yet. */
async function takeTurn(entrant: Entrant): Promise<void> {
  const { running, sample } = entrant;
  if (!running) {
    return;
  }
  keep(entrant, "edit", await running.edit());
  keep(entrant, "action", await running.ask("completion", "completionProvider", sample.choice));
  keep(entrant, "step", await running.ask("completion", "completionProvider", sample.jump));
  keep(entrant, "definition", await running.ask("definition", "definitionProvider", sample.jump));
  keep(entrant, "symbols", await running.ask("documentSymbol", "documentSymbolProvider"));
}

function keep({ values }: Entrant, name: Measure, value: number | undefined): void {
  if (value !== undefined) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
