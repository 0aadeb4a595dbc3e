import { parseArgs } from "node:util";
import { startApi } from "./index";

const USAGE = "Usage: npx tsx test/support/api/main.ts [--port N] [--token T]\n";

/** Runs the stand-in API until it is interrupted; prints its address first, then a line for each request. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string" }, token: { type: "string" } } });
  const port = values.port ?? "0";
  if (!/^\d+$/.test(port) || Number(port) > 65535) throw new Error(`No port: ${port}`);
  const print = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  const token = values.token === undefined ? {} : { token: values.token };
  const api = await startApi({ port: Number(port), ...token, log: print });
  print(`Stand-in API at ${api.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void api.close());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
});
