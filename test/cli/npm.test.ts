import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createMessageConnection,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import manifest from "../../package.json";
import { useCliFolder, WRONG } from "../support/cli";

const PACKAGES = join(__dirname, "../../dist/npm");
const SERVER = "invopop-workflow-language-server";
const CLI = "invopop-workflows";

const NOTICES = "THIRD-PARTY-NOTICES.txt";

const IS_WINDOWS = process.platform === "win32";

/** What npm says of a package that it has packed. */
interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** Runs npm without a network, and without whatever the user has set. */
function npm(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("npm", [...args, "--offline", "--no-audit", "--no-fund"], {
    cwd: folder,
    encoding: "utf8",
    shell: IS_WINDOWS,
    env: { ...process.env, npm_config_update_notifier: "false", npm_config_loglevel: "warn" },
  });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

describe("the npm packages", () => {
  /** Where both are installed from what would be published. */
  let home: string;
  const packed = new Map<string, Packed>();
  const program = (name: string) => join(home, "node_modules/.bin", IS_WINDOWS ? `${name}.cmd` : name);
  const run = (name: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(program(name), args, {
      encoding: "utf8",
      shell: IS_WINDOWS,
    });
    return { status, stdout, stderr };
  };
  const folder = useCliFolder();

  before(function () {
    this.timeout(60_000);
    home = mkdtempSync(join(tmpdir(), "invopop-npm-"));
    for (const name of [SERVER, CLI]) {
      const [one]: Packed[] = JSON.parse(
        npm(join(PACKAGES, name), "pack", "--json", "--pack-destination", home),
      );
      packed.set(name, one ?? assert.fail("Nothing was packed."));
    }
    const tarballs = [...packed.values()].map(({ filename }) => join(home, filename));
    npm(home, "install", "--no-package-lock", "--prefix", home, ...tarballs);
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  for (const [name, bundle] of [
    [SERVER, "server.js"],
    [CLI, "cli.js"],
  ] as const) {
    it(`of ${name} holds what runs, and what tells of it`, () => {
      const { files = [], size = 0 } = packed.get(name) ?? {};
      assert.deepEqual(
        files.map(({ path }) => path).sort(),
        ["CHANGELOG.md", "LICENSE", "README.md", NOTICES, bundle, "layout.js", "package.json"].sort(),
      );
      assert.ok(size < 300 * 1024, `${size} bytes`);
      const content = JSON.parse(readFileSync(join(home, "node_modules", name, "package.json"), "utf8"));
      const {
        version,
        license,
        homepage,
        repository,
        bugs,
        engines,
        dependencies,
        private: isPrivate,
      } = content;
      assert.deepEqual(
        { version, license, homepage, repository, bugs, engines },
        {
          version: manifest.version,
          license: manifest.license,
          homepage: manifest.homepage,
          repository: manifest.repository,
          bugs: manifest.bugs,
          engines: { node: manifest.engines.node },
        },
      );
      assert.deepEqual([dependencies, isPrivate], [undefined, undefined]);
    });

    it(`of ${name} tells its version, its help, and what is wrong with how it was called`, () => {
      assert.deepEqual(run(name, "--version"), { status: 0, stdout: `${manifest.version}\n`, stderr: "" });
      const help = run(name, "--help");
      assert.deepEqual([help.status, help.stderr], [0, ""]);
      assert.match(help.stdout, new RegExp(`^Usage: ${name} `, "m"));
      const wrong = run(name, "--wrong");
      assert.deepEqual([wrong.status, wrong.stdout], [2, ""]);
      assert.match(wrong.stderr, new RegExp(`'--wrong'[^]*\\nTry '${name} --help'\\.\\n$`));
    });
  }

  it("check, mend and draw workflows without the rest of the project", () => {
    folder.write("a.workflow.json", WRONG);
    const file = join(folder.path, "a.workflow.json");
    const validated = run(CLI, "validate", "--format", "json", file);
    assert.deepEqual([validated.status, validated.stderr], [1, ""]);
    assert.match(validated.stdout, /invalid-uuid/);
    assert.equal(run(CLI, "fix", file).status, 0);
    const drawn = run(CLI, "graph", "--format", "svg", file);
    assert.deepEqual([drawn.status, drawn.stderr], [0, ""]);
    assert.match(drawn.stdout, /^<svg /);
  });

  it("serve an editor over stdio", async () => {
    const child = spawn(program(SERVER), ["--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
      shell: IS_WINDOWS,
    });
    const gone = new Promise((resolve) => child.once("exit", resolve));
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const { serverInfo } = await connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    assert.deepEqual(serverInfo, { name: "Invopop Workflows", version: manifest.version });
    const uri = "file:///a.workflow.json";
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "invopop-workflow", version: 1, text: WRONG },
    });
    const { items } = await connection.sendRequest<{ items: readonly { code: string }[] }>(
      "textDocument/diagnostic",
      { textDocument: { uri } },
    );
    assert.deepEqual(
      items.map(({ code }) => code),
      ["invalid-uuid"],
    );
    const picture = await connection.sendRequest("invopop/flowPicture", {
      textDocument: { uri },
      direction: "down",
      collapsed: [],
    });
    assert.ok(picture);
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    assert.equal(await gone, 0);
    connection.dispose();
  });
});
