import assert from "node:assert/strict";
import type { KnownWorkspace } from "../../../client/src/accounts/connection";
import { ApiError, type ApiErrorKind } from "../../../client/src/api/errors";
import { readWorkflow } from "../../../client/src/api/types";
import {
  checkFailureMessage,
  detailLines,
  failureMessage,
  fetchFailureMessage,
} from "../../../client/src/publish/messages";
import {
  conflictQuestion,
  elsewhereQuestion,
  type Occasion,
  onlyFixedMessage,
  questionBefore,
} from "../../../client/src/publish/questions";
import { publishedMessage, sameMessage } from "../../../client/src/publish/told";
import type { Difference } from "../../../client/src/sync/contents";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const LIVE: KnownWorkspace = { id: "w1", name: "Acme", slug: "acme", country: "ES", isSandbox: false };
const SANDBOX: KnownWorkspace = { ...LIVE, id: "w2", name: "Acme Test", slug: "acme-test", isSandbox: true };
const UNKNOWN: KnownWorkspace = { ...LIVE, isSandbox: undefined };

const workflowOf = (body: unknown) => readWorkflow(body) ?? assert.fail("no workflow");
const stored = workflowOf({
  id: ID,
  name: "Invoice",
  version: "4",
  hash: "h",
  updated_at: "2026-08-03T10:00:00Z",
});
const difference = (label: string, kind: Difference["kind"] = "changed"): Difference => ({
  kind,
  path: [label],
  label,
});
const occasion = (workspace: KnownWorkspace, more: Partial<Occasion> = {}): Occasion => ({
  workspace,
  name: "Invoice",
  isDraft: false,
  isUnasked: false,
  ...more,
});

describe("messages of failures", () => {
  it("say whether anything may have been stored", () => {
    for (const kind of [
      "network",
      "withheld",
      "timeout",
      "cancelled",
      "server",
      "not-json",
      "too-large",
    ] as const) {
      const { text } = failureMessage(new ApiError(kind, "m"));
      assert.match(text, /may or may not have stored the workflow. Your file is as it was/);
    }
    for (const kind of [
      "unauthorized",
      "forbidden",
      "blocked",
      "not-found",
      "conflict",
      "invalid",
      "rate-limited",
      "redirect",
      "unexpected",
    ] as const) {
      assert.match(
        failureMessage(new ApiError(kind, "m")).text,
        /^Not published: .+ Your file is as it was\. [A-Z].+\.$/,
      );
    }
  });

  it("are sure that nothing was stored when nobody was reached", () => {
    assert.equal(
      failureMessage(new ApiError("network", "m", { code: "ENOTFOUND" })).text,
      "Not published: Invopop could not be reached (ENOTFOUND). Your file is as it was. Check the network, the proxy and the setting invopop.apiUrl.",
    );
    assert.equal(
      failureMessage(new ApiError("network", "m", { code: "ECONNRESET" })).text,
      "Invopop could not be reached, or the connection broke (ECONNRESET). Invopop may or may not have stored the workflow. Your file is as it was, and publishing it again is safe.",
    );
  });

  it("say that a browser may be in the way", () => {
    const error = new ApiError("withheld", "m");
    assert.equal(
      failureMessage(error).text,
      "The browser let no answer of Invopop's through. Invopop may not allow requests from web pages (CORS), or the connection broke. Invopop may or may not have stored the workflow. Your file is as it was, and publishing it again is safe. VS Code on the desktop and the command line can publish without a browser.",
    );
    assert.equal(
      failureMessage(error.harmless()).text,
      "Not published: the browser let no answer of Invopop's through. Invopop may not allow requests from web pages (CORS), or the connection broke. Your file is as it was. VS Code on the desktop and the command line can publish without a browser.",
    );
  });

  it("say when to try again", () => {
    for (const [retryAfter, when] of [
      [0, "now"],
      [1, "in a second"],
      [7, "in 7 seconds"],
    ] as const) {
      const { text } = failureMessage(new ApiError("rate-limited", "m", { retryAfter }));
      assert.ok(text.endsWith(` Try again ${when}.`), text);
    }
  });

  it("hold no links and no line breaks of others", () => {
    const stored = workflowOf({ id: ID, name: "[A](command:b)\n\nc", hash: "h", version: "3" });
    assert.equal(
      publishedMessage({ kind: "published", stored, dropped: [], overtaken: undefined }, SANDBOX),
      "Published “[A] (command:b) c” to “Acme Test” (sandbox) · version 3 · hash h",
    );
    const refused = new ApiError("invalid", "m", { serverMessage: "[A](https://b)\nc" });
    assert.ok(failureMessage(refused).text.includes("Invopop says: [A] (https://b) c."));
  });

  it("leave the whole list of refused fields to the output channel", () => {
    const fields = [0, 1, 2, 3].map((index) => ({ path: ["steps", index], message: "is bad" }));
    assert.deepEqual(detailLines(new ApiError("invalid", "m", { fields, serverMessage: "no" })), [
      "Invopop says: no",
      "steps[0]: is bad",
      "steps[1]: is bad",
      "steps[2]: is bad",
      "steps[3]: is bad",
    ]);
  });

  it("name the first refused fields and count the rest", () => {
    const fields = [0, 1, 2, 3, 4].map((index) => ({ path: ["steps", index, "id"], message: "is bad" }));
    assert.equal(
      failureMessage(new ApiError("invalid", "m", { fields, serverMessage: "validation failed" })).text,
      "Not published: Invopop refused the workflow. steps[0].id: is bad; steps[1].id: is bad; steps[2].id: is bad; and 2 more. Your file is as it was. Correct it and publish again.",
    );
  });

  it("say where to look when places are marked, and name only what has none", () => {
    const error = new ApiError("invalid", "m", { fields: [{ path: ["country"], message: "is bad" }] });
    assert.deepEqual(failureMessage(error, { count: 1, others: [] }), {
      text: "Not published: Invopop refused the workflow. The place is marked in the file. Your file is as it was. Correct it and publish again.",
      actions: ["Go to Error", "Show Output"],
    });
    assert.equal(
      failureMessage(error, { count: 2, others: error.details.fields ?? [] }).text,
      "Not published: Invopop refused the workflow. 2 places are marked in the file. country: is bad. Your file is as it was. Correct it and publish again.",
    );
    assert.equal(
      failureMessage(error, { count: 0, others: error.details.fields ?? [] }).text,
      "Not published: Invopop refused the workflow. country: is bad. Your file is as it was. Correct it and publish again.",
    );
  });

  it("say that nothing was sent where nothing can have been", () => {
    const harmless = (kind: ApiErrorKind, status?: number) =>
      failureMessage(new ApiError(kind, "m", status === undefined ? {} : { status }).harmless()).text;
    assert.equal(
      harmless("cancelled"),
      "Publishing was cancelled. Nothing was sent, and your file is as it was.",
    );
    assert.equal(
      harmless("timeout"),
      "Not published: Invopop did not answer in time. Your file is as it was. Try again in a while.",
    );
    assert.equal(
      harmless("server", 503),
      "Not published: Invopop has a problem of its own (503). Your file is as it was. Try again in a while.",
    );
    assert.equal(
      harmless("network"),
      "Not published: Invopop could not be reached. Your file is as it was. Check the network, the proxy and the setting invopop.apiUrl.",
    );
  });

  it("tell of a token that cannot be checked, and of what cannot be fetched", () => {
    assert.deepEqual(checkFailureMessage(new ApiError("unauthorized", "The API answered 401.")), {
      text: "Invopop did not accept the API token. It may be wrong or expired. Sign in.",
      actions: ["Sign In"],
    });
    assert.deepEqual(checkFailureMessage(new ApiError("timeout", "The API did not answer in time.")), {
      text: "It is not known which workspace the API token belongs to: The API did not answer in time.",
      actions: ["Try Again", "Sign In"],
    });
    const details = { status: 403, serverMessage: "no [x](https://y)" };
    assert.deepEqual(fetchFailureMessage(new ApiError("forbidden", "The API answered 403.", details)), {
      text: "What is stored could not be fetched: The API answered 403. Invopop says: no [x] (https://y).",
      actions: ["Try Again", "Show Output"],
    });
  });
});

