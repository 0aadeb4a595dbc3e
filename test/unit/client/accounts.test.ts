import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { type Choice, choose } from "../../../client/src/accounts/choose";
import { accountItem } from "../../../client/src/accounts/items";
import { statusText } from "../../../client/src/accounts/statusText";
import { type Account, AccountStore } from "../../../client/src/accounts/store";
import { type State, type WorkspacePorts, Workspaces } from "../../../client/src/accounts/workspaces";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { InvopopClient } from "../../../client/src/api/client";
import { makeToken, type StandInApi, startApi } from "../../support/api";
import { uuid } from "../../support/ids";

const NOW = new Date("2026-08-10T12:00:00Z");
const inDays = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000);

const SANDBOX_ID = uuid(1);
const LIVE_ID = uuid(2);
const SANDBOX = { id: SANDBOX_ID, name: "Acme Test", slug: "acme-test", country: "ES", sandbox: true };
const LIVE = { id: LIVE_ID, name: "Acme", slug: "acme", country: "ES", sandbox: false };
const SANDBOX_TOKEN = makeToken("sandbox");
const LIVE_TOKEN = makeToken("live");
const SOON_TOKEN = makeToken("live soon", inDays(3));
const EXPIRED_TOKEN = makeToken("live expired", inDays(-2));

/** A secret storage with what is in it. */
class Secrets {
  readonly stored = new Map<string, string>();

  async get(key: string): Promise<string | undefined> {
    return this.stored.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    this.stored.set(key, value);
  }

  async delete(key: string): Promise<void> {
    this.stored.delete(key);
  }
}

const account = (workspace: Partial<Account["workspace"]>, token = "t"): Account => ({
  workspace: { id: "w", name: "W", slug: "w", country: "ES", isSandbox: true, ...workspace },
  token,
});

const file = (name: string): vscode.Uri => ({ scheme: "file", path: name }) as vscode.Uri;

describe("where accounts are kept", () => {
  const [first, second] = [account({ id: "w1" }, "t1"), account({ id: "w2", isSandbox: undefined }, "t2")];

  it("keeps those of one API apart from those of another", async () => {
    const secrets = new Secrets();
    const store = new AccountStore(secrets, {});
    await Promise.all([
      store.add("https://a", first),
      store.add("https://a", second),
      store.add("https://b", first),
    ]);
    const again = new AccountStore(secrets, {});
    assert.deepEqual(await again.list("https://a"), [first, second]);
    assert.deepEqual(await again.list("https://b"), [first]);
    assert.deepEqual(await again.list("https://c"), []);
  });

  it("has one account for each workspace", async () => {
    const secrets = new Secrets();
    const store = new AccountStore(secrets, {});
    await store.add("https://a", first);
    await store.add("https://a", second);
    await store.add("https://a", { ...first, token: "renewed" });
    assert.deepEqual(await store.list("https://a"), [{ ...first, token: "renewed" }, second]);
    assert.equal(await store.remove("https://a", "w1"), true);
    assert.equal(await store.remove("https://a", "w1"), false);
    assert.equal(await store.remove("https://a", "w2"), true);
    assert.deepEqual([...secrets.stored], []);
  });

  it("is read with care", async () => {
    for (const text of ["", "no JSON", "{}", "7", '[null, 7, {}, {"token":"t"}, {"workspace":{"id":"w"}}]']) {
      const secrets = new Secrets();
      secrets.stored.set("invopop.accounts:https://a", text);
      const store = new AccountStore(secrets, {});
      assert.deepEqual(await store.list("https://a"), [], text);
      await store.add("https://a", first);
      assert.deepEqual(await store.list("https://a"), [first]);
    }
  });

  it("takes no token from the environment that cannot be one", () => {
    assert.equal(new AccountStore(new Secrets(), { INVOPOP_TOKEN: " a \n" }).environmentToken, "a");
    for (const unusable of [" ", "a b", "a\nb"]) {
      assert.equal(new AccountStore(new Secrets(), { INVOPOP_TOKEN: unusable }).environmentToken, undefined);
    }
  });
});

