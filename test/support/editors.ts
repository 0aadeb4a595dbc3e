import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { TestFolder } from "./folder";

const ROOT = join(__dirname, "../..");
const README = join(ROOT, "server/npm/language-server.md");
const SERVER = join(ROOT, "dist/npm/invopop-workflow-language-server/server.js");

const A = "019ab4c2-bcba-71e5-927a-ac9ec70382f8";
const B = "019ab4c2-bbaa-763d-8ba9-dce02de264cf";
const NEW = "019ab4c2-0000-7000-8000-000000000001";

/** A workflow with a mistake, without `rescue`, and with characters that are longer in one encoding than in another. */
const TEXT = `{
  "name": "Factura 😀",
  "steps": [
    { "name": "Año 😀", "id": "${A}", "action": "silo.clos",
      "next": [{ "code": "é😀", "step_id": "${B}" }] },
    { "name": "é😀", "id": "${B}", "action": "pdf" }
  ]
}
`;

const COMPLETED = TEXT.replace("silo.clos", "silo.close");
const RENAMED = COMPLETED.replaceAll(B, NEW);
const FORMATTED = `${JSON.stringify(JSON.parse(RENAMED), null, 2)}\n`;

/**
 * What a script in an editor writes about its work on `work.workflow.json`: it waits for the diagnostics, completes
 * `silo.clos` to `silo.close`, waits until nothing is wrong, goes to the definition of the `step_id`, renames that
 * one to `NEW`, formats the text and saves it.
 */
interface Results {
  /** Why it did not come to its end. */
  readonly failure?: string;
  /** The code and the marked text of each diagnostic. */
  readonly diagnostics: readonly (readonly [code: string, place: string])[];
  readonly completed: string;
  /** What stands on the line from the definition on. */
  readonly definition: string;
  readonly renamed: string;
  readonly formatted: string;
}

/** A folder with the workflow, and the language server among its programs. */
export interface EditorFolder {
  readonly path: string;
  write(path: string, text: string): void;
  /** Runs a program there; its output. */
  run(program: string, ...args: readonly string[]): string;
}

/** One of the settings that the language server's README documents for an editor, as people would copy them. */
export function documented(editor: string, index = 0): string {
  const sections = readFileSync(README, "utf8").split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${editor}\n`)) ?? "";
  const blocks = [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  return blocks[index] ?? assert.fail(`The README has no code block ${index} under ${editor}.`);
}

/** Whether a program can be run. */
export function isThere(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

/** Tries an editor. The function has it run its script, and answers what it printed. */
export function tryEditor(name: string, work: (folder: EditorFolder) => string): void {
  describe(`${name}, set up as documented`, () => {
    let folder: TestFolder;
    let results: Results;

    before(() => {
      folder = new TestFolder({ "work.workflow.json": TEXT, "bin/.keep": "" });
      chmodSync(SERVER, 0o755);
      symlinkSync(SERVER, join(folder.path, "bin/invopop-workflow-language-server"));
      const output = work({
        path: folder.path,
        write: (path, text) => folder.write(path, text),
        run: (program, ...args) => run(folder.path, program, args),
      });
      assert.ok(existsSync(join(folder.path, "results.json")), output);
      results = JSON.parse(folder.read("results.json"));
      assert.equal(results.failure, undefined, `${output}\n${JSON.stringify(results, undefined, 2)}`);
    });
    after(() => folder.dispose());

    it("shows what is wrong, and where", () => {
      // The settings turn off no-rescue, which would be told of otherwise.
      assert.deepEqual(results.diagnostics, [["unknown-action", '"silo.clos"']]);
    });

    it("completes", () => assert.equal(results.completed, COMPLETED));

    it("goes to a step", () => assert.equal(results.definition, `"${B}", "action": "pdf" }`));

    it("renames", () => assert.equal(results.renamed, RENAMED));

    it("formats, and saves", () => {
      assert.equal(results.formatted, FORMATTED);
      assert.equal(folder.read("work.workflow.json"), FORMATTED);
    });
  });
}

function run(folder: string, program: string, args: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    timeout: 50_000,
    env: {
      ...process.env,
      PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"]}`,
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      INVOPOP_RESULTS: join(folder, "results.json"),
    },
  });
  return `${stdout ?? ""}${stderr ?? ""}${error ? `${program}: ${error.message}` : ""}`;
}
