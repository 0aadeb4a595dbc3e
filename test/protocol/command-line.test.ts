import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createMessageConnection,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { homepage, version } from "../../package.json";
import { SERVER } from "../support/lsp/client";

const TRY = "Try 'invopop-workflow-language-server --help'.\n";

const HELP = `The language server of Invopop Workflows, for every editor that speaks the Language Server Protocol.

Usage: invopop-workflow-language-server --stdio

Options:
  --stdio        talk to the editor over standard input and output
  --socket=PORT  connect to the editor at a port of this machine
  --pipe=NAME    connect to the editor through a pipe, or a socket in the file system
  --node-ipc     talk to the editor that has started this as a Node.js process
  -h, --help     print this
  -v, --version  print the version

How editors are set up stands at ${homepage}#in-other-editors
`;

describe("the command line of the built server", () => {
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER, ...args], { encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const refused = (reason: string) => ({ status: 2, stdout: "", stderr: `${reason}\n${TRY}` });

  it("prints its help and its version", () => {
    assert.deepEqual(run("--help"), { status: 0, stdout: HELP, stderr: "" });
    assert.deepEqual(run("--stdio", "-h"), { status: 0, stdout: HELP, stderr: "" });
    assert.deepEqual(run("--version"), { status: 0, stdout: `${version}\n`, stderr: "" });
    assert.deepEqual(run("-v"), { status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("says what is wrong with it", () => {
    const silent = refused("It is not said how to talk to the editor; most start this with --stdio.");
    assert.deepEqual(run(), silent);
    assert.deepEqual(run("--clientProcessId=1"), silent);
    assert.deepEqual(run("--stdin"), refused("'--stdin' is not understood."));
    assert.deepEqual(run("--stdio", "a.json"), refused("'a.json' is not understood."));
    assert.deepEqual(run("--stdio", "--node-ipc"), refused("Only one of --stdio and --node-ipc can be."));
    assert.deepEqual(run("--socket=one"), refused("'--socket=one' is not understood."));
    assert.deepEqual(run("--socket", "65536"), refused("'--socket=65536' is not understood."));
    assert.deepEqual(run("--pipe"), refused("'--pipe=' is not understood."));
  });
});

describe("the built server over sockets", () => {
  /** Waits for the server that is started with these options, and introduces itself to it. */
  async function introduce(listening: Server, ...args: readonly string[]): Promise<InitializeResult> {
    const come = new Promise<Socket>((resolve) => listening.once("connection", resolve));
    const child = spawn(process.execPath, [SERVER, ...args], { stdio: "inherit" });
    const gone = new Promise((resolve) => child.once("exit", resolve));
    const socket = await come;
    const connection = createMessageConnection(
      new StreamMessageReader(socket),
      new StreamMessageWriter(socket),
    );
    connection.listen();
    const params = { processId: null, rootUri: null, capabilities: {} };
    const result = await connection.sendRequest<InitializeResult>("initialize", params);
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    assert.equal(await gone, 0);
    connection.dispose();
    socket.destroy();
    listening.close();
    return result;
  }

  it("connects to a port", async () => {
    for (const write of [
      (port: number) => [`--socket=${port}`],
      (port: number) => ["--socket", String(port)],
    ]) {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      assert.ok(address && typeof address === "object");
      const { serverInfo } = await introduce(server, ...write(address.port));
      assert.deepEqual(serverInfo, { name: "Invopop Workflows", version });
    }
  });

  it("connects to a pipe", async () => {
    const name = `invopop-${process.pid}-${Date.now()}`;
    const pipe = process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(pipe, resolve));
    const { serverInfo } = await introduce(server, `--pipe=${pipe}`);
    assert.deepEqual(serverInfo, { name: "Invopop Workflows", version });
  });
});
