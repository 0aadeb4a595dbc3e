import { FLOW_PICTURE, type FlowPictureParams, type FlowPictureResult } from "../../server/src/flowProtocol";
import { LspClient } from "../support/lsp/client";
import { median } from "./measure";
import { workflowOf } from "./texts";

const SIZES = [20, 100, 1000, 10_000];
const STARTS = 5;
const EDITS = 25;

/**
 * How long a picture of the flow takes, in milliseconds: the first one of a server, which loads the layout, and the
 * next one after each edit. The ratio is that of the latter to `JSON.parse` of the same text.
 */
export async function pictures(): Promise<string[][]> {
  const rows = [["steps", "first picture", "edit → picture", "JSON.parse", "ratio", "steps drawn"]];
  for (const size of SIZES) {
    const { text, typing } = workflowOf(size);
    const first: number[] = [];
    const next: number[] = [];
    let drawn = 0;
    for (let start = 0; start < STARTS; start++) {
      const client = await LspClient.start();
      const uri = await client.open(text);
      // The preview is opened when the text has been read and checked.
      await client.pull(uri);
      const { time, result } = await draw(client, uri);
      first.push(time);
      drawn = countOf(result);
      for (let edit = 0; edit < EDITS; edit++) {
        await client.change(uri, { range: rangeAt(text, typing), text: "x" });
        next.push((await draw(client, uri)).time);
      }
      await client.stop();
    }
    const parsed = median(Array.from({ length: EDITS }, () => timeOf(() => JSON.parse(text))));
    const times = [median(first), median(next), parsed, median(next) / parsed];
    rows.push([String(size), ...times.map((time) => time.toFixed(2)), String(drawn)]);
  }
  return rows;
}

async function draw(client: LspClient, uri: string): Promise<{ time: number; result: FlowPictureResult }> {
  const params: FlowPictureParams = { textDocument: { uri }, direction: "down", collapsed: [] };
  const begun = performance.now();
  const result = await client.request<FlowPictureResult>(FLOW_PICTURE, params);
  return { time: performance.now() - begun, result };
}

function countOf(result: FlowPictureResult): number {
  return result?.kind === "picture" ? result.picture.nodes.filter(({ kind }) => kind === "step").length : 0;
}

/** The place of an offset, as an empty range. */
function rangeAt(text: string, offset: number) {
  const lines = text.slice(0, offset).split("\n");
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { start: position, end: position };
}

function timeOf(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