describe("which account counts", () => {
  const one = account({ id: "w1", slug: "one" });
  const two = account({ id: "w2", slug: "two" });
  const NO_WISHES = { bound: undefined, instead: undefined, chosen: undefined };

  for (const [what, accounts, wishes, expected] of [
    ["none is there", [], {}, { kind: "none" }],
    ["one is there", [one], {}, { kind: "account", account: one }],
    ["one is there and a lost one was chosen", [one], { chosen: "w9" }, { kind: "account", account: one }],
    ["several are there", [one, two], {}, { kind: "several" }],
    ["one was chosen", [one, two], { chosen: "w2" }, { kind: "account", account: two }],
    [
      "the file belongs to one",
      [one, two],
      { bound: "ONE", chosen: "w2" },
      { kind: "account", account: one },
    ],
    ["the file belongs elsewhere", [one], { bound: "two", chosen: "w1" }, { kind: "missing", slug: "two" }],
    [
      "another was taken by hand",
      [one, two],
      { bound: "one", instead: "w2" },
      { kind: "account", account: two, insteadOf: "one" },
    ],
    [
      "the own one was taken by hand",
      [one, two],
      { bound: "one", instead: "w1" },
      { kind: "account", account: one },
    ],
    [
      "a lost one was taken by hand",
      [one],
      { bound: "one", instead: "w9" },
      { kind: "account", account: one },
    ],
  ] as const satisfies readonly (readonly [string, readonly Account[], object, Choice])[]) {
    it(`is found when ${what}`, () => {
      assert.deepEqual(choose(accounts, { ...NO_WISHES, ...wishes }), expected);
    });
  }
});