describe("messages of what was published", () => {
  const published = { kind: "published", stored, dropped: [], overtaken: undefined } as const;

  it("name workspace, version and hash", () => {
    assert.equal(
      publishedMessage(published, LIVE),
      "Published “Invoice” to “Acme” (live) · version 4 · hash h",
    );
    assert.equal(
      publishedMessage({ ...published, stored: workflowOf({}) }, UNKNOWN),
      "Published the workflow to “Acme” (not known to be a sandbox) · version unknown · hash unknown",
    );
  });

  it("tell a draft from what is published", () => {
    assert.equal(
      publishedMessage({ ...published, stored: { ...stored, draft: true } }, SANDBOX),
      "Saved “Invoice” as a draft in “Acme Test” (sandbox) · version 4 · hash h. Jobs go on with the last published version.",
    );
    assert.equal(
      sameMessage({ ...stored, draft: true }, SANDBOX),
      "“Invoice” is already saved as a draft in “Acme Test” (sandbox) as version 4: nothing was sent.",
    );
    assert.equal(
      sameMessage(workflowOf({}), LIVE),
      "The workflow is already published in “Acme” (live): nothing was sent.",
    );
  });

  it("tell what was not kept, and what was overwritten", () => {
    const dropped = Array.from({ length: 10 }, (_, index) => difference(`step ${index + 1}`));
    assert.equal(
      publishedMessage({ ...published, dropped: dropped.slice(0, 2) }, LIVE),
      "Published “Invoice” to “Acme” (live) · version 4 · hash h. Invopop did not keep all that was sent: step 1; step 2.",
    );
    const overtaken = { version: "3", name: undefined, hash: undefined, createdAt: undefined };
    assert.equal(
      publishedMessage({ ...published, dropped, overtaken }, LIVE),
      "Published “Invoice” to “Acme” (live) · version 4 · hash h. Invopop did not keep all that was sent: step 1; step 2; step 3; step 4; step 5; step 6; step 7; step 8; and 2 more. Version 3, which somebody else had stored a moment before, was overwritten.",
    );
  });
});

