import assert from "node:assert/strict";
import { Live } from "../../../../client/src/flow/live";

/** A world whose clock stands still, and in which questions are answered by hand. */
class World {
  readonly done: string[] = [];
  readonly questions: { answer(text: string | undefined): Promise<void>; fail(): Promise<void> }[] = [];
  /** The text of the document; an answer is about one of them. */
  text = "a";
  readonly #waiting: (() => void)[] = [];
  readonly live = new Live<string>({
    ask: (signal) => {
      const question = this.questions.length + 1;
      this.done.push(`ask ${question}`);
      signal.addEventListener("abort", () => this.done.push(`let go of ${question}`));
      return new Promise((resolve, reject) => {
        this.questions.push({
          answer: async (text) => resolve(text),
          fail: async () => reject(new Error("The server ended.")),
        });
      });
    },
    isCurrent: (answer) => answer === this.text,
    show: (answer) => void this.done.push(`show ${answer}`),
    later: (run) => {
      this.#waiting.push(run);
      return () => {
        const at = this.#waiting.indexOf(run);
        if (at >= 0) {
          this.#waiting.splice(at, 1);
        }
      };
    },
  });

  /** Lets typing rest. */
  rest(): void {
    for (const run of this.#waiting.splice(0)) {
      run();
    }
  }
}

describe("a live picture", () => {
  it("is asked for once for many changes, when typing rests", async () => {
    const world = new World();
    world.live.soon();
    world.live.soon();
    world.live.soon();
    assert.deepEqual(world.done, []);
    world.rest();
    world.rest();
    await world.questions[0]?.answer("a");
    assert.deepEqual(world.done, ["ask 1", "show a"]);
  });

  it("lets go of a question when a later one is asked", async () => {
    const world = new World();
    world.live.now();
    world.live.now();
    await world.questions[1]?.answer("a");
    await world.questions[0]?.answer("a");
    assert.deepEqual(world.done, ["ask 1", "let go of 1", "ask 2", "show a"]);
  });

  it("does not show what the text was", async () => {
    const world = new World();
    world.live.now();
    world.text = "b";
    await world.questions[0]?.answer("a");
    assert.deepEqual(world.done, ["ask 1"]);
    world.live.soon();
    world.rest();
    await world.questions[1]?.answer("b");
    assert.deepEqual(world.done, ["ask 1", "ask 2", "show b"]);
  });

  it("tells when nobody answers", async () => {
    const world = new World();
    world.live.now();
    await world.questions[0]?.answer(undefined);
    world.live.now();
    await world.questions[1]?.fail();
    await Promise.resolve();
    assert.deepEqual(world.done, ["ask 1", "show undefined", "ask 2", "show undefined"]);
  });

  it("is quiet once it was stopped", async () => {
    const world = new World();
    world.live.now();
    world.live.soon();
    world.live.stop();
    world.rest();
    await world.questions[0]?.answer("a");
    assert.deepEqual(world.done, ["ask 1", "let go of 1"]);
  });
});
