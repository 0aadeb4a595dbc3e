import assert from "node:assert/strict";
import { HEAD, settled, useRemoteCli, workflowFile, workflowId, workflowSeed } from "../support/remoteCli";

describe("publish, when things go wrong", () => {
  const remote = useRemoteCli();
  const { run, start, write } = remote;
  const stored = (number: number) => remote.api.workflows.get(workflowId(number));

  it("tells where in the file is what Invopop refuses", async () => {
    remote.api.inject({
      kind: "status",
      when: "before",
      status: 422,
      match: { method: "PUT" },
      body: {
        key: "validation",
        message: "bad",
        fields: { steps: { 0: { action: "no such app", notes: "is missing" } } },
      },
    });
    write("a.workflow.json", workflowFile(1).replace("action", "provider"));
    write("b.workflow.json", workflowFile(2));
    const { status, stdout } = await run(["publish", "a.workflow.json"]);
    assert.equal(
      stdout,
      `${HEAD}failed     a.workflow.json
  id ${workflowId(1)}
  Invopop refused the workflow: steps[0].action: no such app, and 1 more. Invopop says: bad. Nothing was stored.
  7:19  steps[0].action: no such app  invopop-api
  5:5  steps[0].notes: is missing  invopop-api

1 workflow: 1 failed.
`,
    );
    assert.equal(status, 1);
  });

  it("tells on standard error of what it does again", async () => {
    remote.api.inject({ kind: "status", when: "before", status: 503, match: { method: "PUT" } });
    write("a.workflow.json", workflowFile(1));
    const { status, stdout, stderr } = await run(["publish", "a.workflow.json"]);
    assert.match(stderr, /^PUT \S+: The API answered 503\. Trying again in [\d.]+ s \(2 of 5\)\.\n$/);
    assert.match(stdout, /\n1 workflow: 1 created\.\n$/);
    assert.equal(status, 0);
  });

  for (const when of ["before", "after"] as const) {
    it(`says what became of a file when it is interrupted ${when} it was stored`, async () => {
      write("a.workflow.json", workflowFile(1));
      remote.api.inject({ kind: "delay", when, milliseconds: 60_000, match: { method: "PUT" } });
      const arrival = remote.api.arrival({ method: "PUT" });
      const { child, ended } = start(["publish", "a.workflow.json"]);
      await arrival;
      child.kill("SIGINT");
      const { status, stdout, stderr } = await ended;
      assert.equal(
        stdout,
        `${HEAD}failed     a.workflow.json
  id ${workflowId(1)}
  Cancelled. It may or may not have been stored; to publish it again is safe.

1 workflow: 1 failed.
`,
      );
      assert.deepEqual({ status, stderr }, { status: 130, stderr: "" });
    });
  }

  it("is interrupted before anything was sent", async () => {
    write("a.workflow.json", workflowFile(1));
    remote.api.inject({ kind: "delay", when: "before", milliseconds: 60_000 });
    const arrival = remote.api.arrival();
    const { child, ended } = start(["publish", "a.workflow.json"]);
    await arrival;
    child.kill("SIGTERM");
    assert.deepEqual(await ended, { status: 130, stdout: "", stderr: "Cancelled.\n" });
  });

  it("publishes four files at a time", async () => {
    for (let number = 1; number < 10; number++) {
      write(`${number}.workflow.json`, workflowFile(number));
    }
    const workflow = { method: "GET", path: /workflows/ };
    const looks = () => remote.api.requests.filter(({ path }) => path.includes("workflows"));
    remote.api.inject({ kind: "delay", when: "before", milliseconds: 60_000, match: workflow, times: 9 });
    const { child, ended } = start(["publish", "."]);
    while (looks().length < 4) {
      await remote.api.arrival(workflow);
    }
    child.kill("SIGINT");
    const { stdout } = await ended;
    assert.match(stdout, /\n9 workflows: 9 failed\.\n$/);
    assert.equal(stdout.match(/\n {2}Cancelled\. Nothing was stored\.\n/g)?.length, 9);
    assert.equal(looks().length, 4);
  });

  it("publishes many", async () => {
    for (let number = 1; number < 10; number++) {
      write(`${number}.workflow.json`, workflowFile(number));
    }
    const { status, stdout } = await run(["publish", "."]);
    assert.match(stdout, /\n9 workflows: 9 created\.\n$/);
    assert.equal(status, 0);
    assert.equal(remote.api.workflows.size, 9);
  });

  it("tells of a version of somebody else that it overwrote between its look and its write", async () => {
    remote.api.seed(workflowSeed(1));
    write("a.workflow.json", workflowFile(1).replace('"A"', '"Mine"'));
    // The write is held up until the colleague's is done.
    remote.api.inject({ kind: "delay", when: "before", milliseconds: 500, match: { method: "PATCH" } });
    const arrival = remote.api.arrival({ method: "PATCH" });
    const running = run(["publish", "a.workflow.json"]);
    await arrival;
    remote.api.seed(workflowSeed(1, { name: "By a colleague" }));
    const { status, stdout } = await running;
    assert.match(
      settled(stdout),
      /\n {2}warning: version 2, hash <hash>, which somebody else stored meanwhile, was overwritten\n/,
    );
    assert.deepEqual([status, stored(1)?.name], [0, "Mine"]);
  });
});
