import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { InvopopClient } from "../../../client/src/api/client";
import { readWorkflow } from "../../../client/src/api/types";
import type { Base } from "../../../client/src/sync/base";
import { baseOf } from "../../../client/src/sync/engine";
import { groupsOf } from "../../../client/src/workflows/groups";
import type { LocalFile } from "../../../client/src/workflows/localStates";
import { Overview, type Source } from "../../../client/src/workflows/overview";
import { type StandInApi, startApi } from "../../support/api";
import { uuid } from "../../support/ids";

const LIST = "/transform/v1/workflows";
const never = new AbortController().signal;

const workflow = (id: number, more: Readonly<Record<string, unknown>> = {}) => ({
  id: uuid(id),
  name: `Workflow ${id}`,
  schema: "bill/invoice",
  steps: [{ id: uuid(id + 5000), action: "silo.close" }],
  ...more,
});

describe("the overview of a workspace", () => {
  let api: StandInApi;
  let source: (Source & { readonly client: InvopopClient }) | undefined;
  let overview: Overview;
  /** The texts of files by their addresses; undefined for one that cannot be read. */
  let texts: Map<string, string | undefined>;
  let bases: Map<string, Base>;
  let logs: string[];
  let reads: string[];
  let remembered: string[];

  const fileOf = (uri: string, id: number): LocalFile => ({ uri, id: uuid(id), label: uri });
  let files: LocalFile[];
  /** Whether anybody can say which files there are. */
  let isAnswered: boolean;
  /** Puts a file there, which holds this. */
  const put = (uri: string, id: number, contents: unknown) => {
    files = texts.has(uri) ? files : [...files, fileOf(uri, id)];
    texts.set(uri, typeof contents === "string" ? contents : JSON.stringify(contents));
  };
  const states = () => files.map(({ uri }) => `${uri} ${overview.stateOfFile(uri)?.state}`);
  const listRequests = () => api.requests.filter(({ path }) => path === LIST).length;
  const gets = () => api.requests.filter(({ path }) => path !== LIST).map(({ path }) => path.slice(-4));

  before(async () => {
    api = await startApi();
  });
  after(() => api.close());
  beforeEach(() => {
    api.reset();
    const client = new InvopopClient({
      baseUrl: parseBaseUrl(api.url),
      token: api.token,
      userAgent: "invopop-workflows/0 (test)",
      fetch,
      limits: { connect: 5000, total: 5000 },
    });
    source = { workspace: { id: api.workspace.id }, client };
    texts = new Map();
    bases = new Map();
    files = [];
    isAnswered = true;
    logs = [];
    reads = [];
    remembered = [];
    overview = new Overview({
      source: async () => source,
      files: async () => (isAnswered ? files : undefined),
      text: async (uri) => {
        reads.push(uri);
        return texts.get(uri);
      },
      base: (workspace, id) => bases.get(`${workspace} ${id.toLowerCase()}`),
      remember: async (base) => {
        remembered.push(base.id.slice(-4));
        bases.set(`${base.workspace} ${base.id}`, base);
        await overview.baseChanged(base);
      },
      log: (line) => logs.push(line),
    });
  });
  afterEach(() => {
    assert.deepEqual(logs, []);
    api.assertClean();
  });

  for (const count of [0, 1, 100, 101, 1000]) {
    it(`has ${count} workflows`, async () => {
      api.seed(...Array.from({ length: count }, (_, at) => workflow(at + 1)));
      const counts: number[] = [];
      overview.onProgress(() => counts.push(overview.count));
      await overview.refresh();
      assert.deepEqual(
        overview.workflows.map(({ id }) => id),
        Array.from({ length: count }, (_, at) => uuid(at + 1)),
      );
      assert.deepEqual([overview.load, overview.count, overview.isLoading], ["listed", count, false]);
      assert.equal(counts.at(-1), count);
      assert.equal(listRequests(), Math.max(1, Math.ceil(count / 100)));
      const [group] = groupsOf(overview.workflows);
      assert.equal(group?.workflows.length ?? 0, count);
    });
  }

  it("knows nothing where nobody is signed in, and forgets what it knew", async () => {
    api.seed(workflow(1));
    put("a", 1, workflow(1));
    await overview.refresh();
    assert.deepEqual(states(), ["a in-step"]);
    source = undefined;
    await overview.refresh();
    assert.deepEqual([overview.load, overview.workflows, states()], ["signed-out", [], ["a undefined"]]);
  });

  it("keeps what it knew when a load fails, and says why", async () => {
    api.seed(workflow(1));
    await overview.refresh();
    api.inject({ kind: "status", status: 401, when: "before" });
    await overview.refresh();
    assert.deepEqual([overview.load, overview.failure?.kind, overview.count], ["failed", "unauthorized", 1]);
    await overview.refresh();
    assert.deepEqual([overview.load, overview.failure, overview.count], ["listed", undefined, 1]);
  });

  it("shows nothing of one workspace as another's", async () => {
    api.seed(workflow(1));
    await overview.refresh();
    source = source && { ...source, workspace: { id: "another" } };
    api.inject({ kind: "status", status: 500, when: "before" });
    await overview.refresh();
    assert.deepEqual([overview.load, overview.workflows], ["failed", []]);
    assert.equal(overview.source?.workspace.id, "another");
  });

  it("counts the last of two loads", async () => {
    api.seed(workflow(1));
    const arrived = api.arrival();
    api.inject({ kind: "delay", milliseconds: 60_000, when: "before" });
    const first = overview.refresh();
    await arrived;
    await overview.refresh();
    await first;
    assert.deepEqual([overview.load, overview.failure, overview.count], ["listed", undefined, 1]);
  });

  it("is not set back by a list that was asked for before a publish", async () => {
    const old = readWorkflow(workflow(1, { name: "Old" })) ?? assert.fail();
    const fresh = readWorkflow(workflow(1, { name: "New" })) ?? assert.fail();
    const workspace = { id: "w" };
    let answer: () => void = () => {};
    const client = {
      listWorkflows: async function* () {
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        yield [old];
      },
      getWorkflow: async () => fresh,
    };
    const slow = new Overview({
      source: async () => ({ workspace, client }),
      files: async () => [],
      text: async () => undefined,
      base: () => undefined,
      remember: async () => {},
      log: (line) => logs.push(line),
    });
    const names = () => slow.workflows.map(({ name }) => name);
    const first = slow.refresh();
    await new Promise(setImmediate);
    await slow.take({ workspace, client }, fresh);
    answer();
    await first;
    assert.deepEqual(names(), ["New"]);
    const second = slow.refresh();
    await new Promise(setImmediate);
    answer();
    await second;
    assert.deepEqual(names(), ["Old"]);
    await slow.baseChanged(await baseOf("w", uuid(1), fresh));
    assert.deepEqual(names(), ["New"]);
  });

  it("tells how files stand, and follows them without the network", async () => {
    api.seed(workflow(1), workflow(2), workflow(3), workflow(4));
    put("in-step", 1, { ...workflow(1), rescue: [], hash: "whatever" });
    put("changed", 2, workflow(2));
    put("differs", 3, workflow(3, { name: "Mine" }));
    put("broken", 4, `{ "id": "${uuid(4)}", `);
    put("elsewhere", 9, workflow(9));
    await overview.refresh();
    assert.deepEqual(states(), [
      "in-step in-step",
      "changed in-step",
      "differs conflict",
      "broken unreadable",
      "elsewhere undefined",
    ]);
    // What is in step is as if it was just pulled, and so a change is known as one of the file's.
    put("changed", 2, workflow(2, { name: "Mine" }));
    reads = [];
    await overview.look(["changed"]);
    assert.deepEqual([states()[1], reads, remembered], ["changed ahead", ["changed"], ["0001", "0002"]]);
    assert.deepEqual(overview.filesOf(uuid(2).toUpperCase()), [{ ...fileOf("changed", 2), state: "ahead" }]);
    api.seed(workflow(1, { description: "Theirs" }), workflow(2, { description: "Theirs" }));
    await overview.refresh();
    assert.deepEqual(states().slice(0, 2), ["in-step behind", "changed conflict"]);
    assert.deepEqual([listRequests(), gets()], [2, []]);
  });

  it("does not take files for in step with each other because one of them is", async () => {
    api.seed(workflow(1));
    put("a", 1, workflow(1));
    put("b", 1, workflow(1, { name: "Mine" }));
    await overview.refresh();
    assert.deepEqual([states(), bases.size], [["a in-step", "b conflict"], 0]);
  });

  it("asks for a workflow that was published meanwhile, and for no other", async () => {
    api.seed(workflow(1), workflow(2));
    put("a", 1, workflow(1, { name: "Mine" }));
    put("new", 3, workflow(3));
    await overview.refresh();
    assert.deepEqual(states(), ["a conflict", "new undefined"]);
    assert.ok(source);
    const { client, workspace } = source;
    for (const id of [1, 3]) {
      const [seeded] = api.seed(workflow(id, id === 1 ? { name: "Mine" } : {}));
      const stored = await client.getWorkflow(seeded?.id ?? "", never);
      const base = await baseOf(workspace.id, uuid(id), stored);
      const before = gets().length;
      await overview.baseChanged(base);
      assert.deepEqual(gets().slice(before), [`000${id}`]);
      await overview.baseChanged(base);
      assert.equal(gets().length, before + 1);
    }
    assert.deepEqual(states(), ["a in-step", "new in-step"]);
    await overview.baseChanged({
      ...(await baseOf("another", uuid(2), await client.getWorkflow(uuid(2), never))),
    });
    assert.equal(overview.workflows.length, 3);
  });

  it("finds out how files stand where the list leaves out the contents", async () => {
    const seeded = api.seed(workflow(1), workflow(2));
    const list = seeded.map(({ steps: _steps, rescue: _rescue, ...rest }) => rest);
    const inject = () => api.inject({ kind: "status", status: 200, when: "before", body: { list } });
    put("a", 1, workflow(1));
    put("b", 2, workflow(2, { name: "Mine" }));
    inject();
    await overview.refresh();
    assert.deepEqual(states(), ["a in-step", "b conflict"]);
    assert.deepEqual(gets().sort(), ["0001", "0002"]);
    // The hash says that the one that is known is what it was.
    inject();
    await overview.refresh();
    assert.deepEqual(gets().sort(), ["0001", "0002", "0002"]);
    assert.deepEqual(states(), ["a in-step", "b conflict"]);
  });

  it("keeps the files that it knew, and how they stand, while nobody can say which there are", async () => {
    api.seed(workflow(1), workflow(2));
    put("a", 1, workflow(1));
    put("b", 2, workflow(2, { name: "Mine" }));
    await overview.refresh();
    assert.deepEqual(states(), ["a in-step", "b conflict"]);
    isAnswered = false;
    let changes = 0;
    overview.onChange(() => changes++);
    await overview.look();
    assert.deepEqual([states(), overview.localFiles, changes], [["a in-step", "b conflict"], files, 0]);
    // They are still followed, as is what is stored.
    put("a", 1, workflow(1, { name: "Mine" }));
    await overview.look(["a"]);
    assert.deepEqual(states(), ["a ahead", "b conflict"]);
    put("a", 1, workflow(1));
    api.seed(workflow(1, { description: "Theirs" }));
    await overview.refresh();
    assert.deepEqual(states(), ["a behind", "b conflict"]);
  });

  it("does not take files for up to date while there may be others with the same id", async () => {
    api.seed(workflow(1));
    put("a", 1, workflow(1, { name: "Mine" }));
    await overview.refresh();
    put("a", 1, workflow(1));
    isAnswered = false;
    await overview.look(["a"]);
    assert.deepEqual([states(), remembered], [["a in-step"], []]);
    isAnswered = true;
    files = [...files, fileOf("b", 1)];
    texts.set("b", JSON.stringify(workflow(1, { name: "Older" })));
    await overview.look(["a"]);
    assert.deepEqual(remembered, []);
    await overview.look();
    assert.deepEqual([states(), remembered], [["a in-step", "b conflict"], []]);
    put("b", 1, workflow(1));
    await overview.look(["b"]);
    assert.deepEqual([states(), remembered], [["a in-step", "b in-step"], ["0001"]]);
  });

  it("does not tell of a file that is gone", async () => {
    api.seed(workflow(1));
    put("a", 1, workflow(1));
    texts.set("a", undefined);
    await overview.refresh();
    assert.deepEqual(states(), ["a undefined"]);
  });

  it("reads each of a thousand files once for each look, however many are asked for at once", async () => {
    const ids = Array.from({ length: 1000 }, (_, at) => at + 1);
    api.seed(...ids.map((id) => workflow(id)));
    for (const id of ids) {
      files.push(fileOf(String(id), id));
      texts.set(String(id), JSON.stringify(workflow(id)));
    }
    await overview.refresh();
    assert.ok(ids.every((id) => overview.stateOfFile(String(id))?.state === "in-step"));
    assert.deepEqual([reads.length, remembered.length], [1000, 1000]);
    reads = [];
    await Promise.all([overview.look(), overview.look(), overview.look(["1"]), overview.look()]);
    assert.deepEqual([reads.length, remembered.length], [1000, 1000]);
  });
});
