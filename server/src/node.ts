import { v7 } from "uuid";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeFiles } from "./nodeFiles";
import { startServer } from "./server/start";

// The transport is named on the command line: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.
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
