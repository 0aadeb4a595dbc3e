import assert from "node:assert/strict";
import { CancellationTokenSource, FileChangeType } from "vscode-languageserver/node";
import { FLOW_PICTURE, type FlowPictureParams, type FlowPictureResult } from "../../server/src/flowProtocol";
import {
  LIST_FOLDER,
  type ListFolderParams,
  READ_FILE,
  WORKFLOW_FILES,
  type WorkflowFile,
} from "../../server/src/protocol";
import { uuid } from "../support/ids";
import { LspClient } from "../support/lsp/client";
import { entriesOf } from "../support/lsp/files";

/** The address of a repository that is looked at from afar, as github.dev opens one. */
const FOLDER = "vscode-vfs://github/acme/workflows";

const INVOICE = `${FOLDER}/invoice.workflow.json`;

const workflow = (id: number, name: string, action: string) => `{
  "id": "${uuid(id)}",
  "name": "${name}",
  "schema": "bill/invoice",
  "steps": [{ "id": "${uuid(id + 100)}", "name": "Sign", "action": "${action}" }],
  "rescue": []
}
`;

/** Starts the credit note. */
const RUNNING = `{
  "id": "${uuid(6)}",
  "name": "Run",
  "steps": [
    { "id": "${uuid(106)}", "action": "transform.job.create", "config": { "workflow_id": "${uuid(2)}" } }
  ],
  "rescue": []
}
`;

/** Large enough that no server asks for it. */
const TOO_LARGE = `${workflow(3, "Large", "pdf")}${" ".repeat(4 * 1024 * 1024)}`;

const FILES = {
  "invoice.workflow.json": workflow(1, "Invoice", "acme.sign"),
  "sales/copy of invoice.workflow.json": workflow(1, "Copy", "silo.close"),
  "sales/credit.workflow.json": workflow(2, "Credit note", "silo.clos"),
  "large.workflow.json": TOO_LARGE,
  ".invopop/actions.json": JSON.stringify({ actions: [{ id: "acme.sign", title: "Sign" }] }),
  "node_modules/a.workflow.json": workflow(4, "Not ours", "pdf"),
  "notes.txt": "No workflow.",
};

const files = (): Map<string, string> =>
  new Map(
    Object.entries(FILES).map(([path, text]) => [
      `${FOLDER}/${path.split("/").map(encodeURIComponent).join("/")}`,
      text,
    ]),
  );

/** What is wrong in a file. */
const codes = (items: readonly { code?: unknown }[] = []) => items.map(({ code }) => code);

const pathOf = (uri: string) => decodeURIComponent(uri.slice(FOLDER.length + 1));

