import assert from "node:assert/strict";
import { ApiError, type ApiErrorKind } from "../../../client/src/api/errors";
import { readWorkflow } from "../../../client/src/api/types";
import { descriptionOf, factsOf, reasonOf, viewMessage } from "../../../client/src/workflows/texts";
import { uuid } from "../../support/ids";

const WORKFLOW = readWorkflow({
  id: uuid(1),
  name: "Invoice",
  country: "ES",
  version: "7",
  hash: "abc",
  draft: true,
  disabled: true,
  updated_at: "2026-08-01T10:00:00Z",
});
const BARE = readWorkflow({ id: uuid(2), updated_at: "[yesterday](command:evil)" });

const file = (state: "in-step" | "ahead" | "conflict") => ({ uri: state, id: uuid(1), label: "", state });

describe("what the view says", () => {
  it("of a workflow in its row", () => {
    assert.ok(WORKFLOW && BARE);
    assert.equal(descriptionOf(WORKFLOW, []), "ES · draft · disabled · v7");
    assert.equal(descriptionOf(WORKFLOW, [file("in-step")]), "ES · draft · disabled · v7");
    assert.equal(descriptionOf(BARE, [file("ahead"), file("conflict")]), "conflict");
    assert.equal(descriptionOf(BARE, []), "");
  });

  it("of a workflow in its tooltip", () => {
    assert.ok(WORKFLOW && BARE);
    const lines = (...facts: Parameters<typeof factsOf>) =>
      factsOf(...facts).map(({ label, value }) => `${label}: ${value}`);
    assert.deepEqual(
      lines(WORKFLOW, "Invoice (bill/invoice)", [file("ahead")], (uri) => `${uri}.json`),
      [
        "Schema: Invoice (bill/invoice)",
        "Country: ES",
        "Status: draft, disabled",
        "Version: 7",
        "Hash: abc",
        `Updated: ${new Date("2026-08-01T10:00:00Z").toLocaleString()}`,
        `ID: ${uuid(1)}`,
        "File: ahead.json – ahead",
      ],
    );
    assert.deepEqual(lines(BARE, "", [], String), ["Updated: [yesterday] (command:evil)", `ID: ${uuid(2)}`]);
  });

  it("above its rows", () => {
    const quiet = { failure: undefined, isLoading: false, filter: "", shown: 3, count: 3 };
    assert.equal(viewMessage(quiet), undefined);
    assert.equal(viewMessage({ ...quiet, filter: "a", shown: 1 }), "1 of 3 with “a”");
    assert.equal(viewMessage({ ...quiet, isLoading: true }), "Loading: 3 workflows so far");
    assert.equal(viewMessage({ ...quiet, isLoading: true, count: 0 }), undefined);
    const failure = new ApiError("timeout", "late");
    assert.equal(
      viewMessage({ ...quiet, failure }),
      "The workflows could not be loaded. Invopop did not answer in time. What you see is what was there before.",
    );
    assert.equal(
      viewMessage({ ...quiet, failure, count: 0 }),
      "The workflows could not be loaded. Invopop did not answer in time.",
    );
  });

  for (const [kind, text] of Object.entries<string>({
    unauthorized: "Invopop did not accept the API token. It may have expired: sign in again.",
    forbidden: "The API token may not read workflows. Invopop says: see [this] (command:evil)",
    blocked: "Invopop's network turned the request away (error 1010). A proxy may have changed it.",
    "not-found": "The workspace has no such workflow.",
    "rate-limited": "There were too many requests. Try again in a while.",
    server: "Invopop has a problem of its own (418). Try again in a while.",
    network: "Invopop could not be reached (ECONNREFUSED). Check the network and the proxy.",
    withheld:
      "The browser let no answer of Invopop's through. Invopop may not allow requests from web pages (CORS), or the connection broke. VS Code on the desktop needs no browser.",
    timeout: "Invopop did not answer in time.",
    cancelled: "It was cancelled.",
    "not-json":
      "The answer is not one of Invopop's. Check the network, a proxy, or the setting invopop.apiUrl.",
    "too-large": "The answer is larger than any of Invopop's and was not read.",
    redirect:
      "The API's address answers with another address, which was not followed to keep the token safe. Check the setting invopop.apiUrl.",
    unexpected: "The API answered 418. Invopop says: see [this] (command:evil)",
  })) {
    it(`of a load that fails by ${kind}`, () => {
      const details = { status: 418, code: "ECONNREFUSED", serverMessage: "see [this](command:evil)" };
      assert.equal(reasonOf(new ApiError(kind as ApiErrorKind, "x", details)), text);
    });
  }
});
