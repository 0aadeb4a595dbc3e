import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  FLOW_ACTIONS,
  FLOW_EDIT,
  type FlowAction,
  type FlowEditParams,
  type FlowEditResult,
  type FlowOperation,
} from "../../server/src/flowProtocol";
import { uuid } from "../support/ids";
import { FULL, LspClient } from "../support/lsp/client";

const A = uuid(1);
const B = uuid(2);

const WORKFLOW = `{\r
  "name": "Invoice",\r
  "steps": [\r
    { "id": "${A}", "name": "Sign 😀", "action": "silo.close", "next": [{ "status": "KO" }] },\r
    { "id": "${B}", "name": "Send", "action": "email.send" }\r
  ]\r
}\r
`;

describe("changing a workflow from its picture over the protocol", () => {
  let client: LspClient;
  let uri: string;

  beforeEach(async () => {
    const settings = { actions: { custom: ["acme.send"] } };
    client = await LspClient.start({ capabilities: FULL, settings, initializationOptions: settings });
    uri = await client.open(WORKFLOW, "file:///flow.workflow.json");
  });
  afterEach(async () => {
    assert.deepEqual(client.logs, []);
    assert.equal(await client.stop(), 0);
  });

  const ask = (operation: FlowOperation, more: Partial<FlowEditParams> = {}): Promise<FlowEditResult> =>
    client.request(FLOW_EDIT, { textDocument: { uri }, operation, ...more });

  /** The text after an operation, and what is shown of it. */
  async function edited(operation: FlowOperation, version = 1): Promise<{ text: string; shown: string }> {
    const result = await ask(operation, { version });
    assert.ok(result && "edits" in result, JSON.stringify(result));
    assert.equal(result.version, version);
    const before = TextDocument.create(uri, "json", 1, WORKFLOW);
    const edits = result.edits.map(({ range, newText }) => ({ range, newText }));
    const after = TextDocument.create(uri, "json", 2, TextDocument.applyEdits(before, edits));
    assert.ok(result.select);
    return { text: after.getText(), shown: after.getText(result.select) };
  }

  it("adds a step with a UUID that nobody has, which is shown", async () => {
    const { text, shown } = await edited({ kind: "add-after", step: A, action: "webhook" });
    const steps = JSON.parse(text).steps;
    assert.match(steps[1].id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.equal(
      text,
      WORKFLOW.replace(
        "] },\r\n",
        `] },\r\n    { "id": "${steps[1].id}", "name": "Send Webhook", "action": "webhook", "config": { "callback_url": "" } },\r\n`,
      ),
    );
    assert.equal(shown, "");
  });

  it("moves, points and deletes", async () => {
    const moved = await edited({ kind: "move", step: B, to: { before: A } });
    assert.deepEqual(
      JSON.parse(moved.text).steps.map(({ id }: { id: string }) => id),
      [B, A],
    );
    assert.equal(moved.shown, '"Send"');
    const pointed = await edited({ kind: "point", condition: `${A}/next[0]`, step: B });
    assert.deepEqual(JSON.parse(pointed.text).steps[0].next, [{ status: "KO", step_id: B }]);
    assert.equal(pointed.shown, '"KO"');
    const deleted = await edited({ kind: "delete", step: A });
    assert.equal(deleted.text, WORKFLOW.replace(/ {4}\{ "id": ".*1", .*\r\n/, ""));
    assert.equal(deleted.shown, '"Send"');
  });

  it("says why it does not, and changes no text but the one that is meant", async () => {
    assert.deepEqual(await ask({ kind: "delete", step: uuid(9) }), {
      refused: "This step is not in the file any more, so nothing was changed.",
    });
    assert.deepEqual(await ask({ kind: "delete", step: A }, { version: 7 }), {
      refused: "The text has changed since the picture was drawn. Nothing was done; try again.",
    });
    const closed = { uri: "file:///closed.workflow.json" };
    assert.equal(await ask({ kind: "delete", step: A }, { textDocument: closed }), null);
  });

  it("tells the actions that can be chosen, the user's own among them", async () => {
    const actions = await client.request<FlowAction[]>(FLOW_ACTIONS, { textDocument: { uri } });
    assert.ok(actions.length > 100);
    assert.deepEqual(
      actions.find(({ id }) => id === "acme.send"),
      { id: "acme.send", title: "acme.send" },
    );
    const none = { uri: "file:///closed.workflow.json" };
    assert.deepEqual(await client.request(FLOW_ACTIONS, { textDocument: none }), []);
  });
});
