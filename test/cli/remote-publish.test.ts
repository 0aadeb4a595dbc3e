import assert from "node:assert/strict";
import { SOUND } from "../support/cli";
import { useRemoteCli } from "../support/remoteCli";

const id = (number: number) => `019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1e0${number}`;
const HASH = /\b[0-9a-f]{16}\b/g;
const HEAD = "Workspace: Stand-in Sandbox (stand-in-sandbox), sandbox\n\n";

/** A workflow file under an id, with more lines at its start. */
const file = (number: number, more = "") => SOUND.replace("{\n", `{\n  "id": "${id(number)}",\n${more}`);

/** The contents of a workflow that is stored. */
const seed = (number: number, more: object = {}) => ({
  id: id(number),
  ...JSON.parse(file(number)),
  ...more,
});

describe("publish", () => {
  const remote = useRemoteCli();
  const { read, run, start, write } = remote;
  const sent = () => remote.api.requests.filter(({ method }) => method !== "GET");
  const stored = (number: number) => remote.api.workflows.get(id(number));
  const settled = (text: string) => text.replace(HASH, "<hash>");

  it("creates what is not there, updates what differs and leaves alone what is the same", async () => {
    remote.api.seed(seed(2, { name: "Old" }), seed(3));
    const text = file(2).replace("action", "provider");
    write("a.workflow.json", file(1));
    write("b.workflow.json", text);
    write("c.workflow.json", file(3));
    const { status, stdout, stderr } = await run(["publish", "."]);
    assert.equal(
      settled(stdout),
      `${HEAD}created    a.workflow.json
  id ${id(1)}
  version 1, hash <hash>
updated    b.workflow.json
  id ${id(2)}
  version 2 (was 1), hash <hash> (was <hash>)
  changed name
unchanged  c.workflow.json
  id ${id(3)}
  stored: version 1, hash <hash>

3 workflows: 1 created, 1 updated, 1 unchanged.
`,
    );
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.deepEqual(
      sent()
        .map(({ method, path }) => `${method} ${path.slice(-2)}`)
        .sort(),
      ["PATCH 02", "PUT 01"],
    );
    assert.equal(stored(2)?.name, "A");
    assert.ok(stdout.includes(stored(1)?.hash ?? "none"));
    assert.equal(read("b.workflow.json"), text);
  });

  it("tells programs as JSON", async () => {
    remote.api.seed(seed(1, { name: "Old" }));
    write("a.workflow.json", file(1, '  "own": 1,\n'));
    write("b.workflow.json", "{");
    const { status, stdout } = await run([
      "publish",
      "--format",
      "json",
      "a.workflow.json",
      "b.workflow.json",
      "none",
    ]);
    const { workspace, workflows, summary, unreadable } = JSON.parse(settled(stdout));
    assert.deepEqual(workspace, {
      id: remote.api.workspace.id,
      slug: "stand-in-sandbox",
      name: "Stand-in Sandbox",
      sandbox: true,
    });
    const [published, refused] = workflows;
    assert.deepEqual(published, {
      file: "a.workflow.json",
      id: id(1),
      status: "updated",
      version: "2",
      hash: "<hash>",
      draft: false,
      disabled: false,
      previous: { version: "1", hash: "<hash>", draft: false, disabled: false },
      differences: [{ kind: "changed", path: ["name"], label: "name" }],
      dropped: [{ kind: "removed", path: ["own"], label: "own" }],
      warnings: ["what is stored is not all that the file says: removed own"],
    });
    assert.deepEqual(
      [refused.status, refused.problems[0].code, refused.version],
      ["refused", "syntax", null],
    );
    assert.deepEqual(summary, { created: 0, updated: 1, unchanged: 0, refused: 1, failed: 0 });
    assert.deepEqual(unreadable, [{ file: "none", reason: "there is no such file or folder" }]);
    assert.equal(status, 3);
  });

  it("refuses files with errors, without an id or with the same one, and goes on with the others", async () => {
    write("a.workflow.json", file(1).replace('"A"', "1"));
    write("b.workflow.json", SOUND);
    write("c.workflow.json", file(2));
    write("d.workflow.json", file(2).replaceAll("019ab4c2", "019AB4C2"));
    write("e.workflow.json", file(3));
    const { status, stdout } = await run([
      "publish",
      "e.workflow.json",
      "a.workflow.json",
      "b.workflow.json",
      "c.workflow.json",
      "d.workflow.json",
    ]);
    assert.equal(
      settled(stdout),
      `${HEAD}created    e.workflow.json
  id ${id(3)}
  version 1, hash <hash>
refused    a.workflow.json
  It has 1 error. Nothing was sent.
  3:11  'name' must be a string, not a number.  schema
refused    b.workflow.json
  It has no id. Give it one: a UUID, which then stays. Nothing was sent.
refused    c.workflow.json
  id ${id(2)}
  It has the same id as d.workflow.json. Nothing was sent.
refused    d.workflow.json
  id ${id(2).replace("019ab4c2", "019AB4C2")}
  It has the same id as c.workflow.json. Nothing was sent.

5 workflows: 1 created, 4 refused.
`,
    );
    assert.equal(status, 1);
    assert.deepEqual([...remote.api.workflows.keys()], [id(3)]);
  });

  it("asks nobody when there is nothing to publish", async () => {
    write("a.workflow.json", "[]");
    const { status, stdout } = await run(["publish", "a.workflow.json"]);
    assert.match(stdout, /^refused {4}a\.workflow\.json\n[\s\S]*\n1 workflow: 1 refused\.\n$/);
    assert.equal(status, 1);
    assert.deepEqual(remote.api.requests, []);
  });

  it("publishes nothing when the files of a project are not valid, as they say what is an error", async () => {
    write("a.workflow.json", file(1));
    write(".invopop/diagnostics.json", "{");
    const { status, stdout, stderr } = await run(["publish", "."]);
    assert.deepEqual({ status, stdout }, { status: 3, stdout: "" });
    assert.match(
      stderr,
      /\nNothing was published, as the workflows could not be checked as they are to be\.\n$/,
    );
    assert.deepEqual(remote.api.requests, []);
  });

  it("sends nothing in a dry run, and shows what would change", async () => {
    remote.api.seed(seed(2, { name: "Old", description: "Gone" }), seed(3));
    write("a.workflow.json", file(1));
    write("b.workflow.json", file(2).replace('"action"', '"provider"'));
    write("c.workflow.json", file(3));
    const { status, stdout, stderr } = await run(["publish", "--dry-run", "."]);
    const added = file(1).trimEnd().replace(/^/gm, "+");
    assert.equal(
      stdout,
      `--- /dev/null
+++ a.workflow.json\tfile
@@ -0,0 +1,11 @@
${added}
--- b.workflow.json\tpublished, version 1
+++ b.workflow.json\tfile
@@ -1,7 +1,6 @@
 {
   "id": "${id(2)}",
-  "name": "Old",
-  "description": "Gone",
+  "name": "A",
   "steps": [
     {
       "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
`,
    );
    assert.match(stderr, /\n3 workflows: 1 would create, 1 would update, 1 unchanged\.\n$/);
    assert.equal(status, 1);
    assert.deepEqual(sent(), []);
    assert.equal((await run(["publish", "--dry-run", "c.workflow.json"])).status, 0);
  });

  it("publishes as a draft when it is told to, and the file stays as it is", async () => {
    write("a.workflow.json", file(1));
    const first = await run(["publish", "--draft", "a.workflow.json"]);
    assert.match(first.stdout, /\n {2}version 1, hash [0-9a-f]+, draft\n/);
    assert.equal(stored(1)?.draft, true);
    assert.equal(read("a.workflow.json"), file(1));
    const again = await run(["publish", "--draft", "--dry-run", "a.workflow.json"]);
    assert.deepEqual([again.status, again.stdout], [0, ""]);
    const dry = await run(["publish", "--dry-run", "a.workflow.json"]);
    assert.match(dry.stdout, /^--- a\.workflow\.json\tdraft, version 1\n[\s\S]*\n- {2}"draft": true,\n/);
    const second = await run(["publish", "a.workflow.json"]);
    assert.match(second.stdout, /\n {2}removed draft\n/);
    assert.deepEqual([stored(1)?.draft, second.status], [false, 0]);
  });

  it("publishes by a hash only what still has it", async () => {
    const [first] = remote.api.seed(seed(1));
    const hash = first?.hash ?? "";
    remote.api.seed(seed(1, { name: "By a colleague" }));
    write("a.workflow.json", file(1).replace('"A"', '"Mine"'));
    const refused = await run(["publish", "--if-hash", hash, "a.workflow.json"]);
    const now = stored(1)?.hash ?? "";
    assert.ok(
      refused.stdout.includes(`\n  What is stored has the hash ${now}, not ${hash}. Nothing was sent.\n`),
    );
    assert.equal(refused.status, 1);
    assert.equal(stored(1)?.name, "By a colleague");
    assert.equal((await run(["publish", "--if-hash", now, "a.workflow.json"])).status, 0);
    assert.equal(stored(1)?.name, "Mine");
    write("b.workflow.json", file(2));
    const none = await run(["publish", "--if-hash", now, "b.workflow.json"]);
    assert.ok(none.stdout.includes("Nothing is stored under its id, so nothing has the hash"));
    assert.equal(none.status, 1);
  });

  it("refuses what an update cannot change", async () => {
    remote.api.seed(seed(1, { schema: "bill/invoice" }));
    write("a.workflow.json", file(1, '  "schema": "bill/order",\n  "country": "ES",\n'));
    const { status, stdout } = await run(["publish", "a.workflow.json"]);
    assert.ok(
      stdout.includes(
        "An update cannot change schema and country: schema is 'bill/order' in the file and 'bill/invoice' at Invopop, and country is 'ES' in the file and not set at Invopop.",
      ),
    );
    assert.equal(status, 1);
    assert.deepEqual(sent(), []);
  });

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
    write("a.workflow.json", file(1).replace("action", "provider"));
    write("b.workflow.json", file(2));
    const { status, stdout } = await run(["publish", "a.workflow.json"]);
    assert.equal(
      stdout,
      `${HEAD}failed     a.workflow.json
  id ${id(1)}
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
    write("a.workflow.json", file(1));
    const { status, stdout, stderr } = await run(["publish", "a.workflow.json"]);
    assert.match(stderr, /^PUT \S+: The API answered 503\. Trying again in [\d.]+ s \(2 of 5\)\.\n$/);
    assert.match(stdout, /\n1 workflow: 1 created\.\n$/);
    assert.equal(status, 0);
  });

  for (const when of ["before", "after"] as const) {
    it(`says what became of a file when it is interrupted ${when} it was stored`, async () => {
      write("a.workflow.json", file(1));
      remote.api.inject({ kind: "delay", when, milliseconds: 60_000, match: { method: "PUT" } });
      const arrival = remote.api.arrival({ method: "PUT" });
      const { child, ended } = start(["publish", "a.workflow.json"]);
      await arrival;
      child.kill("SIGINT");
      const { status, stdout, stderr } = await ended;
      assert.equal(
        stdout,
        `${HEAD}failed     a.workflow.json
  id ${id(1)}
  Cancelled. It may or may not have been stored; to publish it again is safe.

1 workflow: 1 failed.
`,
      );
      assert.deepEqual({ status, stderr }, { status: 130, stderr: "" });
    });
  }

  it("is interrupted before anything was sent", async () => {
    write("a.workflow.json", file(1));
    remote.api.inject({ kind: "delay", when: "before", milliseconds: 60_000 });
    const arrival = remote.api.arrival();
    const { child, ended } = start(["publish", "a.workflow.json"]);
    await arrival;
    child.kill("SIGTERM");
    assert.deepEqual(await ended, { status: 130, stdout: "", stderr: "Cancelled.\n" });
  });

  it("publishes four files at a time", async () => {
    for (let number = 1; number < 10; number++) {
      write(`${number}.workflow.json`, file(number));
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
      write(`${number}.workflow.json`, file(number));
    }
    const { status, stdout } = await run(["publish", "."]);
    assert.match(stdout, /\n9 workflows: 9 created\.\n$/);
    assert.equal(status, 0);
    assert.equal(remote.api.workflows.size, 9);
  });

  it("tells of a version of somebody else that it overwrote between its look and its write", async () => {
    remote.api.seed(seed(1));
    write("a.workflow.json", file(1).replace('"A"', '"Mine"'));
    // The write is held up until the colleague's is done.
    remote.api.inject({ kind: "delay", when: "before", milliseconds: 500, match: { method: "PATCH" } });
    const arrival = remote.api.arrival({ method: "PATCH" });
    const running = run(["publish", "a.workflow.json"]);
    await arrival;
    remote.api.seed(seed(1, { name: "By a colleague" }));
    const { status, stdout } = await running;
    assert.match(
      settled(stdout),
      /\n {2}warning: version 2, hash <hash>, which somebody else stored meanwhile, was overwritten\n/,
    );
    assert.deepEqual([status, stored(1)?.name], [0, "Mine"]);
  });
});
