// Errors that come when their test has ended have nobody who waits for them: Mocha's parallel workers drop them. They
// are kept in the folder that MOCHA_LATE names, for the run to fail.
const { randomUUID } = require("node:crypto");
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { isMainThread } = require("node:worker_threads");

const { MOCHA_LATE: folder, MOCHA_WORKER_ID: worker } = process.env;

// Outside of workers Mocha sees them itself; while a test runs, it does in workers too.
if (folder && (worker !== undefined || !isMainThread)) {
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.on(event, (error) => {
      if (process.listenerCount(event) === 1) {
        writeFileSync(join(folder, randomUUID()), String(error?.stack ?? error));
      }
    });
  }
}