describe("workspaces", () => {
  let api: StandInApi;
  let secrets: Secrets;
  let environment: Record<string, string>;
  let bound: Record<string, string>;
  let isTrusted: boolean;
  let address: string;
  /** What was said and asked, and the answers that are still to be given. */
  let said: string[];
  let answers: string[];
  let memento: Map<string, unknown>;

  const answer = (text: string): string | undefined => {
    said.push(text);
    return answers.shift();
  };

  const ports: WorkspacePorts = {
    clientFor: (baseUrl, token) =>
      new InvopopClient({
        baseUrl,
        token,
        userAgent: "invopop-workflows/0 (test)",
        fetch,
        limits: { connect: 5000, total: 5000 },
      }),
    now: () => NOW,
    baseUrl: () => parseBaseUrl(address),
    boundSlug: (resource) => bound[resource?.path ?? ""],
    isTrusted: () => isTrusted,
    askToken: async (prompt) => answer(`token? ${prompt.replaceAll(api.url, "API")}`),
    pick: async (accounts) => {
      const wanted = answer(`pick? ${accounts.map(({ workspace }) => workspace.id).join(" ")}`);
      return accounts.find(({ workspace }) => workspace.id === wanted);
    },
    inform: (text) => void said.push(text),
    warnOfExpiry: async (text) => answer(text) === "Sign In",
    failAddress: (reason) => void said.push(reason),
    failCheck: async ({ kind }) => {
      const wanted = answer(`failed: ${kind}`);
      return wanted === "again" || wanted === "signIn" ? wanted : undefined;
    },
    withProgress: (_title, run) => run(new AbortController().signal),
    log: () => {},
  };

  const create = () =>
    new Workspaces(
      new AccountStore(secrets, environment),
      { get: (key) => memento.get(key), update: async (key, value) => void memento.set(key, value) },
      ports,
    );
  const PLACE = "For API. You find it in the Console under Configuration → API Keys.";
  const asked = () => api.requests.map(({ method, path }) => `${method} ${path}`);

  beforeEach(async () => {
    api = await startApi({
      token: SANDBOX_TOKEN,
      workspace: SANDBOX,
      others: [LIVE_TOKEN, SOON_TOKEN, EXPIRED_TOKEN].map((token) => ({ token, workspace: LIVE })),
      now: () => NOW,
    });
    secrets = new Secrets();
    environment = {};
    bound = {};
    isTrusted = true;
    address = api.url;
    said = [];
    answers = [];
    memento = new Map();
  });
  afterEach(async () => {
    await api.close();
    api.assertClean();
  });

  it("are signed in to by a token that is checked and names them", async () => {
    const workspaces = create();
    assert.equal(await workspaces.peek(), undefined);
    assert.deepEqual(said, []);
    answers = ["not-the-token", `  ${SANDBOX_TOKEN}\n`];
    const connection = await workspaces.get(file("a"));
    assert.deepEqual(connection?.workspace, {
      id: SANDBOX_ID,
      name: "Acme Test",
      slug: "acme-test",
      country: "ES",
      isSandbox: true,
    });
    assert.equal(connection.origin, api.url);
    assert.deepEqual(said, [
      `token? ${PLACE}`,
      "token? Invopop did not accept this token. Paste another one, or press Escape.",
    ]);
    assert.deepEqual(asked(), ["GET /access/v1/workspace", "GET /access/v1/workspace"]);
    assert.equal((await workspaces.peek())?.workspace.id, SANDBOX_ID);
    assert.equal((await create().peek())?.workspace.id, SANDBOX_ID);
  });

  it("are given up when no token is given", async () => {
    assert.equal(await create().get(), undefined);
    assert.deepEqual([...secrets.stored], []);
  });

  it("do not take a token that has expired, without asking the API", async () => {
    answers = [EXPIRED_TOKEN];
    assert.equal(await create().get(), undefined);
    assert.deepEqual(said, [
      `token? ${PLACE}`,
      "token? This token expired on 2026-08-08. Paste another one, or press Escape.",
    ]);
    assert.deepEqual(asked(), []);
  });

  it("do not take a token that cannot be checked", async () => {
    api.inject({ when: "before", kind: "status", status: 503 });
    api.inject({ when: "before", kind: "status", status: 200, body: {} });
    answers = [SANDBOX_TOKEN, SANDBOX_TOKEN];
    assert.equal(await create().get(), undefined);
    assert.deepEqual(said.slice(1), [
      "token? The token could not be checked: The API answered 503. Press Enter to try again, or Escape.",
      "token? Invopop did not tell which workspace this token belongs to. Paste another one.",
    ]);
  });

  describe("with two accounts", () => {
    let workspaces: Workspaces;

    beforeEach(async () => {
      workspaces = create();
      answers = [SANDBOX_TOKEN, LIVE_TOKEN];
      await workspaces.signIn();
      await workspaces.signIn();
      said = [];
    });

    it("use the one that was signed in to last, until another is chosen", async () => {
      assert.equal((await workspaces.get())?.workspace.id, LIVE_ID);
      const [sandbox] = await workspaces.accounts();
      await workspaces.use(sandbox ?? assert.fail());
      assert.equal((await workspaces.get())?.workspace.id, SANDBOX_ID);
      assert.equal((await create().peek())?.workspace.id, SANDBOX_ID);
      assert.deepEqual(said, []);
    });

    it("ask in a window where none was chosen yet", async () => {
      memento.clear();
      assert.equal(await workspaces.peek(), undefined);
      assert.equal(await workspaces.get(), undefined);
      answers = [SANDBOX_ID];
      assert.equal((await workspaces.get())?.workspace.id, SANDBOX_ID);
      assert.equal((await workspaces.peek())?.workspace.id, SANDBOX_ID);
      assert.deepEqual(said, [`pick? ${SANDBOX_ID} ${LIVE_ID}`, `pick? ${SANDBOX_ID} ${LIVE_ID}`]);
    });

    it("are found by where a file belongs, and taken by hand for this window only", async () => {
      bound = { a: "acme-test" };
      assert.equal((await workspaces.get(file("a")))?.workspace.id, SANDBOX_ID);
      assert.equal((await workspaces.get(file("b")))?.workspace.id, LIVE_ID);
      const [sandbox, live] = await workspaces.accounts();
      await workspaces.use(live ?? assert.fail(), file("a"));
      const connection = await workspaces.get(file("a"));
      assert.deepEqual([connection?.workspace.id, connection?.insteadOf], [LIVE_ID, "acme-test"]);
      assert.equal((await create().peek(file("a")))?.workspace.id, SANDBOX_ID);
      await workspaces.use(sandbox ?? assert.fail(), file("a"));
      assert.equal((await workspaces.get(file("a")))?.insteadOf, undefined);
    });

    it("are found by what a read-only document shows", async () => {
      const shown = { scheme: "invopop", path: `/${SANDBOX_ID}/id/a.workflow.json`, query: "" } as vscode.Uri;
      assert.equal((await workspaces.peek(shown))?.workspace.id, SANDBOX_ID);
      assert.equal((await workspaces.to(SANDBOX_ID))?.workspace.id, SANDBOX_ID);
      assert.equal(await workspaces.to("w-other"), undefined);
    });

    it("are signed out of one by one", async () => {
      let told = 0;
      workspaces.onChange(() => told++);
      assert.equal(await workspaces.signOut(LIVE_ID), true);
      assert.equal(await workspaces.signOut(LIVE_ID), false);
      assert.equal((await workspaces.get())?.workspace.id, SANDBOX_ID);
      assert.ok(![...secrets.stored.values()].join().includes(LIVE_TOKEN));
      assert.equal(told, 2);
    });

    it("send no token anywhere else", async () => {
      const other = await startApi({ token: "other" });
      try {
        address = other.url;
        assert.equal(await workspaces.peek(), undefined);
        assert.equal(await workspaces.get(), undefined);
        assert.deepEqual(other.requests, []);
      } finally {
        await other.close();
      }
    });

    it("are off where nobody trusts the folder", async () => {
      isTrusted = false;
      assert.equal(await workspaces.get(), undefined);
      assert.equal(await workspaces.to(LIVE_ID), undefined);
      assert.deepEqual(await workspaces.accounts(), []);
      assert.equal(await workspaces.signIn(), undefined);
      assert.deepEqual(said, ["Signing in is off until you trust this folder."]);
    });
  });

  it("ask to sign in to the one that a file belongs to, and take no other", async () => {
    const workspaces = create();
    bound = { a: "acme" };
    answers = [SANDBOX_TOKEN, LIVE_TOKEN];
    const connection = await workspaces.get(file("a"));
    assert.equal(connection?.workspace.id, LIVE_ID);
    assert.deepEqual(said, [
      `token? This file belongs to the workspace acme (invopop.workspace). Sign in to it. ${PLACE}`,
      "token? This token belongs to the workspace acme-test, the file to acme. Paste another one, or press Escape.",
    ]);
    assert.deepEqual(
      (await workspaces.accounts()).map(({ workspace }) => workspace.id),
      [LIVE_ID],
    );
  });

  it("tell of an expired token before it is used, and ask for a new one of the same workspace", async () => {
    const expired = account({ id: LIVE_ID, name: "Acme", isSandbox: false }, EXPIRED_TOKEN);
    await new AccountStore(secrets, {}).add(api.url, expired);
    const workspaces = create();
    assert.equal(await workspaces.peek(), undefined);
    assert.equal(await workspaces.to(LIVE_ID), undefined);
    answers = [SANDBOX_TOKEN, LIVE_TOKEN];
    assert.equal((await workspaces.get())?.workspace.id, LIVE_ID);
    assert.deepEqual(said, [
      `token? The API token of workspace “Acme” (live) expired on 2026-08-08. ${PLACE}`,
      "token? This token belongs to workspace “Acme Test” (sandbox), not to “Acme” (live). Paste another one, or press Escape.",
    ]);
    assert.ok(api.requests.every(({ headers }) => !headers["authorization"]?.includes(EXPIRED_TOKEN)));
    assert.equal((await workspaces.accounts()).length, 1);
  });

  it("warn once of a token that expires soon", async () => {
    const workspaces = create();
    answers = [SOON_TOKEN];
    await workspaces.get();
    await workspaces.get();
    await workspaces.peek();
    assert.deepEqual(said, [
      `token? ${PLACE}`,
      "The API token of workspace “Acme” (live) expires on 2026-08-13. Sign in with a new one before that.",
    ]);
  });

  it("give a workspace a new token", async () => {
    const workspaces = create();
    answers = [LIVE_TOKEN];
    const connection = await workspaces.get();
    said = [];
    answers = [SANDBOX_TOKEN];
    await workspaces.renew(connection?.workspace ?? assert.fail());
    assert.deepEqual(said, [
      `token? Paste a new API token of workspace “Acme” (live). ${PLACE}`,
      "token? This token belongs to workspace “Acme Test” (sandbox), not to “Acme” (live). Paste another one, or press Escape.",
    ]);
  });

  it("take over the one token of earlier versions", async () => {
    secrets.stored.set(`invopop.token:${api.url}`, LIVE_TOKEN);
    const workspaces = create();
    api.inject({ when: "before", kind: "status", status: 503 });
    assert.equal(await workspaces.peek(), undefined);
    assert.equal(await workspaces.peek(), undefined);
    assert.equal(asked().length, 1);
    assert.equal((await workspaces.get())?.workspace.id, LIVE_ID);
    assert.deepEqual([...secrets.stored.keys()], [`invopop.accounts:${api.url}`]);
    assert.deepEqual(said, []);
  });

  it("let an old token go that is no longer accepted", async () => {
    secrets.stored.set(`invopop.token:${api.url}`, "no-longer");
    const workspaces = create();
    answers = [LIVE_TOKEN];
    assert.equal((await workspaces.get())?.workspace.id, LIVE_ID);
    assert.deepEqual(said, [`token? ${PLACE}`]);
    assert.deepEqual([...secrets.stored.keys()], [`invopop.accounts:${api.url}`]);
  });

  describe("with a token in the environment", () => {
    beforeEach(() => {
      environment = { INVOPOP_TOKEN: SANDBOX_TOKEN };
    });

    it("use it where nothing is stored, and ask once which workspace it is of", async () => {
      const workspaces = create();
      await Promise.all([workspaces.peek(), workspaces.peek()]);
      assert.equal((await workspaces.get())?.workspace.id, SANDBOX_ID);
      assert.deepEqual(asked(), ["GET /access/v1/workspace"]);
      assert.deepEqual(await workspaces.storedAccounts(), []);
      answers = [LIVE_TOKEN];
      await workspaces.signIn();
      assert.equal((await workspaces.get())?.workspace.id, LIVE_ID);
    });

    it("say why it cannot be told which workspace it is of", async () => {
      const workspaces = create();
      api.inject({ when: "before", kind: "status", status: 503, times: 2 });
      answers = ["again", "signIn", LIVE_TOKEN];
      assert.equal((await workspaces.get())?.workspace.id, LIVE_ID);
      assert.deepEqual(said, ["failed: server", "failed: server", `token? ${PLACE}`]);
    });

    it("ask for another when it has expired", async () => {
      environment = { INVOPOP_TOKEN: EXPIRED_TOKEN };
      assert.equal(await create().get(), undefined);
      assert.deepEqual(said, [`token? The API token in INVOPOP_TOKEN expired on 2026-08-08. ${PLACE}`]);
      assert.deepEqual(asked(), []);
    });
  });

  it("say what is wrong with the address", async () => {
    address = "ftp://example.com";
    const workspaces = create();
    assert.equal(await workspaces.get(), undefined);
    assert.equal(await workspaces.signIn(), undefined);
    assert.equal(await workspaces.peek(), undefined);
    assert.deepEqual(
      said,
      Array(2).fill("The API's address must begin with https:, unless it is on this machine."),
    );
  });
});

