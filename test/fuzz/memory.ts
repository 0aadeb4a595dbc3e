import { playRound, startForRounds } from "./rounds";

/** How many rounds come before the first measurement, as code that is new takes memory too. */
const WARM_UP = 1_000;
const ROUNDS = 10_000;

/** How much more may be in use afterwards, in MiB. */
const MOST_GROWTH = 3;

/** What is in use on the heap, in MiB. */
function heap(): number {
  if (!globalThis.gc) {
    throw new Error("Run it with --expose-gc.");
  }
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** Prints what is in use before and after thousands of documents were opened, edited and closed. */
async function main(): Promise<number> {
  let code = 0;
  for (const pulls of [true, false]) {
    const server = await startForRounds(pulls);
    let round = 0;
    const play = async (rounds: number): Promise<void> => {
      for (const end = round + rounds; round < end; round++) {
        await playRound(server, round);
      }
    };
    await play(WARM_UP);
    const before = heap();
    await play(ROUNDS);
    const after = heap();
    server.dispose();
    code = after - before > MOST_GROWTH ? 1 : code;
    process.stdout.write(
      `A client that ${pulls ? "asks for" : "is told of"} diagnostics: ${ROUNDS.toLocaleString("en")} rounds of opening, editing and closing; ` +
        `heap ${before.toFixed(1)} MiB before, ${after.toFixed(1)} MiB after.\n`,
    );
  }
  return code;
}

main().then((code) => {
  process.exitCode = code;
});
