import { parseTree } from "jsonc-parser";
import { median } from "./measure";
import { workflowOf } from "./texts";

const TURNS = 15;

/** How long it takes to parse the texts and no more, in milliseconds: what no server can be faster than. */
export function floors(sizes: readonly number[]): string[][] {
  const rows = [["steps", "size", "JSON.parse", "jsonc-parser's tree"]];
  for (const size of sizes) {
    const { text } = workflowOf(size);
    const kib = `${Math.round(Buffer.byteLength(text) / 1024)} KiB`;
    const times = [() => JSON.parse(text), () => parseTree(text)].map(timeOf);
    rows.push([String(size), kib, ...times.map((time) => time.toFixed(2))]);
  }
  return rows;
}

function timeOf(work: () => unknown): number {
  return median(
    Array.from({ length: TURNS }, () => {
      const begun = performance.now();
      work();
      return performance.now() - begun;
    }),
  );
}