describe("the status bar", () => {
  const sandbox = account({ name: "Acme $(bug) Test" });
  const live = account({ id: "w-live", name: "Acme", slug: "acme", isSandbox: false });
  const baseUrl = parseBaseUrl("https://api.invopop.com");
  const found = (one: Account): State => ({ kind: "account", account: one, baseUrl });

  it("tells the workspace, and live ones stand out where they count", () => {
    assert.deepEqual(statusText(found(sandbox), true), {
      text: "$(beaker) Acme $ (bug) Test · sandbox",
      tooltip: "This workflow goes to the Invopop workspace “Acme $(bug) Test” (sandbox).\nClick to switch.",
      label: "Invopop workspace “Acme $(bug) Test” (sandbox)",
      isWarning: false,
    });
    assert.deepEqual(statusText(found(live), true), {
      text: "$(broadcast) Acme · live",
      tooltip: "This workflow goes to the Invopop workspace “Acme” (live).\nClick to switch.",
      label: "Invopop workspace “Acme” (live)",
      isWarning: true,
    });
    assert.equal(statusText(found(live), false)?.isWarning, false);
    assert.equal(
      statusText(found(account({ isSandbox: undefined, name: undefined })), true)?.text,
      "$(broadcast) w · live?",
    );
  });

  it("tells what is out of the ordinary", () => {
    const expiry = new Date("2026-08-08T00:00:00Z");
    assert.deepEqual(
      statusText({ kind: "expired", account: sandbox, baseUrl, expiry, insteadOf: "acme" }, true),
      {
        text: "$(warning) Acme $ (bug) Test · sandbox · token expired",
        tooltip:
          "This workflow goes to the Invopop workspace “Acme $(bug) Test” (sandbox).\nThe file belongs to acme (invopop.workspace).\nThe API token expired on 2026-08-08.\nClick to switch.",
        label: "Invopop workspace “Acme $(bug) Test” (sandbox), token expired",
        isWarning: true,
      },
    );
    assert.deepEqual(statusText({ kind: "missing", slug: "acme" }, true), {
      text: "$(warning) Sign In to acme",
      tooltip: "This file belongs to the workspace acme (invopop.workspace), to which you are not signed in.",
      label: "Invopop: Sign In to acme",
      isWarning: true,
    });
    assert.equal(statusText({ kind: "several", accounts: [] }, false)?.text, "$(account) Choose Workspace");
  });

  it("says nothing where there is neither an account nor a workflow", () => {
    assert.equal(statusText({ kind: "none" }, false), undefined);
    assert.equal(statusText({ kind: "none" }, true)?.text, "$(account) Sign In to Invopop");
    assert.equal(statusText({ kind: "off" }, true), undefined);
  });

  it("has rows for a list of accounts", () => {
    assert.deepEqual(accountItem(live, "in use"), {
      label: "$(broadcast) Acme",
      description: "live · acme · ES · in use",
    });
  });
});
