import assert from "node:assert/strict";
import { FileChangeType } from "vscode-languageserver/node";
import {
  LIST_FOLDER,
  WORKFLOW_FILES,
  WORKFLOW_FILES_CHANGED,
  type WorkflowFile,
} from "../../server/src/protocol";
import { TestFolder } from "../support/folder";
import { uuid } from "../support/ids";
import { LspClient } from "../support/lsp/client";
import { entriesOf } from "../support/lsp/files";

const workflow = (id: string | undefined, name: string | undefined) =>
  JSON.stringify({ id, name, steps: [{ id: uuid(100), action: "pdf" }] });

describe("the request for the workflow files", () => {
  let folder: TestFolder;
  let client: LspClient;
  let notified: (() => void)[];

  const start = async (files: Readonly<Record<string, string>>) => {
    folder = new TestFolder(files);
    client = await LspClient.start({ folders: [folder.uri] });
    notified = [];
    client.connection.onNotification(WORKFLOW_FILES_CHANGED, () => {
      for (const listener of notified.splice(0)) {
        listener();
      }
    });
  };
  /** Starts with a folder that the client reads, or cannot read for now. */
  const startReading = async (uri: string, text: string, canRead: () => boolean) => {
    folder = new TestFolder({});
    const root = uri.slice(0, uri.lastIndexOf("/"));
    client = await LspClient.start({ folders: [], files: new Map([[uri, text]]) });
    notified = [];
    client.connection.onRequest(LIST_FOLDER, () =>
      canRead() ? entriesOf([uri], root) : Promise.reject(new Error("There is no network.")),
    );
    client.connection.onNotification(WORKFLOW_FILES_CHANGED, () => notified.shift()?.());
    await client.notify("workspace/didChangeWorkspaceFolders", {
      event: { added: [{ uri: root, name: "" }], removed: [] },
    });
    return root;
  };
  /** The files by their paths, each with its id and name. */
  const list = async () => {
    const files = await client.request<readonly WorkflowFile[]>(WORKFLOW_FILES, {});
    return files.map(({ uri, id, label }) => [uri.slice(folder.uri.length + 1), id, label]);
  };
  const told = () => new Promise<void>((resolve) => notified.push(resolve));
  const tell = (type: FileChangeType, path: string) =>
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ type, uri: folder.uriOf(path) }] });

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    folder.dispose();
  });

  it("is answered with those that have an id, once all are known", async () => {
    await start({
      "b.workflow.json": workflow(uuid(2).toUpperCase(), "Two"),
      "sub/a.invopop.json": workflow(uuid(1), undefined),
      "copy.workflow.json": workflow(uuid(1), "One"),
      "none.workflow.json": workflow(undefined, "None"),
      "empty.workflow.json": workflow("", "Empty"),
      "broken.workflow.json": `{ "id": "${uuid(3)}", "name": "Broken", "steps": [`,
      "text.workflow.json": "no JSON",
      "other.json": workflow(uuid(4), "Other"),
    });
    assert.deepEqual(await list(), [
      ["b.workflow.json", uuid(2).toUpperCase(), "Two"],
      ["broken.workflow.json", uuid(3), "Broken"],
      ["copy.workflow.json", uuid(1), "One"],
      ["sub/a.invopop.json", uuid(1), "a.invopop.json"],
    ]);
  });

  it("is answered with a thousand", async () => {
    const numbers = Array.from({ length: 1000 }, (_, at) => at);
    await start(
      Object.fromEntries(numbers.map((at) => [`${at}.workflow.json`, workflow(uuid(at), `Name ${at}`)])),
    );
    assert.deepEqual((await list()).map(([, id]) => id).sort(), numbers.map(uuid));
  });

  it("is answered with nothing where there is nothing", async () => {
    await start({});
    assert.deepEqual(await list(), []);
  });

  it("is answered with null while a folder cannot be read, and followed by news once it can", async () => {
    const uri = "vscode-vfs://github/acme/workflows/a.workflow.json";
    let canRead = false;
    const root = await startReading(uri, workflow(uuid(1), "One"), () => canRead);
    assert.equal(await client.request(WORKFLOW_FILES, {}), null);
    canRead = true;
    const news = told();
    const renamed = { oldUri: `${root}-old`, newUri: root };
    await client.notify("workspace/didRenameFiles", { files: [renamed] });
    await news;
    assert.deepEqual(await client.request(WORKFLOW_FILES, {}), [{ uri, id: uuid(1), label: "One" }]);
  });

  it("is followed by news of other answers", async () => {
    await start({ "a.workflow.json": workflow(uuid(1), "One") });
    assert.deepEqual(await list(), [["a.workflow.json", uuid(1), "One"]]);

    let news = told();
    folder.write("b.workflow.json", workflow(uuid(2), "Two"));
    await tell(FileChangeType.Created, "b.workflow.json");
    await news;
    assert.deepEqual((await list()).at(-1), ["b.workflow.json", uuid(2), "Two"]);

    news = told();
    const uri = await client.open(workflow(uuid(3), "Typed"), folder.uriOf("a.workflow.json"));
    await client.pull(uri);
    await news;
    assert.deepEqual((await list())[0], ["a.workflow.json", uuid(3), "Typed"]);

    news = told();
    folder.remove("b.workflow.json");
    await tell(FileChangeType.Deleted, "b.workflow.json");
    await news;
    assert.deepEqual(await list(), [["a.workflow.json", uuid(3), "Typed"]]);
  });
});
