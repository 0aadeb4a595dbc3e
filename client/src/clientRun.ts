import type { Run } from "./recovery";

/** The client of a language server, as far as its run needs it. */
export interface RunningClient {
  /** Starts the server. */
  start(): Promise<void>;
  /** Ends the server, if it is running, and lets go of it, even of one that hangs. */
  dispose(): Promise<void>;
}

/** What a run needs. */
export interface RunPorts<C extends RunningClient> {
  createClient(): Promise<C>;
  /** Called with the client before it is started. */
  prepare(client: C): void;
  /** Resolves after so many milliseconds. */
  after(milliseconds: number): Promise<void>;
}

/** How long a server that is to end may take to get up before, in milliseconds. */
const START_LIMIT = 5_000;

/** A run of the server with the client that is connected to it, once that is there. */
export class ClientRun<C extends RunningClient> implements Run {
  #client: C | undefined;
  #start: Promise<void> | undefined;
  #isOver = false;

  constructor(private readonly ports: RunPorts<C>) {}

  get client(): C | undefined {
    return this.#client;
  }

  start(): Promise<void> {
    this.#start = this.#connect();
    return this.#start;
  }

  async end(): Promise<void> {
    this.#isOver = true;
    // A client whose server has crashed lets go of all that it has only after it has told so.
    await this.ports.after(0);
    // One that is still starting cannot be ended.
    await Promise.race([this.#start, this.ports.after(START_LIMIT)]).catch(() => {});
    await this.#client?.dispose().catch(() => {});
  }

  async #connect(): Promise<void> {
    // The client before lets go of all that it has only after it has told that its server has ended.
    await this.ports.after(0);
    if (this.#isOver) {
      return;
    }
    const client = await this.ports.createClient();
    // Making it may take so long that nobody waits for it any more. One that was never started has nothing to end.
    if (this.#isOver) {
      return;
    }
    this.#client = client;
    this.ports.prepare(client);
    await client.start();
    if (this.#isOver) {
      await client.dispose().catch(() => {});
    }
  }
}
