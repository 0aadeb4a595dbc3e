import assert from "node:assert/strict";
import { makeToken } from "../support/api";
import { TOKEN, useRemoteCli, workflowFile } from "../support/remoteCli";

describe("a command that talks to Invopop", () => {
  const remote = useRemoteCli();
  const { run, write } = remote;

  for (const [what, env, reason] of [
    [
      "no token",
      { INVOPOP_TOKEN: "" },
      "The environment variable INVOPOP_TOKEN is to hold an API token and is empty.",
    ],
    [
      "a token of two lines",
      { INVOPOP_TOKEN: "secret\nX: y" },
      "The environment variable INVOPOP_TOKEN holds signs that no API token has.",
    ],
    [
      "an address that is none",
      { INVOPOP_API_URL: "secret" },
      "The API's address is no URL. See the environment variable INVOPOP_API_URL.",
    ],
    [
      "an address without encryption",
      { INVOPOP_API_URL: "http://example.com" },
      "The API's address must begin with https:, unless it is on this machine. See the environment variable INVOPOP_API_URL.",
    ],
  ] as const) {
    it(`ends with 2 for ${what}`, async () => {
      assert.deepEqual(await run(["list"], env), {
        status: 2,
        stdout: "",
        stderr: `${reason}\nTry 'invopop-workflows list --help'.\n`,
      });
    });
  }

  it("takes the token from nowhere else, and does not repeat what it was given", async () => {
    const { status, stdout, stderr } = await run(["list", `--token=${TOKEN}`], { INVOPOP_TOKEN: "" });
    assert.deepEqual(
      { status, stdout, stderr },
      {
        status: 2,
        stdout: "",
        stderr: "There is no option '--token' of 'list'.\nTry 'invopop-workflows list --help'.\n",
      },
    );
  });

  it("says that a token has expired before it is used", async () => {
    const expired = makeToken("old", new Date("2026-01-01T00:00:00Z"));
    const { status, stderr } = await run(["list"], { INVOPOP_TOKEN: expired });
    assert.equal(
      stderr,
      "The API token in INVOPOP_TOKEN expired on 2026-01-01T00:00:00.000Z. Nothing was sent.\n",
    );
    assert.equal(status, 1);
    assert.deepEqual(remote.api.requests, []);
  });

  it("says that a token is not accepted, once for all files", async () => {
    write("a.workflow.json", workflowFile(1));
    write("b.workflow.json", workflowFile(2));
    const wrong = { INVOPOP_TOKEN: "wrong" };
    for (const command of [["publish", "."], ["diff", "."], ["pull", "--all"], ["list"]]) {
      const { status, stdout, stderr } = await run(command, wrong);
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, /^Invopop did not accept the API token\. It may be wrong or expired\.[^\n]*\n$/);
    }
  });

  it("does nothing in another workspace than the expected one", async () => {
    write("a.workflow.json", workflowFile(1));
    for (const command of [["publish", "."], ["diff", "."], ["pull", "--all"], ["list"]]) {
      assert.deepEqual(await run([...command, "--expect-workspace", "acme"]), {
        status: 1,
        stdout: "",
        stderr:
          "The token belongs to the workspace Stand-in Sandbox (stand-in-sandbox), sandbox, and --expect-workspace wants acme. Nothing was sent.\n",
      });
    }
    assert.ok(remote.api.requests.every(({ path }) => path === "/access/v1/workspace"));
    const { status } = await run([
      "publish",
      "--expect-workspace",
      "stand-in-sandbox",
      "--expect-sandbox",
      ".",
    ]);
    assert.deepEqual([status, remote.api.workflows.size], [0, 1]);
  });

  it("names itself, and shows no answer that repeats the token", async () => {
    const body = { message: `You sent Bearer ${TOKEN}.` };
    remote.api.inject({ kind: "status", when: "before", status: 400, body, times: 2 });
    const { status, stdout, stderr } = await run(["list"]);
    assert.deepEqual({ status, stdout }, { status: 1, stdout: "" });
    assert.equal(stderr, "The API answered 400. Invopop says: You sent Bearer ….\n");
    assert.match(
      remote.api.requests[0]?.headers["user-agent"] ?? "",
      /^invopop-workflows\/[\d.]+ \(Node\.js v[\d.]+\)$/,
    );
  });

  it("follows no redirect", async () => {
    remote.api.inject({ kind: "redirect", when: "before", location: `${remote.api.url}/utils/v1/ping` });
    const { status, stderr } = await run(["list"]);
    assert.equal(
      stderr,
      "The API's address answers with another one, which was not followed to keep the token safe. Check INVOPOP_API_URL.\n",
    );
    assert.equal(status, 1);
  });
});

describe("a command that is to work in a sandbox", () => {
  const remote = useRemoteCli({ workspace: { name: "Acme", slug: "acme", sandbox: false } });

  it("does nothing in a live workspace", async () => {
    remote.write("a.workflow.json", workflowFile(1));
    assert.deepEqual(await remote.run(["publish", "--expect-sandbox", "."]), {
      status: 1,
      stdout: "",
      stderr:
        "The token belongs to the workspace Acme (acme), live, and --expect-sandbox wants a sandbox. Nothing was sent.\n",
    });
    const { stdout } = await remote.run(["publish", "--dry-run", "--format", "json", "."]);
    assert.equal(JSON.parse(stdout).workspace.sandbox, false);
  });
});
