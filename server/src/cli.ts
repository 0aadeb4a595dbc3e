#!/usr/bin/env node
import { version } from "../../package.json";
import type { Host } from "./cli/host";
import { main } from "./cli/main";
import { optimizeSooner } from "./nodeCompiler";

optimizeSooner();

const host: Host = {
  // Merely to look at this stream would open it.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  loadLayout: async () => (await import("./layout.js")).layout,
};

// Whoever reads what is printed may stop reading, as `head` does; that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
}

// The exit code is set rather than forced, so that what was written to a pipe is not cut off.
main(process.argv.slice(2), host, version).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `invopop-workflows failed: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 70;
  },
);
