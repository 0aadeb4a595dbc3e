import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { filesInZip } from "../support/zip";

const DIST = join(__dirname, "../../dist");
const VSIX = join(DIST, "invopop-workflows.vsix");

describe("the package", () => {
  it("holds what runs and nothing else", () => {
    const names = filesInZip(readFileSync(VSIX)).keys();
    assert.deepEqual([...names].sort(), [
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/changelog.md",
      "extension/client/icons/icon.png",
      "extension/client/icons/view.svg",
      "extension/client/icons/workflow-dark.svg",
      "extension/client/icons/workflow-light.svg",
      "extension/client/media/walkthrough/complete.svg",
      "extension/client/media/walkthrough/flow.svg",
      "extension/client/media/walkthrough/new.svg",
      "extension/client/media/walkthrough/publish.svg",
      "extension/client/media/walkthrough/sign-in.svg",
      "extension/dist/THIRD-PARTY-NOTICES.txt",
      "extension/dist/browser/client.js",
      "extension/dist/browser/server.js",
      "extension/dist/client.js",
      "extension/dist/flow.css",
      "extension/dist/flow.js",
      "extension/dist/layout.js",
      "extension/dist/nodeClient.js",
      "extension/dist/server.js",
      "extension/examples/conditions-by-status.workflow.json",
      "extension/examples/draft-schedule.workflow.json",
      "extension/examples/go-to-step.workflow.json",
      "extension/examples/nested-branches.workflow.json",
      "extension/examples/party-registration.workflow.json",
      "extension/examples/peppol-or-email.workflow.json",
      "extension/examples/portugal-payment.workflow.json",
      "extension/examples/received-invoice.workflow.json",
      "extension/examples/rescue-and-notify.workflow.json",
      "extension/examples/simple-invoice.workflow.json",
      "extension/examples/spain-verifactu.workflow.json",
      "extension/package.json",
      "extension/readme.md",
      "extension/schemas/actions.schema.json",
      "extension/schemas/diagnostics.schema.json",
      "extension/syntaxes/invopop-workflow.tmLanguage.json",
      "extension/syntaxes/language-configuration.json",
    ]);
  });

  // Client and server are in it twice, as browsers cannot run what runs in Node.js.
  it("is below 768 KiB", () => {
    assert.ok(statSync(VSIX).size < 768 * 1024);
  });

  for (const name of [
    "browser/client.js",
    "browser/server.js",
    "cli.js",
    "client.js",
    "flow.js",
    "layout.js",
    "nodeClient.js",
    "server.js",
  ]) {
    it(`makes no code at run time in ${name}`, () => {
      const text = readFileSync(join(DIST, name), "utf8");
      assert.doesNotMatch(text, /new Function\(|[^.\w]eval\(|sourceMappingURL/);
    });
  }
});