for (const [transport, name] of [
  ["worker", "the server in a web worker"],
  ["stdio", "the server in a process, where files are out of its reach,"],
] as const) {
  describe(name, () => {
    let client: LspClient;
    const start = async (options: Partial<Parameters<typeof LspClient.start>[0]> = {}) => {
      client = await LspClient.start({ transport, folders: [FOLDER], files: files(), ...options });
    };

    /** The names of the workflows of the workspace, once all are known. */
    const names = async () =>
      (await client.request<readonly WorkflowFile[]>(WORKFLOW_FILES, {})).map(({ label }) => label);

    afterEach(async () => {
      assert.equal(await client.stop(), 0);
    });

    it("knows the files of the workspace, and its actions", async () => {
      await start();
      assert.deepEqual(await names(), ["Invoice", "Copy", "Credit note"]);
      await client.open(FILES["invoice.workflow.json"], INVOICE);
      assert.deepEqual(codes((await client.pull(INVOICE)).items), ["duplicate-workflow-id", "no-rescue"]);
    });

    it("checks files that nobody has opened", async () => {
      await start();
      await names();
      const { items } = await client.request<{ items: { uri: string; items: { code: string }[] }[] }>(
        "workspace/diagnostic",
        { previousResultIds: [] },
      );
      assert.deepEqual(
        items.map((item) => [pathOf(item.uri), codes(item.items)]),
        [
          ["invoice.workflow.json", ["duplicate-workflow-id", "no-rescue"]],
          ["sales/copy of invoice.workflow.json", ["duplicate-workflow-id", "no-rescue"]],
          ["sales/credit.workflow.json", ["unknown-action", "no-rescue"]],
        ],
      );
    });

    it("reads anew what has changed", async () => {
      const offered = files();
      await start({ files: offered });
      await names();
      offered.set(`${FOLDER}/new.workflow.json`, workflow(5, "New", "pdf"));
      await client.refreshed(() =>
        client.notify("workspace/didChangeWatchedFiles", {
          changes: [
            { uri: `${FOLDER}/new.workflow.json`, type: FileChangeType.Created },
            { uri: `${FOLDER}/sales`, type: FileChangeType.Deleted },
          ],
        }),
      );
      assert.deepEqual(await names(), ["Invoice", "New"]);
    });

    it("completes, outlines and draws", async () => {
      await start();
      await names();
      await client.open(FILES["invoice.workflow.json"], INVOICE);
      const labels = (await client.completion(INVOICE, { line: 4, character: 86 })).map(({ label }) => label);
      assert.ok(labels.includes("acme.sign") && labels.includes("silo.close"), labels.join());
      assert.deepEqual(
        (await client.symbols(INVOICE)).map(({ name }) => name),
        ["Sign"],
      );
      const params: FlowPictureParams = {
        textDocument: { uri: INVOICE },
        direction: "down",
        collapsed: [],
      };
      const picture = await client.request<FlowPictureResult>(FLOW_PICTURE, params);
      assert.equal(picture?.kind, "picture");
    });

    it("knows open files only where its client reads none", async () => {
      client = await LspClient.start({ transport, folders: [FOLDER] });
      assert.deepEqual(await names(), []);
      await client.open(FILES["sales/credit.workflow.json"], INVOICE);
      assert.deepEqual(codes((await client.pull(INVOICE)).items), ["unknown-action", "no-rescue"]);
    });

    /** Opens the folder with a client that treats a folder in it in its own way. */
    const openTreating = async (folder: string, treat: () => unknown) => {
      const offered = files();
      await start({ folders: [], files: offered });
      client.connection.onRequest(LIST_FOLDER, ({ uri }: ListFolderParams) =>
        uri === folder ? treat() : entriesOf([...offered.keys()], uri),
      );
      await client.notify("workspace/didChangeWorkspaceFolders", {
        event: { added: [{ uri: FOLDER, name: "" }], removed: [] },
      });
    };

    it("does not take what cannot be read for nothing", async () => {
      await openTreating(`${FOLDER}/sales`, () => Promise.reject(new Error("Too many requests")));
      assert.deepEqual(await names(), ["Invoice"]);
      // Its other workflow is in the folder that cannot be read.
      await client.open(RUNNING, `${FOLDER}/run.workflow.json`);
      assert.deepEqual(codes((await client.pull(`${FOLDER}/run.workflow.json`)).items), ["no-rescue"]);
      assert.deepEqual(
        client.logs.map((line) => line.split("\n")[0]),
        [
          `The workspace is known in part only, as ${FOLDER}/sales could not be read: Error: Request invopop/listFolder failed with message: Too many requests`,
        ],
      );
      await client.refreshed(() =>
        client.notify("workspace/didChangeWatchedFiles", {
          changes: [{ uri: `${FOLDER}/sales`, type: FileChangeType.Deleted }],
        }),
      );
      assert.deepEqual(codes((await client.pull(`${FOLDER}/run.workflow.json`)).items), [
        "unknown-workflow",
        "no-rescue",
      ]);
    });

    it("answers what is cancelled while its client does not answer", async () => {
      let asked = () => {};
      const isAsked = new Promise<void>((resolve) => {
        asked = resolve;
      });
      await openTreating(`${FOLDER}/sales`, () => {
        asked();
        return new Promise(() => {});
      });
      await isAsked;
      const cancellation = new CancellationTokenSource();
      const answers = [
        client.connection.sendRequest("workspace/symbol", { query: "" }, cancellation.token),
        client.connection.sendRequest(
          "workspace/diagnostic",
          { previousResultIds: [{ uri: INVOICE, value: "1" }] },
          cancellation.token,
        ),
        client.connection.sendRequest(WORKFLOW_FILES, {}, cancellation.token),
      ];
      // By then they are waiting.
      await client.symbols(INVOICE);
      cancellation.cancel();
      assert.deepEqual(await Promise.all(answers), [[], { items: [] }, null]);
    });

    it("takes answers of any shape", async () => {
      const named = { name: "a.workflow.json", isFolder: false };
      const answers = [null, 7, "{}", {}, [null, 1, { name: 3, isFolder: "no" }, { name: "a" }, named]];
      await start({ folders: [] });
      client.connection.onRequest(READ_FILE, () => answers.at(-1));
      for (const [at, answer] of answers.entries()) {
        client.connection.onRequest(LIST_FOLDER, () => answer);
        await client.notify("workspace/didChangeWorkspaceFolders", {
          event: {
            added: [{ uri: `${FOLDER}/${at}`, name: "" }],
            removed: [{ uri: `${FOLDER}/${at - 1}`, name: "" }],
          },
        });
        // What is no list says nothing of what there is.
        const isList = answer === null || Array.isArray(answer);
        assert.deepEqual(await client.request(WORKFLOW_FILES, {}), isList ? [] : null);
      }
    });
  });
}
