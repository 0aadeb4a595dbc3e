import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { makeToken } from "../support/api";
import { SOUND } from "../support/cli";
import { TOKEN, useRemoteCli } from "../support/remoteCli";

const id = (number: number) => `019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1e0${number}`;
const HEAD = "Workspace: Stand-in Sandbox (stand-in-sandbox), sandbox\n\n";
const HASH = /\b[0-9a-f]{16}\b/g;
const file = (number: number, more = "") => SOUND.replace("{\n", `{\n  "id": "${id(number)}",\n${more}`);
const seed = (number: number, more: object = {}) => ({
  id: id(number),
  ...JSON.parse(file(number)),
  ...more,
});
const settled = (text: string) => text.replace(HASH, "<hash>");

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
    write("a.workflow.json", file(1));
    write("b.workflow.json", file(2));
    const wrong = { INVOPOP_TOKEN: "wrong" };
    for (const command of [["publish", "."], ["diff", "."], ["pull", "--all"], ["list"]]) {
      const { status, stdout, stderr } = await run(command, wrong);
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, /^Invopop did not accept the API token\. It may be wrong or expired\.[^\n]*\n$/);
    }
  });

  it("does nothing in another workspace than the expected one", async () => {
    write("a.workflow.json", file(1));
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
    remote.write("a.workflow.json", file(1));
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

describe("pull", () => {
  const remote = useRemoteCli();
  const { read, run, write } = remote;

  it("writes each workflow into a file of its own, once", async () => {
    remote.api.seed(
      seed(1, { name: "Sénd: invoices" }),
      seed(2, { name: "Send invoices", rescue: [] }),
      seed(3, { name: "…" }),
    );
    const { status, stdout, stderr } = await run(["pull", "--all", "--out", "new/sub"]);
    const files = () => readdirSync(join(remote.path, "new/sub")).sort();
    const names = ["send-invoices", "send-invoices-019ab4c2", "workflow"].map(
      (name) => `${name}.workflow.json`,
    );
    assert.equal(
      settled(stdout),
      `${HEAD}${names.map((name, at) => `created    ${join("new/sub", name)}\n  id ${id(at + 1)}\n  version 1, hash <hash>\n`).join("")}
3 workflows: 3 created.
`,
    );
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.deepEqual(files(), names.toSorted());
    const text = read("new/sub/send-invoices-019ab4c2.workflow.json");
    assert.equal(
      text,
      `{
  "id": "${id(2)}",
  "name": "Send invoices",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "pdf",
      "next": [
        {
          "status": "KO",
          "stop": true
        }
      ]
    }
  ]
}
`,
    );
    const again = await run(["pull", "--all", "--out", "new/sub"]);
    assert.match(again.stdout, /\n3 workflows: 3 unchanged\.\n$/);
    assert.deepEqual(files(), names.toSorted());
    // What was pulled has no differences to what is stored, and no errors.
    assert.deepEqual(await run(["diff", "new"]), { status: 0, stdout: "", stderr: "" });
    assert.match((await run(["publish", "new"])).stdout, /\n3 workflows: 3 unchanged\.\n$/);
  });

  it("finds the file of a workflow by its id, and overwrites no changes but by force", async () => {
    remote.api.seed(seed(1, { name: "At Invopop", description: "new" }), seed(2));
    const changed = `\ufeff${file(1, '  "own": [ 1,2 ],\n').replace("action", "provider").replaceAll("\n", "\r\n")}`;
    write("deep/in/mine.workflow.json", changed);
    write("two.workflow.json", file(2));
    const { status, stdout } = await run(["pull", "--all"]);
    const name = join("deep/in/mine.workflow.json");
    assert.equal(
      settled(stdout),
      `${HEAD}refused    ${name}
  id ${id(1)}
  stored: version 1, hash <hash>
  It differs from what is stored, and may hold changes of yours. It was left as it is; diff shows in what it differs, and --force overwrites it.
unchanged  two.workflow.json
  id ${id(2)}
  stored: version 1, hash <hash>

2 workflows: 1 unchanged, 1 refused.
`,
    );
    assert.equal(status, 1);
    assert.equal(read(name), changed);
    const forced = await run(["pull", "--force", "--format", "json", id(1).toUpperCase()]);
    assert.deepEqual(
      JSON.parse(forced.stdout).workflows.map(({ file, status }: { file: string; status: string }) => [
        file,
        status,
      ]),
      [[name, "updated"]],
    );
    assert.equal(
      read(name),
      changed.replace('"name": "A",\r\n', '"name": "At Invopop",\r\n  "description": "new",\r\n'),
    );
    assert.equal(forced.status, 0);
  });

  it("writes over no file that is something else", async () => {
    remote.api.seed(seed(1, { name: "Mine" }));
    write("MINE.workflow.json", "{ broken");
    const { status, stdout } = await run(["pull", "--all"]);
    assert.ok(stdout.includes("created    mine-019ab4c2.workflow.json"), stdout);
    assert.equal(read("MINE.workflow.json"), "{ broken");
    assert.equal(status, 0);
  });

  it("tells of ids that are not there, and goes on with the others", async () => {
    remote.api.seed(seed(1));
    const { status, stdout } = await run(["pull", id(9), id(1), id(1)]);
    assert.equal(
      settled(stdout),
      `${HEAD}failed     ${id(9)}
  The workspace of the API token has no such workflow.
created    a.workflow.json
  id ${id(1)}
  version 1, hash <hash>

2 workflows: 1 created, 1 failed.
`,
    );
    assert.equal(status, 1);
  });

  it("writes nothing when it is interrupted while it fetches", async () => {
    remote.api.seed(seed(1), seed(2));
    const second = { path: new RegExp(id(2)) };
    remote.api.inject({ kind: "delay", when: "before", milliseconds: 60_000, match: second });
    const arrival = remote.api.arrival(second);
    const { child, ended } = remote.start(["pull", id(1), id(2), "--out", "new"]);
    await arrival;
    child.kill("SIGINT");
    const { status, stdout } = await ended;
    assert.match(stdout, /\n2 workflows: 2 failed\.\n$/);
    assert.equal(status, 130);
    assert.deepEqual(readdirSync(remote.path), [".git"]);
  });

  it("ends with 3 when files cannot be written", async () => {
    remote.api.seed(seed(1));
    write("taken", "a file");
    const { status, stderr } = await run(["pull", "--all", "--out", "taken/sub"]);
    assert.equal(stderr, `${join("taken/sub")} could not be read: a file stands where a folder should be.\n`);
    assert.equal(status, 3);
  });

  for (const [line, reason] of [
    ["pull", "Name the ids of workflows, or give --all."],
    [`pull --all ${id(1)}`, "Name ids or give --all, not both."],
    ["pull a.workflow.json", "'a.workflow.json' is no id of a workflow; 'list' tells them."],
    ["pull --all --token x", "There is no option '--token' of 'pull'."],
  ] as const) {
    it(`ends with 2 for ${line.slice(0, 20)}`, async () => {
      const { status, stdout, stderr } = await run(line.split(" "));
      assert.deepEqual(
        { status, stdout, stderr },
        { status: 2, stdout: "", stderr: `${reason}\nTry 'invopop-workflows pull --help'.\n` },
      );
    });
  }
});

describe("diff", () => {
  const remote = useRemoteCli();
  const { run, write } = remote;

  it("shows real differences only, from what is published to the file", async () => {
    remote.api.seed(seed(1, { description: "Old" }), seed(2));
    write(
      "a.workflow.json",
      file(1, '  "description": "New",\n').replace('"action": "pdf"', '"provider":   "pdf"'),
    );
    write("b.workflow.json", file(2, '  "rescue": [],\n').replace("action", "provider"));
    assert.deepEqual(await run(["diff", "."]), {
      status: 1,
      stdout: `--- a.workflow.json\tpublished, version 1
+++ a.workflow.json\tfile
@@ -1,6 +1,6 @@
 {
   "id": "${id(1)}",
-  "description": "Old",
+  "description": "New",
   "name": "A",
   "steps": [
     {
`,
      stderr: "",
    });
    assert.deepEqual(await run(["diff", "b.workflow.json"]), { status: 0, stdout: "", stderr: "" });
  });

  it("says what could not be compared", async () => {
    write("a.workflow.json", file(1));
    write("b.workflow.json", "{");
    write("c.workflow.json", SOUND);
    const { status, stdout, stderr } = await run(["diff", ".", "none"]);
    assert.deepEqual(
      { status, stdout, stderr },
      {
        status: 3,
        stdout: "",
        stderr: `a.workflow.json: Nothing is published under its id.
b.workflow.json: The file is no JSON object.
c.workflow.json: It has no id. Give it one: a UUID, which then stays.
none could not be read: there is no such file or folder.
`,
      },
    );
  });
});

describe("list", () => {
  const remote = useRemoteCli();
  const { run } = remote;

  it("tells of all workflows, the oldest first", async () => {
    remote.api.seed(
      seed(1, {
        name: "Send\u001b[31m",
        schema: "bill/invoice",
        country: "ES",
        created_at: "2026-01-02T00:00:00Z",
      }),
      seed(2, { name: "N".repeat(50), draft: true, disabled: true, created_at: "2026-01-01T00:00:00Z" }),
    );
    const { status, stdout, stderr } = await run(["list"]);
    assert.equal(
      stdout,
      `${HEAD}NAME                                      SCHEMA        COUNTRY  VERSION  STATE            ID
${"N".repeat(39)}…                         1        draft, disabled  ${id(2)}
Send\\u001b[31m                            bill/invoice  ES       1        published        ${id(1)}

2 workflows.
`,
    );
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    const { workflows } = JSON.parse(
      (await run(["list", "--format", "json", "--schema", "bill/invoice"])).stdout,
    );
    assert.equal(workflows.length, 1);
    const { hash, updatedAt, ...others } = workflows[0];
    assert.deepEqual(
      [hash, updatedAt],
      [remote.api.workflows.get(id(1))?.hash, remote.api.workflows.get(id(1))?.updated_at],
    );
    assert.deepEqual(others, {
      id: id(1),
      name: "Send\u001b[31m",
      description: null,
      schema: "bill/invoice",
      country: "ES",
      version: "1",
      draft: false,
      disabled: false,
      createdAt: "2026-01-02T00:00:00.000Z",
    });
  });

  for (const count of [0, 1, 100, 101, 1000]) {
    it(`tells of ${count}`, async () => {
      remote.api.seed(...Array.from({ length: count }, () => ({ name: "A", steps: [] })));
      const { stdout } = await run(["list"]);
      assert.ok(
        stdout.endsWith(`\n${count} ${count === 1 ? "workflow" : "workflows"}.\n`),
        stdout.slice(-50),
      );
      assert.equal(stdout.split("\n").filter((line) => line.startsWith("A ")).length, count);
    });
  }

  it("takes no names", async () => {
    assert.equal((await run(["list", "x"])).status, 2);
  });
});
