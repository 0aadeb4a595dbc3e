import assert from "node:assert/strict";
import { type CodeAction, type Diagnostic, FileChangeType } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TestFolder } from "../support/folder";
import { uuid } from "../support/ids";
import { FULL, LspClient } from "../support/lsp/client";

/** A workflow with one step of this action, which is clean when there is such an action. */
const withAction = (action: string, id = 1) => `{
  "id": "${uuid(id)}",
  "name": "A",
  "steps": [{ "id": "${uuid(id + 100)}", "action": "${action}", "config": {} }],
  "rescue": [{ "id": "${uuid(id + 200)}", "action": "silo.close" }]
}
`;

const ACTIONS = ".invopop/actions.json";
const SEVERITIES = ".invopop/diagnostics.json";

const json = (value: unknown) => JSON.stringify(value);
const isFix = ({ kind }: CodeAction) => kind === "quickfix";
const shown = (items: readonly Diagnostic[] = []) => items.map(({ code, severity }) => `${code} ${severity}`);

describe("projects", () => {
  let folder: TestFolder;
  let client: LspClient;

  const start = async (files: Readonly<Record<string, string>>, settings: unknown = {}) => {
    folder = new TestFolder(files);
    client = await LspClient.start({ folders: [folder.uri], settings });
    await client.request("workspace/symbol", { query: "" });
  };
  const tell = (...changes: readonly (readonly [FileChangeType, string])[]) =>
    client.refreshed(() =>
      client.notify("workspace/didChangeWatchedFiles", {
        changes: changes.map(([type, path]) => ({ type, uri: folder.uriOf(path) })),
      }),
    );
  const save = async (path: string, text: string) => {
    folder.write(path, text);
    await tell([FileChangeType.Changed, path]);
  };
  const open = (path: string, text: string) => client.open(text, folder.uriOf(path));
  const found = async (path: string) => shown((await client.pull(folder.uriOf(path))).items);

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    folder.dispose();
  });

  it("bring actions, at once", async () => {
    await start({ [ACTIONS]: json({ actions: [{ id: "acme.send", title: "Send to Acme" }] }) });
    const uri = await open("a.workflow.json", withAction("acme.send"));
    assert.deepEqual(await found("a.workflow.json"), []);
    const position = { line: 3, character: 72 };
    const hover = await client.hover(uri, position);
    assert.match(JSON.stringify(hover?.contents), /Send to Acme/);
    await save(ACTIONS, json({ actions: [{ id: "acme.get" }] }));
    assert.deepEqual(await found("a.workflow.json"), ["unknown-action 2"]);
    await save(ACTIONS, json({ actions: [{ id: "acme.send" }] }));
    assert.deepEqual(await found("a.workflow.json"), []);
    folder.remove(ACTIONS);
    await tell([FileChangeType.Deleted, ACTIONS]);
    assert.deepEqual(await found("a.workflow.json"), ["unknown-action 2"]);
  });

  it("bring actions that name other workflows", async () => {
    const config = { properties: { target: { type: "string", holds: "workflow-id" } } };
    const text = withAction("acme.run").replace('"config": {}', `"config": { "target": "${uuid(9)}" }`);
    await start({ "a.workflow.json": text, "b.workflow.json": withAction("silo.close", 9) });
    const uri = await open("b.workflow.json", withAction("silo.close", 9));
    const own = { line: 1, character: 12 };
    assert.equal((await client.references(uri, own)).length, 1);
    await save(ACTIONS, json({ actions: [{ id: "acme.run", config }] }));
    const references = await client.references(uri, own);
    assert.deepEqual(
      references.map((one) => one.uri).sort(),
      ["a", "b"].map((name) => folder.uriOf(`${name}.workflow.json`)),
    );
  });

  it("are the nearest around a file, and settings add to their actions", async () => {
    await start(
      {
        [ACTIONS]: json({ actions: [{ id: "acme.outer" }] }),
        "sub/.invopop/actions.json": json({ actions: [{ id: "acme.inner" }] }),
      },
      { actions: { custom: ["acme.mine"] } },
    );
    for (const [path, action, isKnown] of [
      ["a.workflow.json", "acme.outer", true],
      ["a.workflow.json", "acme.inner", false],
      ["a.workflow.json", "acme.mine", true],
      ["sub/deep/a.workflow.json", "acme.outer", false],
      ["sub/deep/a.workflow.json", "acme.inner", true],
      ["sub/deep/a.workflow.json", "acme.mine", true],
    ] as const) {
      const uri = await open(path, withAction(action));
      assert.deepEqual(await found(path), isKnown ? [] : ["unknown-action 2"], `${action} in ${path}`);
      await client.close(uri);
    }
    folder.remove("sub/.invopop");
    await tell([FileChangeType.Deleted, "sub/.invopop"]);
    await open("sub/deep/a.workflow.json", withAction("acme.outer"));
    assert.deepEqual(await found("sub/deep/a.workflow.json"), []);
  });

  it("say what findings weigh, at once, and win over settings", async () => {
    await start(
      { "closed.workflow.json": withAction("closed.x", 5) },
      { diagnostics: { "unknown-action": "hint", "no-rescue": "off" } },
    );
    await open("a.workflow.json", withAction("acme.send"));
    await open("old/b.workflow.json", withAction("acme.send", 2));
    assert.deepEqual(await found("a.workflow.json"), ["unknown-action 4"]);
    await save(
      SEVERITIES,
      json({ rules: { "unknown-action": "error" }, files: { "old/**": { "unknown-action": "off" } } }),
    );
    assert.deepEqual(await found("a.workflow.json"), ["unknown-action 1"]);
    assert.deepEqual(await found("old/b.workflow.json"), []);
    assert.deepEqual(await found("closed.workflow.json"), ["unknown-action 1"]);
    await save(SEVERITIES, json({ files: { "{a,closed}.*": { "unknown-action": "information" } } }));
    assert.deepEqual(await found("a.workflow.json"), ["unknown-action 3"]);
    assert.deepEqual(await found("old/b.workflow.json"), ["unknown-action 4"]);
    assert.deepEqual(await found("closed.workflow.json"), ["unknown-action 3"]);
  });

  it("turn on rules that are off by themselves", async () => {
    await start({ [SEVERITIES]: json({ rules: { "deprecated-goto": "warning" } }) });
    const text = withAction("silo.close").replace(
      '"config": {}',
      `"next": [{ "status": "KO", "step_id": "${uuid(201)}" }]`,
    );
    await open("a.workflow.json", text);
    assert.ok((await found("a.workflow.json")).includes("deprecated-goto 2"));
  });

  it("may hold anything; what makes no sense is told of once", async () => {
    await start({});
    await open("a.workflow.json", withAction("acme.send"));
    const texts = [
      "",
      "null",
      "7",
      "[]",
      "{",
      '{"actions":',
      "\u0000",
      "\ud800",
      "[".repeat(5000),
      '{"a":'.repeat(5000),
      json({ actions: [null, 1, "acme.send", { id: "" }, { id: {} }, []] }),
      json({ rules: [], files: 7 }),
      json({ rules: { "unknown-action": {} }, files: { "": {}, "[": [], "**": { "unknown-action": "no" } } }),
      '{ "rules": { "__proto__": "off" }, "files": { "__proto__": { "unknown-action": "off" } }, "actions": [{ "id": "x", "__proto__": {} }] }',
    ];
    for (const text of texts) {
      folder.write(ACTIONS, text);
      await save(SEVERITIES, text);
      assert.deepEqual(await found("a.workflow.json"), ["unknown-action 2"], text.slice(0, 60));
    }
    const broken = json({ actions: [{ id: 7 }, { id: "acme.send" }] });
    await save(ACTIONS, broken);
    await save(ACTIONS, `${broken} `);
    assert.deepEqual(await found("a.workflow.json"), []);
    const told = client.logs.filter((line) =>
      line.includes("the entry at index 0 is passed over, as it is not valid (/id"),
    );
    assert.equal(told.length, 1);
    assert.ok(told[0]?.startsWith(`${folder.uri}/.invopop/actions.json: `));
  });
});

