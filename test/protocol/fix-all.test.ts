import assert from "node:assert/strict";
import type { ClientCapabilities, CodeAction, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { FIX_ALL_KIND } from "../../server/src/protocol";
import { FULL, LspClient } from "../support/lsp/client";
import { atCursor } from "../support/markers";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";

/** A client that asks for the edits of an action once it is chosen, as VS Code does. */
const EDITOR: ClientCapabilities = {
  ...FULL,
  textDocument: {
    ...FULL.textDocument,
    codeAction: { resolveSupport: { properties: ["edit"] } },
  },
};

const WORKFLOW = `{
  "name": "Invoice",
  "steps": [
    { "id": "${ID}1", "provider": "silo.state", "config": { "state": "sent" }, "summary": "State \`error\`{.state .error}" },
    { "id": "${ID}2", "provider": "pdf", "next": [{ "status": "ko", "stop": true }, { "status": "Skip", "stop": true }] },
  ]
}
`;

for (const [client, capabilities] of [
  ["a client that resolves", EDITOR],
  ["a client that does not", FULL],
] as const) {
  describe(`fixing all, for ${client}`, () => {
    let client: LspClient;

    beforeEach(async () => {
      client = await LspClient.start({ capabilities });
    });
    afterEach(async () => {
      assert.deepEqual(client.logs, []);
      assert.equal(await client.stop(), 0);
    });

    async function openAt(before: string, text = WORKFLOW) {
      const { cursor } = atCursor(text.replace(before, `<|>${before}`));
      const uri = await client.open(text);
      const document = TextDocument.create(uri, "json", 1, text);
      const position = document.positionAt(cursor);
      return { uri, document, range: { start: position, end: position } };
    }

    function ask(uri: string, range: unknown, only?: string[]): Promise<CodeAction[]> {
      return client.request("textDocument/codeAction", {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...(only && { only }) },
      });
    }

    function edited(document: TextDocument, edit: WorkspaceEdit | undefined): string {
      const [change] = edit?.documentChanges ?? [];
      assert.ok(change && "edits" in change);
      return TextDocument.applyEdits(
        document,
        change.edits.filter((one) => "newText" in one),
      );
    }

    const resolve = (action: CodeAction): Promise<CodeAction> =>
      action.edit ? Promise.resolve(action) : client.request("codeAction/resolve", action);

    it("mends all of a kind where there are several", async () => {
      const { uri, document, range } = await openAt('"ko"');
      const actions = await ask(uri, range, ["quickfix"]);
      const [action, ...others] = actions.filter(({ title }) => title.startsWith("Fix all"));
      assert.ok(action && others.length === 0);
      assert.equal(action.title, "Fix all 'unknown-status' in this file");
      assert.deepEqual(
        action.diagnostics?.map(({ code }) => code),
        ["unknown-status"],
      );
      assert.equal(
        edited(document, (await resolve(action)).edit),
        WORKFLOW.replace('"ko"', '"KO"').replace('"Skip"', '"SKIP"'),
      );
    });

    it("has nothing to offer where there is one only", async () => {
      const { uri, range } = await openAt('"sent" }');
      const titles = (await ask(uri, range)).map(({ title }) => title);
      assert.deepEqual(
        titles.filter((title) => title.startsWith("Fix all")),
        [],
      );
    });

    it("fixes on saving what changes nothing of what the workflow does", async () => {
      const { uri, document, range } = await openAt('"ko"');
      const [action, ...others] = await ask(uri, range, [FIX_ALL_KIND]);
      assert.ok(action && others.length === 0);
      assert.equal(action.kind, FIX_ALL_KIND);
      assert.equal(
        edited(document, action.edit),
        WORKFLOW.replaceAll('"provider"', '"action"')
          .replace("{.state .error}", "{.state .sent}")
          .replace("`error`", "`sent`")
          .replace("},\n  ]", "}\n  ]"),
      );
      for (const only of [["source.fixAll"], ["source"]]) {
        const kinds = (await ask(uri, range, only)).map(({ kind }) => kind);
        assert.ok(kinds.includes(FIX_ALL_KIND), only.join());
      }
    });

    it("is not among what is offered at the cursor, and not there for a file that has nothing to fix", async () => {
      const opened = await openAt('"ko"');
      const kinds = (await ask(opened.uri, opened.range)).map(({ kind }) => kind);
      assert.ok(!kinds.includes(FIX_ALL_KIND));
      const uri = await client.open('{ "name": "A", "steps": [] }', "file:///clean.workflow.json");
      assert.deepEqual(await ask(uri, opened.range, [FIX_ALL_KIND]), []);
    });
  });
}

describe("an action that is chosen too late", () => {
  it("comes back without edits once the text is another one, or for whatever else is sent", async () => {
    const client = await LspClient.start({ capabilities: EDITOR });
    const uri = await client.open(WORKFLOW);
    const start = TextDocument.create(uri, "json", 1, WORKFLOW).positionAt(WORKFLOW.indexOf('"ko"'));
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: { start, end: start },
      context: { diagnostics: [] },
    });
    const action = actions.find(({ title }) => title.startsWith("Fix all"));
    assert.ok(action);
    await client.change(uri, { range: { start, end: start }, text: " " });
    for (const data of [
      action.data,
      null,
      undefined,
      1,
      "a",
      [],
      { uri: 1 },
      { ...action.data, code: "?" },
    ]) {
      const sent = { title: "Fix all", data };
      assert.deepEqual(await client.request("codeAction/resolve", sent), JSON.parse(JSON.stringify(sent)));
    }
    assert.deepEqual(client.logs, []);
    await client.stop();
  });
});

describe("a finding that weighs less than its rule", () => {
  it("is shown so", async () => {
    const client = await LspClient.start();
    const diagnose = async (action: string, config: string) =>
      (
        await client.diagnose(
          `{ "name": "A", "steps": [{ "id": "${ID}1", "action": "${action}", "config": ${config} }], "rescue": [] }`,
        )
      ).flatMap(({ code, severity }) => (code === "unknown-config-key" ? [severity] : []));
    assert.deepEqual(await diagnose("silo.state", '{ "state": "sent", "x": 1 }'), [2]);
    assert.deepEqual(await diagnose("silo.if", '{ "expr": "a", "x": 1 }'), [3]);
    await client.stop();
  });
});
