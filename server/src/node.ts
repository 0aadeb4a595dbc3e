#!/usr/bin/env node
import { v7 } from "uuid";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { readServerArgs } from "./nodeArgs";
import { optimizeSooner } from "./nodeCompiler";
import { nodeFiles } from "./nodeFiles";
import { startServer } from "./server/start";

const args = readServerArgs(process.argv.slice(2));
if (args.kind === "serve") {
  serve();
} else {
  const isRefused = args.kind === "refuse";
  // The protocol's library may watch over the client already, which would keep this process.
  (isRefused ? process.stderr : process.stdout).write(args.text, () =>
    process.exit(isRefused ? args.exitCode : 0),
  );
}

function serve(): void {
  optimizeSooner();
  // It reads from the command line how to talk to the client.
  const connection = createConnection(ProposedFeatures.all);

  process.on("unhandledRejection", (error) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    connection.console.error(`A promise was rejected and nobody listened: ${detail}`);
  });

  startServer(connection, {
    newId: () => v7(),
    yield: () => new Promise((resolve) => setImmediate(resolve)),
    later: (callback, milliseconds) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
    files: nodeFiles,
    loadLayout: async () => (await import("./layout.js")).layout,
  });
}
