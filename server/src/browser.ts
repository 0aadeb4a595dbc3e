import { v7 } from "uuid";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { layout } from "./layout";
import { startServer } from "./server/start";

declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
);

self.addEventListener("unhandledrejection", ({ reason }) => {
  const detail = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  connection.console.error(`A promise was rejected and nobody listened: ${detail}`);
});

// A worker goes on without a client, unlike a process.
connection.onExit(() => self.close());

startServer(connection, {
  newId: () => v7(),
  yield: nextTurn(),
  later: (callback, milliseconds) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  // Workers of extensions load no further scripts everywhere, so that this is part of the bundle.
  loadLayout: async () => layout,
});

/** Lets the messages in that have come meanwhile. Browsers make timers wait, and have nothing else for this. */
function nextTurn(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
