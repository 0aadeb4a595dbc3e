import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { HEAD, settled, useRemoteCli, workflowFile, workflowId, workflowSeed } from "../support/remoteCli";

describe("pull", () => {
  const remote = useRemoteCli();
  const { read, run, write } = remote;

  it("writes each workflow into a file of its own, once", async () => {
    remote.api.seed(
      workflowSeed(1, { name: "Sénd: invoices" }),
      workflowSeed(2, { name: "Send invoices", rescue: [] }),
      workflowSeed(3, { name: "…" }),
    );
    const { status, stdout, stderr } = await run(["pull", "--all", "--out", "new/sub"]);
    const files = () => readdirSync(join(remote.path, "new/sub")).sort();
    const names = ["send-invoices", "send-invoices-019ab4c2", "workflow"].map(
      (name) => `${name}.workflow.json`,
    );
    assert.equal(
      settled(stdout),
      `${HEAD}${names.map((name, at) => `created    ${join("new/sub", name)}\n  id ${workflowId(at + 1)}\n  version 1, hash <hash>\n`).join("")}
3 workflows: 3 created.
`,
    );
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.deepEqual(files(), names.toSorted());
    const text = read("new/sub/send-invoices-019ab4c2.workflow.json");
    assert.equal(
      text,
      `{
  "id": "${workflowId(2)}",
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
    remote.api.seed(workflowSeed(1, { name: "At Invopop", description: "new" }), workflowSeed(2));
    const changed = `\ufeff${workflowFile(1, '  "own": [ 1,2 ],\n').replace("action", "provider").replaceAll("\n", "\r\n")}`;
    write("deep/in/mine.workflow.json", changed);
    write("two.workflow.json", workflowFile(2));
    const { status, stdout } = await run(["pull", "--all"]);
    const name = join("deep/in/mine.workflow.json");
    assert.equal(
      settled(stdout),
      `${HEAD}refused    ${name}
  id ${workflowId(1)}
  stored: version 1, hash <hash>
  It differs from what is stored, and may hold changes of yours. It was left as it is; diff shows in what it differs, and --force overwrites it.
unchanged  two.workflow.json
  id ${workflowId(2)}
  stored: version 1, hash <hash>

2 workflows: 1 unchanged, 1 refused.
`,
    );
    assert.equal(status, 1);
    assert.equal(read(name), changed);
    const forced = await run(["pull", "--force", "--format", "json", workflowId(1).toUpperCase()]);
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
    remote.api.seed(workflowSeed(1, { name: "Mine" }));
    write("MINE.workflow.json", "{ broken");
    const { status, stdout } = await run(["pull", "--all"]);
    assert.ok(stdout.includes("created    mine-019ab4c2.workflow.json"), stdout);
    assert.equal(read("MINE.workflow.json"), "{ broken");
    assert.equal(status, 0);
  });

  it("tells of ids that are not there, and goes on with the others", async () => {
    remote.api.seed(workflowSeed(1));
    const { status, stdout } = await run(["pull", workflowId(9), workflowId(1), workflowId(1)]);
    assert.equal(
      settled(stdout),
      `${HEAD}failed     ${workflowId(9)}
  The workspace of the API token has no such workflow.
created    a.workflow.json
  id ${workflowId(1)}
  version 1, hash <hash>

2 workflows: 1 created, 1 failed.
`,
    );
    assert.equal(status, 1);
  });

  it("writes nothing when it is interrupted while it fetches", async () => {
    remote.api.seed(workflowSeed(1), workflowSeed(2));
    const second = { path: new RegExp(workflowId(2)) };
    remote.api.inject({ kind: "delay", when: "before", milliseconds: 60_000, match: second });
    const arrival = remote.api.arrival(second);
    const { child, ended } = remote.start(["pull", workflowId(1), workflowId(2), "--out", "new"]);
    await arrival;
    child.kill("SIGINT");
    const { status, stdout } = await ended;
    assert.match(stdout, /\n2 workflows: 2 failed\.\n$/);
    assert.equal(status, 130);
    assert.deepEqual(readdirSync(remote.path), [".git"]);
  });

  it("ends with 3 when files cannot be written", async () => {
    remote.api.seed(workflowSeed(1));
    write("taken", "a file");
    const { status, stderr } = await run(["pull", "--all", "--out", "taken/sub"]);
    assert.equal(stderr, `${join("taken/sub")} could not be read: a file stands where a folder should be.\n`);
    assert.equal(status, 3);
  });

  for (const [line, reason] of [
    ["pull", "Name the ids of workflows, or give --all."],
    [`pull --all ${workflowId(1)}`, "Name ids or give --all, not both."],
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
