import assert from "node:assert/strict";
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  ResponseError,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { ACTION_KEYS_KIND, FRESH_PASTE, NEW_IDS_KIND, SORT_KEYS_KIND } from "../../server/src/protocol";
import { FULL, LspClient } from "../support/lsp/client";
import { atCursor } from "../support/markers";

const A = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const B = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const C = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03";
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A client that renames and refactors as VS Code does. */
const EDITOR: ClientCapabilities = {
  ...FULL,
  textDocument: {
    ...FULL.textDocument,
    rename: { prepareSupport: true },
    codeAction: { disabledSupport: true },
  },
};

const WORKFLOW = `{
  "steps": [
    {
      "id": "${A}",
      "name": "Sign",
      "provider": "silo.close",
      "next": [{ "status": "KO", "step_id": "${B}" }]
    },
    {
      "id": "${C}",
      "name": "Send",
      "action": "email.send",
      "next": [{ "stop": true }]
    },
    {
      "id": "${B}",
      "name": "Make the PDF",
      "action": "pdf"
    }
  ],
  "name": "Invoice"
}
`;

describe("refactoring over the protocol", () => {
  let client: LspClient;

  beforeEach(async () => {
    client = await LspClient.start({ capabilities: EDITOR });
  });
  afterEach(async () => {
    assert.deepEqual(client.logs, []);
    assert.equal(await client.stop(), 0);
  });

  /** Opens the workflow with the cursor before a text, and answers what requests say of that place. */
  async function openAt(before: string, text = WORKFLOW) {
    const { cursor } = atCursor(text.replace(before, `<|>${before}`));
    const uri = await client.open(text, `file:///${Math.random()}.workflow.json`);
    const document = TextDocument.create(uri, "json", 1, text);
    return { uri, document, place: { textDocument: { uri }, position: document.positionAt(cursor) } };
  }

  /** The text after an edit, which must be one of the version that is open. */
  function edited(document: TextDocument, edit: WorkspaceEdit | undefined): string {
    const [change, ...others] = edit?.documentChanges ?? [];
    assert.ok(change && "edits" in change && others.length === 0);
    assert.equal(change.textDocument.uri, document.uri);
    assert.equal(change.textDocument.version, 1);
    return TextDocument.applyEdits(
      document,
      change.edits.filter((one): one is TextEdit => "newText" in one),
    );
  }

  /** The code actions at a place, as an editor asks for them. */
  function actionsAt(
    { uri, place }: Awaited<ReturnType<typeof openAt>>,
    context: { only?: string[]; triggerKind?: 1 | 2; diagnostics?: readonly Diagnostic[] } = {},
  ): Promise<CodeAction[]> {
    return client.request("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: place.position, end: place.position },
      context: { diagnostics: [], ...context },
    });
  }

  it("says what it can do", () => {
    const { renameProvider, codeActionProvider } = client.initialized.capabilities;
    assert.deepEqual(renameProvider, { prepareProvider: true });
    assert.ok(typeof codeActionProvider === "object");
    assert.deepEqual(codeActionProvider.codeActionKinds, [
      "quickfix",
      "source.fixAll.invopop",
      "refactor.inline",
      "refactor.surround",
      "refactor.move",
      "refactor.rewrite",
      "source.newIds.invopop",
      "source.sortKeys.invopop",
      "source.actionKeys.invopop",
    ]);
  });

  it("renames a step by its UUID", async () => {
    const opened = await openAt(`${B}" }`);
    const { line } = opened.place.position;
    assert.deepEqual(await client.request("textDocument/prepareRename", opened.place), {
      range: { start: { line, character: 45 }, end: { line, character: 81 } },
      placeholder: B,
    });
    const newName = "00000000-0000-4000-8000-000000000000";
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", { ...opened.place, newName });
    assert.equal(edited(opened.document, edit), WORKFLOW.replaceAll(B, newName));
  });

  it("refuses names and places with the reason", async () => {
    const reason = async (method: string, params: unknown): Promise<string> =>
      client.request(method, params).then(
        (answer) => `answered ${JSON.stringify(answer)}`,
        (error: ResponseError<unknown>) => error.message,
      );
    const { place } = await openAt(`${A}`);
    assert.equal(
      await reason("textDocument/rename", { ...place, newName: C }),
      "The step 'Send' has this id already.",
    );
    assert.equal(
      await reason("textDocument/rename", { ...place, newName: "x" }),
      "The id of a step is a UUID, which 'x' is not.",
    );
    const elsewhere = (await openAt('"steps"')).place;
    const what = "What can be renamed is a step's name or id, a step_id and the workflow's name.";
    assert.equal(await reason("textDocument/prepareRename", elsewhere), what);
    assert.equal(await reason("textDocument/rename", { ...elsewhere, newName: "x" }), what);
  });

  it("offers refactorings where they are asked for, and few where an editor asks by itself", async () => {
    const opened = await openAt('"step_id"');
    const titles = async (context: Parameters<typeof actionsAt>[1]) =>
      (await actionsAt(opened, context)).map(({ kind, title }) => `${kind}: ${title}`);
    const inline = "refactor.inline: Move 'Make the PDF' into this condition";
    const move = "refactor.move: Move 'Sign' down";
    const source = [
      "source.newIds.invopop: Give this workflow and its steps new UUIDs",
      "source.sortKeys.invopop: Sort keys",
      "source.actionKeys.invopop: Rename every 'provider' to 'action'",
    ];
    const wrap = "refactor.surround: Wrap 'Sign' in a condition";
    assert.deepEqual(await titles({ triggerKind: 2 }), [inline]);
    assert.deepEqual(await titles({ triggerKind: 1 }), [inline, wrap, move, ...source]);
    assert.deepEqual(await titles({}), [inline, wrap, move, ...source]);
    assert.deepEqual(await titles({ only: ["refactor"] }), [inline, wrap, move]);
    assert.deepEqual(await titles({ only: ["refactor.move"] }), [move]);
    const fixAll = "source.fixAll.invopop: Fix all that can be fixed safely";
    assert.deepEqual(await titles({ only: ["source"], triggerKind: 2 }), [fixAll, ...source]);
    assert.deepEqual(await titles({ only: [SORT_KEYS_KIND, "x"] }), [source[1]]);
    assert.deepEqual(await titles({ only: ["refactor.mov", "sourc"] }), []);
    assert.deepEqual(await titles({ only: ["quickfix"] }), []);
    assert.deepEqual((await titles({ only: [""] })).length, 7);
    const [, disabled] = await actionsAt(opened);
    assert.match(disabled?.disabled?.reason ?? "", /^The first step/);
    assert.equal(disabled?.edit, undefined);
  });

  it("moves what a Go-to leads to, in one edit", async () => {
    const opened = await openAt('"step_id"');
    const [action] = await actionsAt(opened, { only: ["refactor.inline"] });
    assert.equal(
      edited(opened.document, action?.edit),
      `{
  "steps": [
    {
      "id": "${A}",
      "name": "Sign",
      "provider": "silo.close",
      "next": [{
        "status": "KO",
        "steps": [
          {
            "id": "${B}",
            "name": "Make the PDF",
            "action": "pdf"
          }
        ],
        "stop": true
      }]
    },
    {
      "id": "${C}",
      "name": "Send",
      "action": "email.send",
      "next": [{ "stop": true }]
    }
  ],
  "name": "Invoice"
}
`,
    );
  });

  it("offers to replace a Go-to as the fix of its finding, where that is turned on", async () => {
    await client.refreshed(async () => {
      client.settings = { diagnostics: { "deprecated-goto": "hint" } };
      await client.notify("workspace/didChangeConfiguration", { settings: null });
    });
    const opened = await openAt('"step_id"');
    const { items = [] } = await client.pull(opened.uri);
    const found = items.filter(({ code }) => code === "deprecated-goto");
    const fixes = (await actionsAt(opened, { only: ["quickfix"], diagnostics: found })).filter(({ title }) =>
      title.startsWith("Move"),
    );
    assert.deepEqual(
      fixes.map(({ kind, diagnostics }) => ({ kind, diagnostics })),
      [{ kind: "quickfix", diagnostics: found }],
    );
    const refactorings = await actionsAt(opened, { only: ["refactor.inline"], diagnostics: found });
    assert.deepEqual(
      refactorings.map(({ kind, diagnostics }) => ({ kind, diagnostics })),
      [{ kind: "refactor.inline", diagnostics: undefined }],
    );
  });

  it("changes the whole file by the kinds that the client's commands ask for", async () => {
    const opened = await openAt("{");
    const textAfter = async (kind: string) => {
      const [action, ...others] = await actionsAt(opened, { only: [kind] });
      assert.equal(others.length, 0);
      return edited(opened.document, action?.edit);
    };
    assert.equal(await textAfter(ACTION_KEYS_KIND), WORKFLOW.replace('"provider"', '"action"'));
    const sorted = await textAfter(SORT_KEYS_KIND);
    assert.match(sorted, /^\{\n {2}"name": "Invoice",\n {2}"steps": \[/);
    assert.deepEqual(JSON.parse(sorted), JSON.parse(WORKFLOW));
    const renewed = await textAfter(NEW_IDS_KIND);
    const [a, b, c, d, ...more] = renewed.match(UUID) ?? [];
    assert.equal(more.length, 0);
    assert.equal(b, d);
    assert.equal(new Set([a, b, c, A, B, C]).size, 6);
    assert.equal(renewed.replaceAll(UUID, "*"), WORKFLOW.replaceAll(UUID, "*"));
  });

  it("knows a text after any chain of refactorings as one that was just opened", async () => {
    let { uri, document } = await openAt("{");
    for (const [place, kind] of [
      ['"step_id"', "refactor.inline"],
      ['"Send"', "refactor.surround"],
      [A, "refactor.rewrite"],
      ["{", ACTION_KEYS_KIND],
      ["{", SORT_KEYS_KIND],
      ["{", NEW_IDS_KIND],
    ] as const) {
      const position = document.positionAt(document.getText().indexOf(place));
      const params = {
        textDocument: { uri },
        range: { start: position, end: position },
        context: { diagnostics: [], only: [kind] },
      };
      const [action] = await client.request<CodeAction[]>("textDocument/codeAction", params);
      const [change] = action?.edit?.documentChanges ?? [];
      assert.ok(change && "edits" in change, `${kind} is offered`);
      const edits = change.edits.filter((one): one is TextEdit => "newText" in one);
      const text = TextDocument.applyEdits(document, edits);
      // As editors send them: from the last to the first, so that none moves the next.
      const changes = edits
        .sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
        .map(({ range, newText }) => ({ range, text: newText }));
      const version = await client.change(uri, ...changes);
      document = TextDocument.create(uri, "json", version, text);
      const copy = await client.open(text, `file:///${Math.random()}.workflow.json`);
      assert.deepEqual((await client.pull(uri)).items, (await client.pull(copy)).items);
      assert.deepEqual(await client.symbols(uri), await client.symbols(copy));
      await client.close(copy);
    }
  });

  it("gives fresh UUIDs to what is pasted and is there already", async () => {
    const { uri, place } = await openAt("\n  ],");
    const range = { start: place.position, end: place.position };
    const paste = (text: unknown, at: unknown = range): Promise<string | null> =>
      client.request(FRESH_PASTE, { textDocument: { uri }, range: at, text });
    const text = `,\n    { "id": "${A}", "next": [{ "step_id": "${A}" }, { "step_id": "${B}" }] }`;
    const fresh = (await paste(text)) ?? assert.fail("It must be changed.");
    const [own, reference, other] = fresh.match(UUID) ?? [];
    assert.ok(own !== A && own === reference && other === B, fresh);
    assert.equal(fresh.replaceAll(UUID, "*"), text.replaceAll(UUID, "*"));
    assert.equal(await paste('{ "id": "x" }'), null);
    const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    assert.equal(await paste(text, all), null);
    assert.equal(
      await client.request(FRESH_PASTE, { textDocument: { uri: "file:///x" }, range, text }),
      null,
    );
  });

  it("lives on whatever it is asked", async () => {
    const { uri } = await openAt("{");
    for (const params of [
      null,
      {},
      { textDocument: { uri } },
      { textDocument: { uri }, range: 7, text: {} },
    ]) {
      await client.request(FRESH_PASTE, params).catch(() => undefined);
      await client.request("textDocument/rename", params).catch(() => undefined);
      await client.request("textDocument/prepareRename", params).catch(() => undefined);
    }
    assert.ok(client.logs.length > 0);
    client.logs.length = 0;
    assert.equal((await client.symbols(uri)).length, 3);
  });

  it("answers neutrally for documents that are not open", async () => {
    const place = { textDocument: { uri: "file:///nowhere" }, position: { line: 0, character: 0 } };
    assert.equal(await client.request("textDocument/prepareRename", place), null);
    assert.equal(await client.request("textDocument/rename", { ...place, newName: "x" }), null);
  });
});

describe("refactoring for simpler clients", () => {
  it("neither prepares to rename, nor tells of what cannot be done, nor names versions", async () => {
    const client = await LspClient.start({ capabilities: { textDocument: { diagnostic: {} } } });
    assert.equal(client.initialized.capabilities.renameProvider, true);
    const uri = await client.open(WORKFLOW);
    const position = TextDocument.create(uri, "json", 1, WORKFLOW).positionAt(WORKFLOW.indexOf('"step_id"'));
    const range = { start: position, end: position };
    const actions = await client.codeActions(uri, range);
    assert.deepEqual(
      actions.filter(({ disabled }) => disabled),
      [],
    );
    const inline = actions.find(({ kind }) => kind === "refactor.inline");
    assert.deepEqual(Object.keys(inline?.edit?.changes ?? {}), [uri]);
    assert.equal(await client.stop(), 0);
  });
});
