import assert from "node:assert/strict";
import { FileChangeType, type Location, type SymbolInformation } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { RULES } from "../../server/src/rules/registry";
import { TestFolder } from "../support/folder";
import { uuid } from "../support/ids";
import { FULL, LspClient } from "../support/lsp/client";
import { atCursor } from "../support/markers";

const { Created, Changed, Deleted } = FileChangeType;

/** A workflow with an id, a name and one step that makes a PDF. */
const workflow = (id: number, name: string, step = id + 100) => `{
  "id": "${uuid(id)}",
  "name": "${name}",
  "schema": "bill/invoice",
  "steps": [{ "id": "${uuid(step)}", "name": "PDF of ${name}", "action": "pdf" }]
}
`;

/** A workflow that runs another one. */
const runs = (id: number, other: string) => `{
  "id": "${uuid(id)}",
  "name": "Runs",
  "steps": [
    {
      "id": "${uuid(id + 100)}",
      "name": "Start",
      "action": "transform.job.create",
      "config": { "workflow_id": "${other}" }
    }
  ]
}
`;

/** Settings under which short workflows are left alone. */
const QUIET = { diagnostics: { "no-rescue": "off" } };

describe("the workspace", () => {
  let folder: TestFolder;
  let client: LspClient;

  const start = async (files: Readonly<Record<string, string>>, ...more: TestFolder[]) => {
    folder = new TestFolder(files);
    const folders = [folder.uri, ...more.map(({ uri }) => uri)];
    client = await LspClient.start({ folders, settings: QUIET });
  };
  const symbols = (query: string) => client.request<SymbolInformation[]>("workspace/symbol", { query });
  const names = async (query: string) => (await symbols(query)).map(({ name }) => name);
  /** The steps that are found, which all make a PDF of something. */
  const steps = async () => (await names("pdf")).filter((name) => name.startsWith("PDF")).sort();
  /** Tells the server of changed files, and waits until it has taken them in. */
  const tell = (...changes: readonly (readonly [FileChangeType, string])[]) =>
    client.refreshed(() =>
      client.notify("workspace/didChangeWatchedFiles", {
        changes: changes.map(([type, path]) => ({ type, uri: folder.uriOf(path) })),
      }),
    );

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    folder.dispose();
  });

  it("is found in all folders, but for packages and what tools keep", async () => {
    const other = new TestFolder({ "d.workflow.json": workflow(4, "Four") });
    try {
      await start(
        {
          "a.workflow.json": workflow(1, "One"),
          "deep/er/b c.invopop.json": workflow(2, "Two"),
          ".invopop/c.workflow.json": workflow(3, "Three"),
          "e.json": workflow(5, "Five"),
          "node_modules/f.workflow.json": workflow(6, "Six"),
          ".git/g.workflow.json": workflow(7, "Seven"),
          ".hidden/h.workflow.json": workflow(8, "Eight"),
        },
        other,
      );
      const found = (await symbols("")).filter(({ name }) => !name.startsWith("PDF"));
      assert.deepEqual(found.map(({ name, containerName }) => `${name} in ${containerName}`).sort(), [
        "Four in d.workflow.json",
        "One in a.workflow.json",
        "Three in .invopop/c.workflow.json",
        "Two in deep/er/b c.invopop.json",
      ]);
      assert.equal(
        found.find(({ name }) => name === "Two")?.location.uri,
        folder.uriOf("deep/er/b c.invopop.json"),
      );
    } finally {
      other.dispose();
    }
  });

  it("asks to be told of changed files", async () => {
    await start({});
    const watch = await client.until(() =>
      client.registrations.find(({ method }) => method === "workspace/didChangeWatchedFiles"),
    );
    assert.deepEqual(watch.registerOptions.watchers, [
      { globPattern: "**/*.{workflow,invopop}.json" },
      { globPattern: "**/.invopop/{actions.json,diagnostics.json}" },
      { globPattern: "**/*", kind: 4 },
    ]);
  });

  it("finds workflows and steps by name, action, file and UUID", async () => {
    await start({ "my-file.workflow.json": workflow(1, "One"), "b.workflow.json": workflow(2, "Two") });
    assert.deepEqual(await names("one"), ["One", "PDF of One"]);
    assert.deepEqual(await names("pdfoftw"), ["PDF of Two"]);
    assert.deepEqual(await names("my-fi"), ["One (my-file.workflow.json)"]);
    assert.deepEqual(await names("two (pdf"), ["PDF of Two (pdf)"]);
    assert.deepEqual(await names(uuid(102).toUpperCase()), [`PDF of Two (${uuid(102)})`]);
    assert.deepEqual(await names("no such thing"), []);
    const [found] = await symbols(uuid(102));
    assert.deepEqual(found?.location.range, {
      start: { line: 4, character: 20 },
      end: { line: 4, character: 58 },
    });
    assert.equal(found?.containerName, "Two");
    assert.equal((await symbols(uuid(1).slice(0, 8))).length, 4);
  });

  it("follows what happens to files and folders", async () => {
    await start({ "a.workflow.json": workflow(1, "One"), "sub/b.workflow.json": workflow(2, "Two") });
    assert.deepEqual(await steps(), ["PDF of One", "PDF of Two"]);
    folder.write("a.workflow.json", workflow(1, "Changed"));
    folder.write("sub/c.workflow.json", workflow(3, "Three"));
    await tell([Changed, "a.workflow.json"], [Created, "sub/c.workflow.json"]);
    assert.deepEqual(await steps(), ["PDF of Changed", "PDF of Three", "PDF of Two"]);
    folder.remove("a.workflow.json");
    await tell([Deleted, "a.workflow.json"]);
    assert.deepEqual(await steps(), ["PDF of Three", "PDF of Two"]);
    folder.rename("sub", "renamed");
    await client.refreshed(() =>
      client.notify("workspace/didRenameFiles", {
        files: [{ oldUri: folder.uriOf("sub"), newUri: folder.uriOf("renamed") }],
      }),
    );
    const found = (await symbols("pdf of")).filter(({ name }) => name.startsWith("PDF"));
    assert.deepEqual(
      found.map(({ location }) => location.uri).sort(),
      ["b", "c"].map((name) => folder.uriOf(`renamed/${name}.workflow.json`)),
    );
    folder.remove("renamed");
    await tell([Deleted, "renamed"]);
    assert.deepEqual(await steps(), []);
  });

  it("does not mind being told of files that are nothing to it, or not there", async () => {
    await start({ "a.workflow.json": workflow(1, "One") });
    await names("");
    folder.write("node_modules/x.workflow.json", workflow(2, "Two"));
    folder.write("x.workflow.json/y.txt", "");
    folder.write("a.workflow.json", workflow(1, "Changed"));
    await tell(
      [Created, "node_modules/x.workflow.json"],
      [Created, "nowhere.workflow.json"],
      [Created, "x.workflow.json"],
      [Deleted, "nothing"],
      [Created, "../outside.workflow.json"],
      [Changed, "a.workflow.json"],
    );
    assert.deepEqual(await steps(), ["PDF of Changed"]);
  });

  it("counts the text of an editor over the one on disk, until it is closed", async () => {
    await start({ "a.workflow.json": workflow(1, "One") });
    const uri = folder.uriOf("a.workflow.json");
    await client.open(workflow(1, "Typed"), uri);
    assert.deepEqual(await steps(), ["PDF of Typed"]);
    await client.change(uri, { text: workflow(1, "More") });
    folder.write("a.workflow.json", workflow(1, "Disk"));
    await tell([Changed, "a.workflow.json"]);
    assert.deepEqual(await steps(), ["PDF of More"]);
    await client.close(uri);
    assert.deepEqual(await steps(), ["PDF of Disk"]);
  });

  it("knows an open file by every spelling of its address", async () => {
    await start({ "a (b).workflow.json": workflow(1, "One") });
    const uri = folder.uriOf("a (b).workflow.json").replace("(", "%28");
    assert.notEqual(uri, folder.uriOf("a (b).workflow.json"));
    await names("");
    await client.open(workflow(1, "Typed"), uri);
    assert.deepEqual(await steps(), ["PDF of Typed"]);
  });

  it("counts open files outside of its folders too, but no older versions of files", async () => {
    await start({ "a.workflow.json": workflow(1, "One") });
    const loose = await client.open(workflow(2, "Loose"), "file:///elsewhere/loose.json");
    await client.open(workflow(3, "Older"), "git:/a.workflow.json?ref");
    assert.deepEqual(await steps(), ["PDF of Loose", "PDF of One"]);
    await client.close(loose);
    assert.deepEqual(await steps(), ["PDF of One"]);
  });

  it("takes folders in and lets them go", async () => {
    const other = new TestFolder({ "b.workflow.json": workflow(2, "Two") });
    try {
      await start({ "a.workflow.json": workflow(1, "One") });
      await names("");
      const change = (event: unknown) =>
        client.refreshed(() => client.notify("workspace/didChangeWorkspaceFolders", { event }));
      await change({ added: [{ uri: other.uri, name: "other" }], removed: [] });
      assert.deepEqual(await steps(), ["PDF of One", "PDF of Two"]);
      await change({ added: [], removed: [{ uri: folder.uri, name: "first" }] });
      assert.deepEqual(await steps(), ["PDF of Two"]);
    } finally {
      other.dispose();
    }
  });

  it("works for clients that tell of nothing", async () => {
    folder = new TestFolder({ "a.workflow.json": workflow(1, "One"), "b.workflow.json": workflow(2, "Two") });
    client = await LspClient.start({ capabilities: {}, folders: [folder.uri] });
    assert.deepEqual(await steps(), ["PDF of One", "PDF of Two"]);
    const uri = await client.open(workflow(1, "Typed"), folder.uriOf("a.workflow.json"));
    assert.deepEqual(await steps(), ["PDF of Two", "PDF of Typed"]);
    // What was saved meanwhile is read when it is closed.
    folder.write("a.workflow.json", workflow(1, "Saved"));
    await client.close(uri);
    let found = await steps();
    while (found[0] !== "PDF of Saved") {
      found = await steps();
    }
    assert.deepEqual(found, ["PDF of Saved", "PDF of Two"]);
    assert.deepEqual(client.registrations, []);
  });

  describe("with a workflow that runs another", () => {
    const files = { "runs.workflow.json": runs(1, uuid(2)), "sub/two.workflow.json": workflow(2, "Two") };
    const at = (text: string, part: string) =>
      TextDocument.create("", "json", 1, text).positionAt(text.indexOf(part) + 3);

    it("leads to the other and back", async () => {
      await start(files);
      const uri = await client.open(files["runs.workflow.json"], folder.uriOf("runs.workflow.json"));
      const two = folder.uriOf("sub/two.workflow.json");
      const there = at(files["runs.workflow.json"], `"${uuid(2)}`);
      await names("");
      const range = { start: { line: 1, character: 8 }, end: { line: 1, character: 46 } };
      assert.deepEqual(await client.definition(uri, there), [
        {
          originSelectionRange: { start: { line: 8, character: 33 }, end: { line: 8, character: 71 } },
          targetUri: two,
          targetRange: range,
          targetSelectionRange: range,
        },
      ]);
      const places = (found: readonly Location[]) => found.map((one) => [one.uri, one.range.start.line]);
      assert.deepEqual(places(await client.references(uri, there)), [
        [uri, 8],
        [two, 1],
      ]);
      const hover = await client.hover(uri, there);
      assert.deepEqual(hover?.contents, {
        kind: "markdown",
        value: "**Two**\n\n`bill/invoice` Invoice · 1 step  \n`sub/two.workflow.json`",
      });
      await client.open(files["sub/two.workflow.json"], two);
      const own = at(files["sub/two.workflow.json"], `"${uuid(2)}`);
      assert.deepEqual(places(await client.references(two, own)), [
        [uri, 8],
        [two, 1],
      ]);
      assert.equal((await client.definition(two, own)).length, 1);
      const ownHover = await client.hover(two, own);
      assert.deepEqual(ownHover?.contents, { kind: "markdown", value: "Run by:\n- Runs: Start" });
    });

    it("completes the other by name", async () => {
      await start(files);
      await names("");
      const { text, cursor } = atCursor(runs(1, "tw<|>"));
      const uri = await client.open(text, folder.uriOf("runs.workflow.json"));
      const document = TextDocument.create(uri, "json", 1, text);
      const items = await client.completion(uri, document.positionAt(cursor));
      assert.deepEqual(
        items.map(({ label, detail, filterText }) => [label, detail, filterText]),
        [["Two", "sub/two.workflow.json · bill/invoice", `"Two ${uuid(2)} sub/two.workflow.json"`]],
      );
      const edit = items[0]?.textEdit;
      assert.ok(edit && "range" in edit);
      assert.equal(TextDocument.applyEdits(document, [edit]), runs(1, uuid(2)));
    });
  });

  for (const { code, docs } of RULES) {
    const { other, bad, good } = docs;
    if (other) {
      it(`finds the example of ${code}`, async () => {
        await start({ [other.path]: other.text });
        await names("");
        const codesOf = async (text: string, path: string) => {
          const uri = await client.open(text, folder.uriOf(path));
          const { items = [] } = await client.pull(uri);
          await client.close(uri);
          return items.map((item) => item.code);
        };
        assert.ok((await codesOf(bad, "bad.workflow.json")).includes(code));
        assert.ok(!(await codesOf(good, "good.workflow.json")).includes(code));
      });
    }
  }

  it("says nothing about other files that it cannot know", async () => {
    await start({ "a.workflow.json": workflow(1, "One") });
    await names("");
    const codes = async (uri: string) => (await client.pull(uri)).items?.map((item) => item.code);
    const text = runs(1, uuid(9));
    assert.deepEqual(await codes(await client.open(text, "file:///elsewhere/b.workflow.json")), []);
    assert.deepEqual(await codes(await client.open(text, "git:/b.workflow.json?ref")), []);
    assert.deepEqual(await codes(await client.open(text, folder.uriOf("b.workflow.json"))), [
      "duplicate-workflow-id",
      "unknown-workflow",
    ]);
  });

  it("shows anew what is different by a change of another file", async () => {
    await start({ "a.workflow.json": workflow(1, "One"), "b.workflow.json": workflow(2, "Two") });
    await names("");
    const a = await client.open(workflow(1, "One"), folder.uriOf("a.workflow.json"));
    const b = await client.open(workflow(2, "Two"), folder.uriOf("b.workflow.json"));
    const first = await client.pull(a);
    assert.deepEqual(first.items, []);
    await client.refreshed(async () => {
      await client.change(b, { text: workflow(1, "Two") });
      await client.pull(b);
    });
    const second = await client.pull(a, first.resultId);
    assert.deepEqual(
      second.items?.map(({ code }) => code),
      ["duplicate-workflow-id"],
    );
    // What does not concern the other file is no news for it.
    await client.change(b, { text: workflow(1, "Two", 333) });
    await client.pull(b);
    assert.deepEqual(await client.pull(a, second.resultId), { kind: "unchanged", resultId: second.resultId });
  });
});

describe("a server without folders", () => {
  it("knows what is open, and finds nothing missing", async () => {
    const client = await LspClient.start({
      capabilities: { ...FULL, workspace: {} },
      initializationOptions: QUIET,
    });
    const uri = await client.open(runs(1, uuid(9)), "file:///runs.workflow.json");
    assert.deepEqual((await client.pull(uri)).items, []);
    await client.open(workflow(9, "Nine"), "file:///nine.workflow.json");
    const found = await client.request<SymbolInformation[]>("workspace/symbol", { query: "nine" });
    assert.deepEqual(
      found.map(({ name, containerName }) => [name, containerName]),
      [
        ["Nine", "file:///nine.workflow.json"],
        ["PDF of Nine", "Nine"],
      ],
    );
    assert.equal(await client.stop(), 0);
  });
});
