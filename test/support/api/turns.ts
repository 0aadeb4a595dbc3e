import type { Random } from "./random";

/**
 * Runs several tasks whose calls take turns, so that every order of their calls can be tried: all tasks stand still
 * before their next call, one is let go, and it alone runs until it stands before its next call or has ended.
 */
export class Turns {
  /** At each turn, which of how many tasks was let go. */
  readonly taken: { readonly choice: number; readonly of: number }[] = [];
  readonly #waiting = new Map<string, () => void>();
  readonly #choose: (turn: number, of: number) => number;
  #settled = (): void => {};

  /** @param choose which of so many waiting tasks is let go at a turn, both counted from 0 */
  constructor(choose: (turn: number, of: number) => number) {
    this.#choose = choose;
  }

  /** Waits until this task may make its call. */
  async next(name: string): Promise<void> {
    const isFree = new Promise<void>((resolve) => this.#waiting.set(name, resolve));
    this.#settled();
    await isFree;
  }

  /** Runs the tasks to their ends. */
  async run(tasks: Readonly<Record<string, () => Promise<void>>>): Promise<void> {
    const ends: Promise<void>[] = [];
    for (const task of Object.values(tasks)) {
      await this.#untilSettled(() => {
        ends.push(task().finally(() => this.#settled()));
      });
    }
    while (this.#waiting.size > 0) {
      const names = [...this.#waiting.keys()].sort();
      const choice = this.#choose(this.taken.length, names.length);
      this.taken.push({ choice, of: names.length });
      const name = names[choice] ?? "";
      const release = this.#waiting.get(name);
      this.#waiting.delete(name);
      await this.#untilSettled(() => release?.());
    }
    await Promise.all(ends);
  }

  #untilSettled(start: () => void): Promise<void> {
    const settled = new Promise<void>((resolve) => {
      this.#settled = resolve;
    });
    start();
    return settled;
  }
}

/** Runs something for every order of turns there is; gives how many there were. */
export async function inEveryOrder(run: (turns: Turns) => Promise<void>): Promise<number> {
  let choices: readonly number[] | undefined = [];
  let count = 0;
  while (choices) {
    const first: readonly number[] = choices;
    const taken = await inOrder((turn) => first[turn] ?? 0, run);
    count += 1;
    choices = following(taken);
  }
  return count;
}

/** Runs something for so many orders of turns, by chance. */
export async function inSomeOrders(
  count: number,
  random: Random,
  run: (turns: Turns) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    await inOrder((_turn, of) => random.below(of), run);
  }
}

type Taken = Turns["taken"];

async function inOrder(
  choose: (turn: number, of: number) => number,
  run: (turns: Turns) => Promise<void>,
): Promise<Taken> {
  const turns = new Turns(choose);
  try {
    await run(turns);
  } catch (error) {
    const order = turns.taken.map(({ choice }) => choice).join("");
    throw new Error(`In the order ${order}: ${String(error)}`, { cause: error });
  }
  return turns.taken;
}

/** The choices of the next order: the last turn that has another choice takes it. */
function following(taken: Taken): number[] | undefined {
  const at = taken.findLastIndex(({ choice, of }) => choice + 1 < of);
  const turn = taken[at];
  return turn && [...taken.slice(0, at).map(({ choice }) => choice), turn.choice + 1];
}
