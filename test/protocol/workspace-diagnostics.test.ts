import assert from "node:assert/strict";
import { type Diagnostic, FileChangeType, type WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { TestFolder } from "../support/folder";
import { uuid } from "../support/ids";
import { LspClient } from "../support/lsp/client";

/** A workflow with one step of this action, which is clean when there is such an action. */
const withAction = (action: string, id = 1) => `{
  "id": "${uuid(id)}",
  "name": "A",
  "steps": [{ "id": "${uuid(id + 100)}", "action": "${action}" }],
  "rescue": [{ "id": "${uuid(id + 200)}", "action": "silo.close" }]
}
`;

const codes = (items: readonly Diagnostic[] = []) => items.map(({ code }) => code);

describe("workspace diagnostics that a client asks for", () => {
  let folder: TestFolder;
  let client: LspClient;

  const start = async (files: Readonly<Record<string, string>>, settings: unknown = {}) => {
    folder = new TestFolder(files);
    client = await LspClient.start({ folders: [folder.uri], settings });
  };
  const tell = (type: FileChangeType, path: string) =>
    client.refreshed(() =>
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ type, uri: folder.uriOf(path) }] }),
    );
  const configure = (settings: unknown) =>
    client.refreshed(() => {
      client.settings = settings;
      return client.notify("workspace/didChangeConfiguration", { settings: null });
    });
  /** What the client knows, as an editor does: by file, and the results that it tells the server of. */
  let shown: Map<string, { readonly resultId: string | undefined; readonly items: readonly Diagnostic[] }>;
  /** Asks as an editor does, and answers what came. */
  const ask = async () => {
    const previousResultIds = [...shown].flatMap(([uri, { resultId: value }]) =>
      value ? [{ uri, value }] : [],
    );
    const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds,
    });
    for (const report of items) {
      if (report.kind === "full") {
        shown.set(report.uri, { resultId: report.resultId, items: report.items });
      }
    }
    return items.map((report) => {
      const path = report.uri.slice(folder.uri.length + 1);
      return report.kind === "full" ? [path, ...codes(report.items)] : [path, report.kind];
    });
  };

  beforeEach(() => {
    shown = new Map();
  });
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    folder.dispose();
  });

  it("tell of every file with findings, and then only what is new", async () => {
    await start({
      "a.workflow.json": withAction("silo.clos"),
      "b.workflow.json": withAction("silo.close", 2),
      "sub/c.workflow.json": withAction("pdff", 3),
    });
    assert.deepEqual((await ask()).sort(), [
      ["a.workflow.json", "unknown-action"],
      ["sub/c.workflow.json", "unknown-action"],
    ]);
    assert.deepEqual((await ask()).sort(), [
      ["a.workflow.json", "unchanged"],
      ["sub/c.workflow.json", "unchanged"],
    ]);
    folder.write("a.workflow.json", withAction("silo.close"));
    folder.remove("sub/c.workflow.json");
    folder.write("b.workflow.json", withAction("silo.clo", 2));
    await tell(FileChangeType.Changed, "a.workflow.json");
    await tell(FileChangeType.Changed, "b.workflow.json");
    await tell(FileChangeType.Deleted, "sub/c.workflow.json");
    assert.deepEqual((await ask()).sort(), [
      ["a.workflow.json"],
      ["b.workflow.json", "unknown-action"],
      ["sub/c.workflow.json"],
    ]);
    assert.deepEqual(await ask(), [
      ["a.workflow.json", "unchanged"],
      ["b.workflow.json", "unchanged"],
    ]);
  });

  it("place findings as in an open file", async () => {
    const text = withAction("silo.clos").replaceAll("\n", "\r\n");
    await start({ "a.workflow.json": text });
    await ask();
    const closed = shown.get(folder.uriOf("a.workflow.json"))?.items;
    const uri = await client.open(text, folder.uriOf("a.workflow.json"));
    assert.deepEqual(closed, (await client.pull(uri)).items);
    assert.deepEqual(closed?.[0]?.range.start, { line: 3, character: 70 });
  });

  it("leave open files to those who ask for them, and take them back", async () => {
    await start({ "a.workflow.json": withAction("silo.clos"), "b.workflow.json": withAction("pdff", 2) });
    const uri = folder.uriOf("a.workflow.json");
    await ask();
    await client.open(withAction("silo.close"), uri);
    const open = await client.pull(uri);
    assert.deepEqual(open.items, []);
    assert.deepEqual(await ask(), [["b.workflow.json", "unchanged"]]);
    // Closed without being saved: what is on disk counts again, for whoever asks for the file and for all files.
    await client.close(uri);
    assert.deepEqual(codes((await client.pull(uri, open.resultId)).items), ["unknown-action"]);
    assert.deepEqual((await ask()).sort(), [
      ["a.workflow.json", "unknown-action"],
      ["b.workflow.json", "unchanged"],
    ]);
  });

  it("take back what was shown of a file while it was open, clean or gone", async () => {
    await start({ "a.workflow.json": withAction("silo.close") });
    await ask();
    const uri = await client.open(withAction("silo.clos"), folder.uriOf("a.workflow.json"));
    await client.close(uri);
    const loose = await client.open(withAction("silo.clos"), `${folder.uri}.elsewhere.workflow.json`);
    await client.close(loose);
    assert.deepEqual((await ask()).length, 2);
    assert.deepEqual([shown.get(uri)?.items, shown.get(loose)?.items], [[], []]);
    // That there is nothing any more of the second one is told once.
    assert.deepEqual(await ask(), [["a.workflow.json", "unchanged"]]);
  });

  it("see other files, and are found anew only where these matter", async () => {
    await start({
      "a.workflow.json": withAction("silo.close", 1),
      "b.workflow.json": withAction("silo.close", 2),
      "c.workflow.json": withAction("pdff", 3),
    });
    assert.deepEqual(await ask(), [["c.workflow.json", "unknown-action"]]);
    folder.write("b.workflow.json", withAction("silo.close", 1));
    await tell(FileChangeType.Changed, "b.workflow.json");
    assert.deepEqual((await ask()).sort(), [
      ["a.workflow.json", "duplicate-workflow-id"],
      ["b.workflow.json", "duplicate-workflow-id"],
      ["c.workflow.json", "unchanged"],
    ]);
    await client.open(withAction("silo.close", 7), folder.uriOf("b.workflow.json"));
    assert.deepEqual(await ask(), [["a.workflow.json"], ["c.workflow.json", "unchanged"]]);
  });

  it("are off by a setting, at once", async () => {
    await start({ "a.workflow.json": withAction("silo.clos") });
    assert.deepEqual(await ask(), [["a.workflow.json", "unknown-action"]]);
    await configure({ workspaceDiagnostics: false });
    assert.deepEqual(await ask(), [["a.workflow.json"]]);
    assert.deepEqual(await ask(), []);
    const uri = folder.uriOf("a.workflow.json");
    assert.deepEqual((await client.pull(uri)).items, []);
    await client.open(withAction("silo.clos"), uri);
    assert.deepEqual(codes((await client.pull(uri)).items), ["unknown-action"]);
    await client.close(uri);
    await configure({ workspaceDiagnostics: true });
    assert.deepEqual(await ask(), [["a.workflow.json", "unknown-action"]]);
  });

  it("come in parts to whoever takes parts", async () => {
    const files = Array.from(
      { length: 40 },
      (_, at) => [`${at}.workflow.json`, withAction("pdff", at)] as const,
    );
    await start(Object.fromEntries(files));
    const parts: WorkspaceDiagnosticReport[] = [];
    client.connection.onNotification("$/progress", ({ value }: { value: WorkspaceDiagnosticReport }) => {
      parts.push(value);
    });
    const answer = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds: [],
      partialResultToken: "parts",
    });
    assert.deepEqual(answer, { items: [] });
    assert.ok(parts.length > 1);
    assert.equal(new Set(parts.flatMap(({ items }) => items.map(({ uri }) => uri))).size, 40);
  });

  it("live on whatever is asked", async () => {
    await start({
      "a.workflow.json": "[".repeat(10_000),
      "b.workflow.json": "\ud800",
      "c.workflow.json": "",
    });
    assert.equal((await ask()).length, 3);
    for (const params of [
      null,
      {},
      { previousResultIds: null },
      { previousResultIds: [null, 7, { uri: 1 }] },
    ]) {
      await client.request("workspace/diagnostic", params).catch(() => undefined);
    }
    assert.equal((await ask()).length, 3);
  });
});

