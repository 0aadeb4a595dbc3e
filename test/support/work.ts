import { Session } from "node:inspector";
import Module from "node:module";
import { join } from "node:path";
import { buildSync } from "esbuild";

const ROOT = join(__dirname, "../..");

/** The part of V8's coverage that counts: how often each block of a script has run. */
interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/**
 * Runs code of ours so that its steps are counted: how many blocks of it have run, be it a turn of a loop or the
 * body of a function. Time differs from run to run, and the count does not.
 */
export class Metered<T> {
  readonly #session = new Session();
  readonly #file: string;
  readonly exports: T;

  /** @param file the TypeScript that exports what is to be run */
  constructor(file: string) {
    const { outputFiles } = buildSync({
      entryPoints: [file],
      bundle: true,
      write: false,
      platform: "node",
      target: "node20",
      mainFields: ["module", "main"],
      external: ["vscode-languageserver", "vscode-languageserver/node"],
      logLevel: "warning",
    });
    this.#file = join(ROOT, "test", "metered.js");
    this.#session.connect();
    this.#post("Profiler.enable");
    // Only what is compiled from now on is counted block by block, which is why the code is loaded anew.
    this.#post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    const loaded = new Module(this.#file, module) as Module & { _compile(code: string, file: string): void };
    loaded.paths = module.paths;
    loaded._compile(outputFiles[0]?.text ?? "", this.#file);
    this.exports = loaded.exports as T;
  }

  /** How many steps something takes. */
  count(work: () => unknown): number {
    this.#take();
    work();
    return this.#take();
  }

  end(): void {
    this.#post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }

  /** The steps since this was last asked. */
  #take(): number {
    const { result } = this.#post("Profiler.takePreciseCoverage") as Coverage;
    return result
      .filter(({ url }) => url.endsWith("metered.js"))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
      .reduce((sum, count) => sum + count, 0);
  }

  #post(method: string, params?: object): unknown {
    let answer: unknown;
    // With the thread itself, the session calls back at once.
    this.#session.post(method, params, (error, result) => {
      if (error) {
        throw error;
      }
      answer = result;
    });
    return answer;
  }
}