describe("settling a finding in the project", () => {
  let folder: TestFolder;
  let client: LspClient;

  const start = async (files: Readonly<Record<string, string>>, capabilities = FULL) => {
    folder = new TestFolder(files);
    client = await LspClient.start({ folders: [folder.uri], capabilities });
    await client.request("workspace/symbol", { query: "" });
  };
  const offered = async (uri: string, verb = "Silence"): Promise<CodeAction[]> => {
    const { items = [] } = await client.pull(uri);
    const range = items[0]?.range ?? assert.fail("Nothing was found.");
    return (await client.codeActions(uri, range, items)).filter(({ title }) => title.startsWith(verb));
  };
  /** Does to the disk what an editor does with the edit of an action, and tells the server. */
  const apply = async ({ edit }: CodeAction, changed = SEVERITIES) => {
    for (const change of edit?.documentChanges ?? []) {
      const uri = "textDocument" in change ? change.textDocument.uri : "uri" in change ? change.uri : "";
      const path = uri.slice(folder.uri.length + 1);
      if ("kind" in change) {
        folder.write(path, "");
      } else {
        const edits = change.edits.filter((one) => "newText" in one);
        const document = TextDocument.create(uri, "json", 1, folder.read(path));
        folder.write(path, TextDocument.applyEdits(document, edits));
      }
    }
    await client.refreshed(() =>
      client.notify("workspace/didChangeWatchedFiles", {
        changes: [{ type: FileChangeType.Changed, uri: folder.uriOf(changed) }],
      }),
    );
  };

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    folder.dispose();
  });

  it("is offered last, for this file and for all, and is in effect at once", async () => {
    await start({});
    const uri = await client.open(withAction("silo.clos"), folder.uriOf("sub/a [1].workflow.json"));
    const { items = [] } = await client.pull(uri);
    const all = await client.codeActions(uri, items[0]?.range ?? assert.fail(), items);
    assert.deepEqual(
      all.filter(isFix).map(({ title, kind, isPreferred }) => [title, kind, isPreferred === true]),
      [
        ["Change to 'silo.close'", "quickfix", true],
        ["Add 'silo.clos' to the actions of this workspace", "quickfix", false],
        ["Silence 'unknown-action' in this file", "quickfix", false],
        ["Silence 'unknown-action' in this workspace", "quickfix", false],
      ],
    );
    const [inFile] = await offered(uri);
    assert.deepEqual(inFile?.diagnostics, items);
    await apply(inFile ?? assert.fail());
    assert.equal(
      folder.read(SEVERITIES),
      `{
  "files": {
    "sub/a [[]1[]].workflow.json": {
      "unknown-action": "off"
    }
  }
}
`,
    );
    assert.deepEqual((await client.pull(uri)).items, []);
  });

  it("adds to what the project says already, as it is written", async () => {
    await start({
      [SEVERITIES]: '{\n\t"rules": { "unknown-key": "error" }\n}\n',
    });
    const uri = await client.open(withAction("silo.clos"), folder.uriOf("a.workflow.json"));
    const [, inWorkspace] = await offered(uri);
    assert.deepEqual(inWorkspace?.edit?.documentChanges?.length, 1);
    await apply(inWorkspace ?? assert.fail());
    assert.equal(
      folder.read(SEVERITIES),
      '{\n\t"rules": { "unknown-key": "error", "unknown-action": "off" }\n}\n',
    );
    assert.deepEqual((await client.pull(uri)).items, []);
  });

  it("makes an action known, which is in effect at once", async () => {
    await start({});
    const uri = await client.open(withAction("acme.ship"), folder.uriOf("a.workflow.json"));
    const [add] = await offered(uri, "Add");
    assert.deepEqual(add?.diagnostics, (await client.pull(uri)).items);
    await apply(add ?? assert.fail(), ACTIONS);
    assert.equal(folder.read(ACTIONS), '{\n  "actions": [\n    {\n      "id": "acme.ship"\n    }\n  ]\n}\n');
    assert.deepEqual((await client.pull(uri)).items, []);
  });

  it("is not offered for what is no workflow, outside of folders, and to clients that make no files", async () => {
    await start({});
    const broken = await client.open("{ }", folder.uriOf("a.workflow.json"));
    assert.deepEqual(await offered(broken), []);
    const loose = await client.open(withAction("silo.clos"), "file:///elsewhere/a.workflow.json");
    assert.deepEqual(await offered(loose), []);
    const { workspaceEdit: _, ...workspace } = FULL.workspace ?? {};
    const other = await LspClient.start({ folders: [folder.uri], capabilities: { ...FULL, workspace } });
    const uri = await other.open(withAction("silo.clos"), folder.uriOf("b.workflow.json"));
    const { items = [] } = await other.pull(uri);
    const actions = await other.codeActions(uri, items[0]?.range ?? assert.fail(), items);
    assert.deepEqual(
      actions.filter(isFix).map(({ title }) => title),
      ["Change to 'silo.close'"],
    );
    assert.equal(await other.stop(), 0);
  });

  it("asks a client that can to save what was said", async () => {
    await start({}, { ...FULL, experimental: { commands: ["invopop.saveFile"] } });
    const uri = await client.open(withAction("silo.clos"), folder.uriOf("a.workflow.json"));
    const [first] = await offered(uri);
    assert.deepEqual(first?.command?.arguments, [folder.uriOf(SEVERITIES)]);
    assert.equal(first?.command?.command, "invopop.saveFile");
  });
});