describe("workspace diagnostics that are pushed", () => {
  let folder: TestFolder;
  let client: LspClient;

  const start = async (files: Readonly<Record<string, string>>, initializationOptions: unknown = {}) => {
    folder = new TestFolder(files);
    client = await LspClient.start({ capabilities: {}, folders: [folder.uri], initializationOptions });
  };
  const pushed = (path: string, expected: readonly string[]) =>
    client.pushed(folder.uriOf(path), (found) => codes(found).join() === expected.join());
  const tell = (type: FileChangeType, path: string) =>
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ type, uri: folder.uriOf(path) }] });

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    folder.dispose();
  });

  it("come for every file with findings, and again when these change", async () => {
    await start({
      "a.workflow.json": withAction("silo.clos"),
      "b.workflow.json": withAction("silo.close", 2),
    });
    await pushed("a.workflow.json", ["unknown-action"]);
    assert.equal(client.pushCount, 1);
    folder.write("a.workflow.json", withAction("silo.close"));
    await tell(FileChangeType.Changed, "a.workflow.json");
    await pushed("a.workflow.json", []);
    folder.write("b.workflow.json", withAction("silo.clos", 2));
    await tell(FileChangeType.Changed, "b.workflow.json");
    await pushed("b.workflow.json", ["unknown-action"]);
    folder.remove("b.workflow.json");
    await tell(FileChangeType.Deleted, "b.workflow.json");
    await pushed("b.workflow.json", []);
    assert.equal(client.pushCount, 4);
  });

  it("give way to those of an open file, and come back", async () => {
    await start({ "a.workflow.json": withAction("silo.clos") });
    await pushed("a.workflow.json", ["unknown-action"]);
    const uri = await client.open(withAction("silo.close"), folder.uriOf("a.workflow.json"));
    await pushed("a.workflow.json", []);
    const before = client.pushCount;
    await client.close(uri);
    await client.until(() => (client.pushCount > before ? true : undefined));
    await pushed("a.workflow.json", ["unknown-action"]);
  });

  it("are off by a setting, at once", async () => {
    await start({ "a.workflow.json": withAction("silo.clos") });
    await pushed("a.workflow.json", ["unknown-action"]);
    const settings = { invopop: { workspaceDiagnostics: false } };
    await client.notify("workspace/didChangeConfiguration", { settings });
    await pushed("a.workflow.json", []);
  });

  it("follow what an open file means for others", async () => {
    await start({
      "a.workflow.json": withAction("silo.close", 1),
      "b.workflow.json": withAction("silo.close", 2),
    });
    const uri = await client.open(withAction("silo.close", 1), folder.uriOf("b.workflow.json"));
    await pushed("a.workflow.json", ["duplicate-workflow-id"]);
    await pushed("b.workflow.json", ["duplicate-workflow-id"]);
    await client.change(uri, { text: withAction("silo.close", 3) });
    await pushed("a.workflow.json", []);
    await pushed("b.workflow.json", []);
  });
});
