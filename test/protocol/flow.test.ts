import assert from "node:assert/strict";
import {
  FLOW_EXPORT,
  FLOW_PICTURE,
  type FlowExportResult,
  type FlowPictureParams,
  type FlowPictureResult,
  type Picture,
} from "../../server/src/flowProtocol";
import { LspClient } from "../support/lsp/client";

const A = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const B = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";

const WORKFLOW = `{
  "name": "Two steps",
  "steps": [
    {
      "id": "${A}",
      "name": "Sign",
      "action": "silo.close",
      "next": [{ "status": "KO", "steps": [{ "id": "${B}", "name": "Print", "action": "pdfx" }] }]
    }
  ],
  "rescue": []
}
`;

describe("the picture of the flow, over the protocol", () => {
  let client: LspClient;

  beforeEach(async () => {
    client = await LspClient.start();
  });

  afterEach(async () => {
    assert.deepEqual(client.logs, []);
    await client.stop();
  });

  function ask(uri: string, more: Partial<FlowPictureParams> = {}): Promise<FlowPictureResult> {
    return client.request(FLOW_PICTURE, { textDocument: { uri }, direction: "down", collapsed: [], ...more });
  }

  async function picture(uri: string, more: Partial<FlowPictureParams> = {}): Promise<Picture> {
    const result = await ask(uri, more);
    assert.ok(result?.kind === "picture", JSON.stringify(result));
    return result.picture;
  }

  it("has the steps of the open document, with their places and problems", async () => {
    const uri = await client.open(WORKFLOW);
    const { nodes, edges, lanes, total, isWhole, direction } = await picture(uri);
    assert.deepEqual({ total, isWhole, direction }, { total: 2, isWhole: true, direction: "down" });
    assert.deepEqual(
      lanes.map(({ key }) => key),
      ["steps"],
    );
    assert.deepEqual(
      nodes.map(({ key, kind, title, action, app, severity, problems, selectionRange }) => ({
        key,
        kind,
        title,
        action,
        app,
        severity,
        problems,
        line: selectionRange?.start.line,
      })),
      [
        { ...NOTHING, key: "steps/start", kind: "start", title: "Start" },
        { ...NOTHING, key: A, kind: "step", title: "Sign", action: "silo.close", app: "Silo", line: 5 },
        {
          ...NOTHING,
          key: B,
          kind: "step",
          title: "Print",
          action: "pdfx",
          severity: "warning",
          problems: ["The action 'pdfx' is not known. Did you mean 'pdf'?"],
          line: 7,
        },
        { ...NOTHING, key: "steps/end", kind: "end", title: "End" },
      ],
    );
    assert.deepEqual(
      edges.map(({ from, to, label, condition }) => [from, to, label, condition]),
      [
        ["steps/start", A, undefined, undefined],
        [A, B, "KO", `${A}/next[0]`],
        [A, "steps/end", undefined, undefined],
        [B, "steps/end", undefined, undefined],
      ],
    );
  });

  it("follows the text, and says when it cannot be read", async () => {
    const uri = await client.open(WORKFLOW);
    const broken = await client.change(uri, { text: WORKFLOW.replace("]\n}", "}") });
    assert.deepEqual(await ask(uri), {
      kind: "broken",
      version: broken,
      reason: "The JSON is not complete: A closing bracket is missing here.",
    });
    const version = await client.change(uri, { text: WORKFLOW.replace("Sign", "Seal") });
    const result = await ask(uri);
    assert.ok(result?.kind === "picture");
    assert.equal(result.version, version);
    assert.equal(result.picture.nodes[1]?.title, "Seal");
  });

  it("runs to the right, with branches folded, compared with another text", async () => {
    const uri = await client.open(WORKFLOW);
    const down = await picture(uri);
    const right = await picture(uri, { direction: "right" });
    assert.ok(right.width > down.width && right.height < down.height);
    const folded = await picture(uri, { collapsed: [A] });
    assert.deepEqual(
      folded.nodes.map(({ title, hidden }) => [title, hidden]),
      [
        ["Start", undefined],
        ["Sign", 1],
        ["End", undefined],
      ],
    );
    const compared = await picture(uri, { before: WORKFLOW.replace("Sign", "Close").replace("KO", "OK") });
    assert.deepEqual(
      compared.nodes.flatMap(({ title, change, differs }) => (change ? [[title, change, differs]] : [])),
      [
        ["Sign", "changed", ["name"]],
        ["Print", "changed", ["place"]],
      ],
    );
    assert.deepEqual(await picture(uri), down);
  });

  it("shows the part around a place of a workflow that is too large", async () => {
    const steps = Array.from({ length: 2000 }, (_, at) => `    { "name": "S${at}", "action": "pdf" }`);
    const uri = await client.open(`{\n  "steps": [\n${steps.join(",\n")}\n  ]\n}\n`);
    const { nodes, total, isWhole } = await picture(uri, { around: { line: 1002, character: 8 } });
    assert.deepEqual({ total, isWhole }, { total: 2000, isWhole: false });
    const shown = nodes.filter(({ kind }) => kind === "step").map(({ title }) => title);
    assert.deepEqual([shown[0], shown.length, shown.at(-1)], ["S800", 400, "S1199"]);
  });

  it("comes as SVG and as Mermaid, too", async () => {
    const uri = await client.open(WORKFLOW);
    const take = (format: string, theme = {}): Promise<FlowExportResult> =>
      client.request(FLOW_EXPORT, { textDocument: { uri }, direction: "down", collapsed: [], format, theme });
    assert.match((await take("mermaid"))?.text ?? "", /^flowchart TB\n/);
    const svg = (await take("svg", { background: "#123456" }))?.text ?? "";
    assert.match(svg, /<title id="flow-title">Two steps<\/title>/);
    assert.match(svg, /fill="#123456"/);
    await client.change(uri, { text: "{" });
    assert.equal(await take("svg"), null);
  });

  it("is there for open documents only", async () => {
    assert.equal(await ask("file:///nowhere.workflow.json"), null);
  });
});

const NOTHING = {
  action: undefined,
  app: undefined,
  severity: undefined,
  problems: undefined,
  line: undefined,
};
