import assert from "node:assert/strict";
import { keepPicture, type Suite, startSuite } from "./support/suite";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d10";
const STEP = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d11";

const UNTITLED_ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d12";

const BODY = `  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": [
    { "id": "${STEP}", "name": "Sign", "provider": "silo.close" }
  ],
  "rescue": []
}
`;
const WITH_ID = `{\n  "id": "${ID}",\n  "hash": "0123456789abcdef",\n${BODY}`;
const WITHOUT_ID = `{\n${BODY}`;

describe("publishing a workflow", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: false,
      files: {
        "known.workflow.json": WITH_ID,
        "fresh.workflow.json": WITHOUT_ID,
        "faulty.workflow.json": WITH_ID.replace(STEP, "step-1"),
      },
    });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("asks for a token, checks it, publishes, and shows hash and version", async () => {
    const { workbench, api, read } = running();
    await workbench.openFile("known.workflow.json");
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.fillInputBox("Invopop API Token", "not-the-token");
    await workbench.waitForInputMessage("Invopop did not accept this token.");
    await workbench.screenshot("token");
    await workbench.fillInputBox("Invopop API Token", api.token);
    const published = await workbench.notification("Published “Invoice”");
    const stored = [...api.workflows.values()][0] ?? assert.fail("Nothing was stored.");
    const text = (await published.textContent()) ?? "";
    await workbench.screenshot("published");
    assert.ok(text.includes(`version ${stored.version} · hash ${stored.hash}`), text);
    const put = api.requests.find(({ method }) => method === "PUT") ?? assert.fail("Nothing was sent.");
    assert.equal(put.path, `/transform/v1/workflows/${ID}`);
    assert.equal(put.body, `{\n${BODY.replace('"provider"', '"action"')}`);
    assert.match(String(put.headers["user-agent"]), /^invopop-workflows\/\d/);
    assert.equal(read("known.workflow.json"), WITH_ID);
    api.assertClean();
  });

  it("copies the hash", async () => {
    const { workbench, api } = running();
    const published = await workbench.notification("Published “Invoice”");
    await workbench.pressButton(published, "Copy Hash");
    const stored = [...api.workflows.values()][0];
    await workbench.waitForClipboard(stored?.hash ?? assert.fail("Nothing was stored."));
  });

  it("updates what it knows to be stored, and asks nothing in a sandbox", async () => {
    const { workbench, api } = running();
    await workbench.openFile("known.workflow.json");
    await workbench.goTo(4, 19);
    await workbench.type("s");
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.notification("Published “Invoices” to “Stand-in Sandbox” (sandbox)");
    const patch = api.requests.find(({ method }) => method === "PATCH") ?? assert.fail("Nothing was sent.");
    assert.ok(!patch.body.includes('"schema"'));
    api.assertClean();
    await workbench.dismissNotifications();
    await workbench.save();
  });

  it("writes a new id into the file, which undo takes back", async () => {
    const { workbench, api, read } = running();
    await workbench.openFile("fresh.workflow.json");
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.dialog();
    await workbench.screenshot("no-id");
    await workbench.answerDialog("Create an ID");
    await workbench.notification("Published “Invoice”");
    const put = api.requests.findLast(({ method }) => method === "PUT") ?? assert.fail("Nothing was sent.");
    const id = put.path.split("/").at(-1) ?? "";
    await workbench.focusEditor();
    await workbench.save();
    assert.equal(read("fresh.workflow.json"), `{\n  "id": "${id}",\n${BODY}`);
    await workbench.press("ControlOrMeta+Z");
    await workbench.save();
    assert.equal(read("fresh.workflow.json"), WITHOUT_ID);
    await workbench.dismissNotifications();
  });

  it("refuses a workflow with errors and leads to the first", async () => {
    const { workbench, api } = running();
    const before = api.requests.length;
    await workbench.openFile("faulty.workflow.json");
    await workbench.runCommand("Invopop: Publish Workflow");
    const refused = await workbench.notification("Not published: the workflow has an error in line 7");
    await workbench.screenshot("refused");
    await workbench.pressButton(refused, "Go to Error");
    await workbench.waitForCursor(7, 13);
    assert.equal(api.requests.length, before);
  });

  it("shows progress that can be cancelled while the answer takes its time", async () => {
    const { workbench, api } = running();
    await workbench.dismissNotifications();
    await workbench.openFile("known.workflow.json");
    await workbench.goTo(4, 20);
    await workbench.type("!");
    for (const [method, title, told] of [
      [
        "GET",
        "Looking at what is stored in “Stand-in Sandbox”",
        "Nothing was sent, and your file is as it was.",
      ],
      [
        "PATCH",
        "Publishing workflow to “Stand-in Sandbox”",
        "Invopop may or may not have stored the workflow.",
      ],
    ] as const) {
      api.inject({ match: { method }, when: "before", kind: "delay", milliseconds: 60_000 });
      await workbench.runCommand("Invopop: Publish Workflow");
      const progress = await workbench.notification(title);
      await workbench.screenshot(`progress-${method}`);
      await workbench.pressButton(progress, "Cancel");
      await workbench.notification(`Publishing was cancelled. ${told}`);
      await workbench.dismissNotifications();
    }
    await workbench.save();
  });

  it("repeats what a passing fault has broken", async () => {
    const { workbench, api } = running();
    api.inject({ match: { method: "PATCH" }, when: "before", kind: "status", status: 503 });
    await workbench.openFile("known.workflow.json");
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.notification("Published “Invoices!” to “Stand-in Sandbox” (sandbox)");
    await workbench.dismissNotifications();
  });

  it("tells what happened when the API turns it away, and tries again", async () => {
    const { workbench, api } = running();
    api.inject({
      match: { method: "PUT" },
      when: "before",
      kind: "status",
      status: 403,
      body: "error code: 1010",
    });
    await workbench.openFile("fresh.workflow.json");
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.answerDialog("Create an ID");
    const failed = await workbench.notification("Invopop's network turned the request away");
    await workbench.screenshot("failed");
    await workbench.pressButton(failed, "Try Again");
    await workbench.notification("Published “Invoice”");
  });

  it("publishes a text that is in no file", async () => {
    const { workbench, api } = running();
    await workbench.dismissNotifications();
    await workbench.runCommand("File: New Untitled Text File");
    await workbench.insert(`{ "id": "${UNTITLED_ID}", "name": "Nowhere", "steps": [] }`);
    await (await workbench.statusItem("Plain Text")).click();
    await workbench.type("Invopop");
    await workbench.chooseInList("Invopop Workflow");
    await workbench.waitForLanguage("Invopop Workflow");
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.notification("Published “Nowhere” to “Stand-in Sandbox” (sandbox)");
    assert.equal(api.workflows.get(UNTITLED_ID)?.name, "Nowhere");
    await workbench.runCommand("Invopop: Compare with Published");
    await workbench.waitForTab("Nowhere (Stand-in Sandbox, version 1) ↔ Untitled-1");
    await workbench.diffSide("original", "Nowhere");
    await workbench.screenshot("untitled");
  });

  it("removes the token", async () => {
    const { workbench } = running();
    await workbench.dismissNotifications();
    await workbench.runCommand("Invopop: Sign Out");
    await workbench.notification("Signed out of workspace “Stand-in Sandbox”. Its API token was removed.");
  });

  it("wrote what was published and what was repeated into the log, and the token nowhere", () => {
    const { api, hasWritten } = running();
    assert.ok(hasWritten(`${ID}: published to “Stand-in Sandbox” (sandbox), version 1, hash `));
    assert.ok(hasWritten(`PATCH ${ID}: The API answered 503. Trying again in `));
    assert.ok(!hasWritten(api.token));
  });
});
