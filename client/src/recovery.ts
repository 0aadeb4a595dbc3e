/** One run of the language server, from its start to its end. */
export interface Run {
  start(): Promise<void>;
  /** Ends it, in whatever state it is, and lets go of what is left of one that has crashed. Never fails. */
  end(): Promise<void>;
}

/** What keeping a server running needs. */
export interface RecoveryPorts<T extends Run> {
  /** Makes another run. `ended` is called when it has ended and nobody wanted it to. */
  launch(ended: () => void): T;
  /** The time in milliseconds, from whenever. */
  now(): number;
  /** Shows an error, and resolves to the button that was chosen. */
  tell(message: string, ...buttons: readonly string[]): Promise<string | undefined>;
  showOutput(): void;
  /** Writes a line into the output. */
  log(line: string): void;
}

/** After so many crashes within so many minutes the server stays off, as it would only crash again. */
const MOST_CRASHES = 5;
const MINUTES = 3;

const RESTART = "Restart";
const SHOW_OUTPUT = "Show Output";

const MEANWHILE =
  "You can go on editing, saving and comparing; problems, completion, the preview, pulling and publishing come back once it is restarted. " +
  "If this goes on, attach its output to an issue; no token is in there.";

const CRASHED = `The Invopop language server has crashed ${MOST_CRASHES} times within ${MINUTES} minutes and stays off. ${MEANWHILE}`;
const NOT_STARTED = `The Invopop language server did not start. ${MEANWHILE}`;

/** Keeps the language server running: has another run follow one that crashed, until there are too many. */
export class Recovery<T extends Run> {
  #run: T | undefined;
  #crashes: readonly number[] = [];
  #restart: Promise<void> | undefined;
  #isOver = false;

  constructor(private readonly ports: RecoveryPorts<T>) {}

  /** The run that there is now; undefined where the server is off. */
  get run(): T | undefined {
    return this.#run;
  }

  /** Never fails: what keeps the server from starting is told, unless another run has taken its place by then. */
  async start(): Promise<void> {
    let hasEnded = false;
    const run = this.ports.launch(() => {
      if (!hasEnded && this.#run === run) {
        hasEnded = true;
        this.#run = undefined;
        void run.end();
        this.#recover();
      }
    });
    this.#run = run;
    try {
      await run.start();
    } catch (error) {
      if (this.#run === run) {
        this.#run = undefined;
        void run.end();
        this.ports.log(`The language server did not start: ${String(error)}`);
        void this.#tell(NOT_STARTED);
      }
    }
  }

  /** Has a new run take the place of the one that there is, if any, and forgets the crashes. Never fails. */
  restart(): Promise<void> {
    this.#restart ??= this.#replace().finally(() => {
      this.#restart = undefined;
    });
    return this.#restart;
  }

  /** Ends the server for good. */
  dispose(): void {
    this.#isOver = true;
    void this.#stop();
  }

  async #replace(): Promise<void> {
    this.#crashes = [];
    await this.#stop();
    if (!this.#isOver) {
      await this.start();
    }
  }

  async #stop(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    await run?.end();
  }

  #recover(): void {
    const now = this.ports.now();
    const recent = this.#crashes.filter((time) => now - time < MINUTES * 60_000);
    this.#crashes = [...recent, now];
    const count = `${this.#crashes.length} of ${MOST_CRASHES} times within ${MINUTES} minutes`;
    if (this.#crashes.length < MOST_CRASHES) {
      this.ports.log(`The language server has crashed, ${count}. It is started again.`);
      void this.start();
    } else {
      this.ports.log(
        `The language server has crashed, ${count}, and stays off. The command 'Invopop: Restart Language Server' starts it again.`,
      );
      void this.#tell(CRASHED);
    }
  }

  async #tell(message: string): Promise<void> {
    const choice = await this.ports.tell(message, RESTART, SHOW_OUTPUT);
    if (choice === SHOW_OUTPUT) {
      this.ports.showOutput();
    } else if (choice === RESTART) {
      await this.restart();
    }
  }
}
