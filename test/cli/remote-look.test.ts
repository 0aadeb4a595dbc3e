import assert from "node:assert/strict";
import { SOUND } from "../support/cli";
import { HEAD, useRemoteCli, workflowFile, workflowId, workflowSeed } from "../support/remoteCli";

describe("diff", () => {
  const remote = useRemoteCli();
  const { run, write } = remote;

  it("shows real differences only, from what is published to the file", async () => {
    remote.api.seed(workflowSeed(1, { description: "Old" }), workflowSeed(2));
    write(
      "a.workflow.json",
      workflowFile(1, '  "description": "New",\n').replace('"action": "pdf"', '"provider":   "pdf"'),
    );
    write("b.workflow.json", workflowFile(2, '  "rescue": [],\n').replace("action", "provider"));
    assert.deepEqual(await run(["diff", "."]), {
      status: 1,
      stdout: `--- a.workflow.json\tpublished, version 1
+++ a.workflow.json\tfile
@@ -1,6 +1,6 @@
 {
   "id": "${workflowId(1)}",
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
    write("a.workflow.json", workflowFile(1));
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
      workflowSeed(1, {
        name: "Send\u001b[31m",
        schema: "bill/invoice",
        country: "ES",
        created_at: "2026-01-02T00:00:00Z",
      }),
      workflowSeed(2, {
        name: "N".repeat(50),
        draft: true,
        disabled: true,
        created_at: "2026-01-01T00:00:00Z",
      }),
    );
    const { status, stdout, stderr } = await run(["list"]);
    assert.equal(
      stdout,
      `${HEAD}NAME                                      SCHEMA        COUNTRY  VERSION  STATE            ID
${"N".repeat(39)}…                         1        draft, disabled  ${workflowId(2)}
Send\\u001b[31m                            bill/invoice  ES       1        published        ${workflowId(1)}

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
      [remote.api.workflows.get(workflowId(1))?.hash, remote.api.workflows.get(workflowId(1))?.updated_at],
    );
    assert.deepEqual(others, {
      id: workflowId(1),
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
