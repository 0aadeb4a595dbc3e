import Module from "node:module";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { Meter } from "./meter";

const ROOT = join(__dirname, "../..");

/** The name under which what is measured is loaded. */
const FILE = join(ROOT, "test", "metered.js");

/** Runs code of ours so that its steps are counted. Time differs from run to run, and the count does not. */
export class Metered<T> {
  readonly #meter: Meter;
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
    this.#meter = new Meter((url) => url.endsWith("metered.js"));
    // Only what is compiled from now on is counted block by block, which is why the code is loaded anew.
    const loaded = new Module(FILE, module) as Module & { _compile(code: string, file: string): void };
    loaded.paths = module.paths;
    loaded._compile(outputFiles[0]?.text ?? "", FILE);
    this.exports = loaded.exports as T;
  }

  /** How many steps something takes. */
  count(work: () => unknown): number {
    this.#meter.take();
    work();
    return this.#meter.take();
  }

  end(): void {
    this.#meter.end();
  }
}
