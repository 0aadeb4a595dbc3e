import assert from "node:assert/strict";
import { makeToken } from "../support/api";
import { keepPicture, type Suite, startSuite } from "./support/suite";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d10";
const OTHER_ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d20";
const STEP = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d11";

const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const SANDBOX = makeToken("sandbox");
const LIVE = makeToken("live", inDays(3.5));
const EXPIRED = makeToken("expired", inDays(-1));

const workflow = (id: string) => `{
  "id": "${id}",
  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": [
    { "id": "${STEP}", "name": "Sign", "provider": "silo.close" }
  ]
}
`;

describe("accounts", () => {
  let suite: Suite | undefined;
  const running = (): Suite => suite ?? assert.fail("The suite did not start.");
  const live = () => running().api.account(LIVE);

  before(async function () {
    this.timeout(600_000);
    suite = await startSuite({
      withToken: false,
      files: {
        "invoice.workflow.json": workflow(ID),
        "credit.workflow.json": workflow(OTHER_ID),
        "notes.txt": "Nothing to publish.\n",
      },
      api: {
        token: SANDBOX,
        workspace: { name: "Acme Test", slug: "acme-test" },
        others: [{ token: LIVE, workspace: { name: "Acme", slug: "acme", sandbox: false } }],
      },
    });
  });
  afterEach(async function () {
    await keepPicture(suite, this.currentTest);
  });
  after(async () => suite?.end());

  it("are not there at first, and the status bar says so where a workflow is open", async () => {
    const { workbench } = running();
    await workbench.openFile("invoice.workflow.json");
    await workbench.statusItem("Sign In to Invopop");
    await workbench.openFile("notes.txt");
    await workbench.waitForNoStatus("Sign In to Invopop");
  });

  it("are not made of a token that has expired", async () => {
    const { workbench, api } = running();
    await workbench.openFile("invoice.workflow.json");
    await workbench.runCommand("Invopop: Sign In");
    await workbench.fillInputBox("Invopop API Token", EXPIRED);
    await workbench.waitForInputMessage("This token expired on");
    await workbench.screenshot("token-expired");
    assert.deepEqual(api.requests, []);
    await workbench.fillInputBox("Invopop API Token", SANDBOX);
    await workbench.notification("Signed in to workspace “Acme Test” (sandbox).");
    await workbench.statusItem("Acme Test · sandbox");
    await workbench.screenshot("status-sandbox");
    await workbench.dismissNotifications();
  });

  it("stand side by side, and a live one stands out", async () => {
    const { workbench } = running();
    await workbench.runCommand("Invopop: Sign In");
    await workbench.fillInputBox("Invopop API Token", LIVE);
    await workbench.notification("Signed in to workspace “Acme” (live).");
    const item = await workbench.statusItem("Acme · live");
    assert.match((await item.getAttribute("class")) ?? "", /warning-kind/);
    const accounts = (await workbench.accounts()).join("\n");
    await workbench.screenshot("accounts-menu");
    await workbench.press("Escape");
    assert.match(accounts, /Acme Test \(sandbox\)/);
    assert.match(accounts, /Acme \(live\)/);
    await workbench.dismissNotifications();
  });

  it("ask before anything goes to a live workspace, and warn of a token that expires soon", async () => {
    const { workbench, api } = running();
    await workbench.openFile("invoice.workflow.json");
    await workbench.runCommand("Invopop: Publish Workflow");
    const dialog = await workbench.dialog();
    assert.match((await dialog.textContent()) ?? "", /Publish “Invoice” to the live workspace “Acme”\?/);
    await workbench.screenshot("live-create");
    await workbench.answerDialog("Cancel");
    await workbench.notification("The API token of workspace “Acme” (live) expires on");
    assert.equal(live().workflows.size, 0);
    await workbench.dismissNotifications();
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.answerDialog("Publish");
    await workbench.notification("Published “Invoice” to “Acme” (live)");
    assert.equal(live().workflows.size, 1);
    assert.equal(api.workflows.size, 0);
    api.assertClean();
    await workbench.dismissNotifications();
  });

  it("tell what changes before a live workflow is updated", async () => {
    const { workbench } = running();
    await workbench.goTo(3, 19);
    await workbench.type("s");
    await workbench.runCommand("Invopop: Publish Workflow");
    const text = (await (await workbench.dialog()).textContent()) ?? "";
    await workbench.screenshot("live-update");
    assert.match(text, /1 change to version 1 of .* in the live workspace “Acme”:/);
    assert.match(text, /• name \(changed\)/);
    await workbench.answerDialog("Publish");
    await workbench.notification("Published “Invoices” to “Acme” (live)");
    await workbench.save();
    await workbench.dismissNotifications();
  });

  it("are switched by a click, and a sandbox asks nothing", async () => {
    const { workbench, api } = running();
    await (await workbench.statusItem("Acme · live")).click();
    await workbench.waitForListTitle("Invopop Workspace");
    const rows = await workbench.listRows();
    await workbench.screenshot("switch");
    assert.ok(
      rows.some((row) => /Acme\b.*live.*in use/.test(row)),
      rows.join("\n"),
    );
    await workbench.chooseInList("beaker  Acme Test");
    const item = await workbench.statusItem("Acme Test · sandbox");
    assert.doesNotMatch((await item.getAttribute("class")) ?? "", /warning-kind/);
    await workbench.focusEditor();
    await workbench.runCommand("Invopop: Publish Workflow");
    await workbench.notification("Published “Invoices” to “Acme Test” (sandbox)");
    assert.equal(api.workflows.size, 1);
    await workbench.dismissNotifications();
  });

  it("are found by the folder's setting, and another one asks", async () => {
    const { workbench, api, read, write } = running();
    await (await workbench.statusItem("Acme Test · sandbox")).click();
    await workbench.chooseInList("broadcast  Acme");
    await (await workbench.statusItem("Acme · live")).click();
    await workbench.chooseInList("pin  Bind Folder");
    await workbench.openFile("credit.workflow.json");
    await (await workbench.statusItem("Acme · live")).click();
    await workbench.waitForListPlaceholder("These files belong to acme (invopop.workspace)");
    assert.deepEqual(JSON.parse(read(".vscode/settings.json")), { "invopop.workspace": "acme" });
    await workbench.chooseInList("beaker  Acme Test");
    await workbench.statusItem("Acme Test · sandbox");
    await workbench.focusEditor();
    await workbench.runCommand("Invopop: Publish Workflow");
    const text = (await (await workbench.dialog()).textContent()) ?? "";
    await workbench.screenshot("elsewhere");
    assert.match(
      text,
      /This file belongs to the workspace acme, and you switched to “Acme Test” \(sandbox\)\./,
    );
    await workbench.answerDialog("Cancel");
    assert.ok(!api.workflows.has(OTHER_ID));
    await (await workbench.statusItem("Acme Test · sandbox")).click();
    await workbench.chooseInList("broadcast  Acme");
    await workbench.statusItem("Acme · live");
    write(".vscode/settings.json", '{ "invopop.workspace": "acme-test" }\n');
    await workbench.statusItem("Acme Test · sandbox");
    write(".vscode/settings.json", "{}\n");
    await workbench.statusItem("Acme · live");
  });

  it("are removed one by one", async () => {
    const { workbench } = running();
    await workbench.runCommand("Invopop: Sign Out");
    await workbench.waitForListTitle("Sign Out of an Invopop Workspace");
    await workbench.chooseInList("beaker  Acme Test");
    await workbench.notification("Signed out of workspace “Acme Test”. Its API token was removed.");
    await workbench.statusItem("Acme · live");
    await workbench.runCommand("Invopop: Sign Out");
    await workbench.notification("Signed out of workspace “Acme”. Its API token was removed.");
    await workbench.statusItem("Sign In to Invopop");
  });

  it("have left their tokens in no file", () => {
    const { hasWritten } = running();
    assert.ok(hasWritten(`${ID}: published to “Acme” (live), version 2, hash `));
    for (const token of [SANDBOX, LIVE, EXPIRED]) {
      assert.ok(!hasWritten(token));
      // Nor the part that makes it this one.
      assert.ok(!hasWritten(token.split(".")[1] ?? token));
    }
  });
});