describe("questions before anything is sent", () => {
  const update = {
    kind: "update",
    stored,
    differences: [difference("name"), difference("step 'Sign'", "added")],
    fixed: [],
  } as const;

  it("name the live workspace and what will change", () => {
    assert.deepEqual(questionBefore(update, occasion(LIVE)), {
      text: "Publish “Invoice” to the live workspace “Acme”?",
      detail:
        "2 changes to version 4 of 2026-08-03 in the live workspace “Acme”:\n• name (changed)\n• step 'Sign' (added)",
      buttons: ["Publish", "Compare"],
    });
    assert.deepEqual(questionBefore({ kind: "create" }, occasion(LIVE, { isDraft: true })), {
      text: "Save “Invoice” as a draft in the live workspace “Acme”?",
      detail: "Invopop does not have it yet: it is created.\nJobs go on with the last published version.",
      buttons: ["Save Draft"],
    });
  });

  it("take a workspace that does not say for live", () => {
    assert.deepEqual(questionBefore({ ...update, differences: [difference("name")] }, occasion(UNKNOWN)), {
      text: "Publish “Invoice” to workspace “Acme”, which is not known to be a sandbox?",
      detail: "1 change to version 4 of 2026-08-03 in workspace “Acme”:\n• name (changed)",
      buttons: ["Publish", "Compare"],
    });
  });

  it("are left out for a sandbox, and where the person wants none", () => {
    assert.equal(questionBefore(update, occasion(SANDBOX)), undefined);
    assert.equal(questionBefore({ kind: "create" }, occasion(SANDBOX)), undefined);
    assert.equal(questionBefore(update, occasion(LIVE, { isUnasked: true })), undefined);
  });

  it("tell everywhere what an update cannot change", () => {
    const fixed = {
      ...update,
      differences: [difference("schema"), difference("name")],
      fixed: ["schema"],
    } as const;
    assert.deepEqual(questionBefore(fixed, occasion(SANDBOX)), {
      text: "An update cannot change the schema of “Invoice”.",
      detail:
        "1 change to version 4 of 2026-08-03 in the sandbox workspace “Acme Test”:\n• name (changed)\nSchema will stay as stored: an update cannot change it.",
      buttons: ["Publish the Rest", "Compare"],
    });
    assert.equal(onlyFixedMessage(fixed, "Invoice"), undefined);
    const only = {
      ...update,
      differences: [difference("schema"), difference("country")],
      fixed: ["schema", "country"],
    } as const;
    assert.equal(
      onlyFixedMessage(only, "Invoice"),
      "Not published: an update cannot change the schema and the country of “Invoice”. Nothing else differs. Your file is as it was. To change it, publish the workflow under a new id.",
    );
    assert.deepEqual(
      conflictQuestion({ ...only, kind: "conflict", base: undefined }, occasion(SANDBOX)).buttons,
      ["Compare", "Take Theirs"],
    );
  });

  it("tell who changed what in a conflict", () => {
    const base = { workspace: "w1", id: ID, version: "3", hash: "g", draft: true, digest: "d" };
    assert.deepEqual(conflictQuestion({ ...update, kind: "conflict", base }, occasion(LIVE)), {
      text: "“Invoice” was changed in Invopop since it was last published or pulled here.",
      detail:
        "The live workspace “Acme”: version 4 of 2026-08-03; last known here: version 3, a draft.\nTo overwrite it with the file:\n• name (changed)\n• step 'Sign' (added)\nTaking theirs changes the file only, and undo takes that back.",
      buttons: ["Compare", "Overwrite", "Take Theirs"],
    });
    const unknown = {
      ...update,
      kind: "conflict",
      base: undefined,
      stored: workflowOf({ name: "[B](c:d)" }),
    } as const;
    assert.deepEqual(conflictQuestion(unknown, occasion(SANDBOX, { name: undefined, isDraft: true })), {
      text: "Invopop has other contents for “[B] (c:d)”, and it was not published or pulled here before.",
      detail:
        "The sandbox workspace “Acme Test”: what is stored.\nTo overwrite it with a draft of the file:\n• name (changed)\n• step 'Sign' (added)\nTaking theirs changes the file only, and undo takes that back.",
      buttons: ["Compare", "Overwrite", "Take Theirs"],
    });
  });

  it("tell where a file belongs that is sent elsewhere", () => {
    assert.deepEqual(elsewhereQuestion("acme", SANDBOX), {
      text: "This file belongs to the workspace acme, and you switched to “Acme Test” (sandbox).",
      detail:
        "The setting invopop.workspace says where it belongs. Publish it to the other one all the same?",
      buttons: ["Publish There"],
    });
  });
});
