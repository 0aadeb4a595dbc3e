import assert from "node:assert/strict";
import { ApiError } from "../../../client/src/api/errors";
import { readWorkflow, type StoredWorkflow } from "../../../client/src/api/types";
import type { Base } from "../../../client/src/sync/base";
import { contentsOfStored, contentsOfText, isSame } from "../../../client/src/sync/contents";
import { baseOf } from "../../../client/src/sync/engine";
import { renderLike, renderNew } from "../../../client/src/sync/render";
import type { LocalFile } from "../../../client/src/workflows/localStates";
import { type Outcome, type PullAllPorts, pullAll } from "../../../client/src/workflows/pullAll";
import { detailsOf, summaryOf } from "../../../client/src/workflows/pullAllTexts";
import { uuid } from "../../support/ids";

const stored = (id: number, more: Readonly<Record<string, unknown>> = {}): StoredWorkflow =>
  readWorkflow({
    id: uuid(id),
    name: "Invoice",
    version: "1",
    hash: `h${id}`,
    draft: false,
    steps: [{ id: uuid(id + 5000), name: "Sign", action: "silo.close" }],
    ...more,
  }) ?? assert.fail();

describe("pulling all workflows", () => {
  let texts: Map<string, string>;
  let bases: Map<string, Base>;
  let files: Map<string, string[]>;
  /** Files that are not pulled into. */
  let others: LocalFile[];
  /** Whether anybody can say which files there are. */
  let isKnown: boolean;
  let progress: string[];
  let abort: AbortController;
  /** Names that cannot be written. */
  let refused: Set<string>;
  let fetched: string[];

  const ports: PullAllPorts = {
    files: {
      text: async (uri) => texts.get(uri),
      take: async (uri, before, workflow) => {
        if (refused.has(uri)) {
          return false;
        }
        texts.set(uri, renderLike(before, workflow));
        await ports.remember(workflow);
        return true;
      },
      create: async (folder, name, text) => {
        if (refused.has(name)) {
          throw new Error("The disk is full.");
        }
        const uri = `${folder}/${name}`;
        if (texts.has(uri)) {
          return undefined;
        }
        texts.set(uri, text);
        return uri;
      },
      names: async () => [...texts.keys()].map((uri) => uri.slice("all/".length)),
    },
    fetch: async (id) => {
      fetched.push(id);
      throw new ApiError("server", "500", { status: 500 });
    },
    base: (id) => bases.get(id),
    remember: async (workflow) => {
      const id = workflow.id ?? "";
      bases.set(id, await baseOf("w", id, workflow));
    },
    forget: async (id) => void bases.delete(id),
    localFiles: async () =>
      isKnown
        ? {
            own: [...files].flatMap(([id, uris]) =>
              uris.map((uri) => ({ uri, id: id.toUpperCase(), label: uri })),
            ),
            others,
          }
        : undefined,
    progress: (done, name) => void progress.push(`${done} ${name}`),
  };
  const run = async (...workflows: readonly StoredWorkflow[]) =>
    (await pullAll(ports, workflows, "all", abort.signal)) ?? assert.fail("The files are not known.");
  const put = (uri: string, id: number, text: string) => {
    texts.set(uri, text);
    files.set(uuid(id), [...(files.get(uuid(id)) ?? []), uri]);
  };
  const created = (outcomes: readonly Outcome[]) =>
    outcomes.map((outcome) => (outcome.kind === "created" ? outcome.uri : outcome.kind));
  const hasPulled = (uri: string, workflow: StoredWorkflow) =>
    isSame(contentsOfText(texts.get(uri) ?? ""), contentsOfStored(workflow));

  beforeEach(() => {
    texts = new Map();
    bases = new Map();
    files = new Map();
    others = [];
    isKnown = true;
    progress = [];
    refused = new Set();
    fetched = [];
    abort = new AbortController();
  });

  it("writes one new file for each, under names that stay the same", async () => {
    const workflows = [
      stored(1),
      stored(2),
      stored(3, { name: "Credit note" }),
      stored(4, { name: "INVOICE" }),
    ];
    const result = await run(...workflows);
    const expected = ["invoice", "invoice-019ab4c2", "credit-note", `invoice-${uuid(4)}`];
    assert.deepEqual(
      created(result),
      expected.map((name) => `all/${name}.workflow.json`),
    );
    assert.ok(workflows.every((workflow, at) => hasPulled(created(result)[at] ?? "", workflow)));
    assert.deepEqual(progress, ["0 Invoice", "1 Invoice", "2 Credit note", "3 INVOICE"]);
    assert.equal(bases.size, 4);
    assert.equal(summaryOf(result), "Pulled all workflows: 4 new files.");

    for (const [at, uri] of created(result).entries()) {
      files.set(uuid(at + 1), [uri]);
    }
    const before = [...texts];
    const again = await run(...workflows);
    assert.equal(summaryOf(again), "Pulled all workflows: 4 files in step already.");
    assert.deepEqual([...texts], before);
  });

  it("brings up to date what only Invopop has changed, and leaves all else to the letter", async () => {
    const mine = (id: number) => renderNew(stored(id)).replace("Sign", "Sign it");
    const newer = (id: number) => stored(id, { description: "Newer", hash: "new" });
    put("behind", 1, renderNew(stored(1)).replace('"action"', '"provider"'));
    put("ahead", 2, mine(2));
    put("conflict", 3, mine(3));
    put("unknown", 4, mine(4));
    put("broken", 5, `{ "id": "${uuid(5)}"`);
    for (const id of [1, 2, 3]) {
      await ports.remember(stored(id));
    }
    const before = new Map(texts);
    const result = await run(newer(1), stored(2), newer(3), stored(4), newer(5));
    assert.deepEqual(result, [
      { kind: "updated", uri: "behind" },
      { kind: "skipped", uri: "ahead", state: "ahead" },
      { kind: "skipped", uri: "conflict", state: "conflict" },
      { kind: "skipped", uri: "unknown", state: "conflict" },
      { kind: "skipped", uri: "broken", state: "unreadable" },
    ]);
    assert.ok(hasPulled("behind", newer(1)) && texts.get("behind")?.includes('"provider"'));
    texts.delete("behind");
    before.delete("behind");
    assert.deepEqual(texts, before);
    assert.deepEqual(
      [...bases].map(([id, { hash }]) => [id, hash]),
      [
        [uuid(1), "new"],
        [uuid(2), "h2"],
        [uuid(3), "h3"],
      ],
    );
    assert.equal(
      summaryOf(result),
      "Pulled all workflows: 1 file brought up to date. 4 files with changes of their own left as they are.",
    );
    assert.deepEqual(
      detailsOf(result, (uri) => `${uri}.json`),
      [
        "Brought up to date: behind.json",
        "Left as it is: ahead.json – changed here since it was last pulled or published",
        "Left as it is: conflict.json – has changes that Invopop does not have",
        "Left as it is: unknown.json – has changes that Invopop does not have",
        "Left as it is: broken.json – its JSON has to be mended first",
      ],
    );
  });

  it("leaves alone all files of an id of which one has changes", async () => {
    put("old", 1, renderNew(stored(1)));
    put("mine", 1, renderNew(stored(1)).replace("Sign", "Sign it"));
    await ports.remember(stored(1));
    const result = await run(stored(1, { hash: "new", description: "Newer" }));
    assert.deepEqual(result, [
      { kind: "skipped", uri: "old", state: "behind" },
      { kind: "skipped", uri: "mine", state: "conflict" },
    ]);
    assert.deepEqual(
      detailsOf(result, (uri) => uri)[0],
      "Left as it is: old – another file has the same id, and changes of its own",
    );
    assert.equal(bases.get(uuid(1))?.hash, "h1");
  });

  it("goes on after what fails, and says what did", async () => {
    refused = new Set(["first.workflow.json", "typed"]);
    put("typed", 3, renderNew(stored(3)));
    put("gone", 4, "");
    texts.delete("gone");
    await ports.remember(stored(3));
    const { steps: _steps, ...bare } = stored(2).contents;
    const result = await run(
      stored(1, { name: "First" }),
      readWorkflow(bare) ?? assert.fail(),
      stored(3, { description: "Newer" }),
      stored(4),
      stored(5),
    );
    assert.deepEqual(fetched, [uuid(2)]);
    assert.deepEqual(result, [
      { kind: "failed", name: "First", reason: "The disk is full." },
      {
        kind: "failed",
        name: "Invoice",
        reason: "Invopop has a problem of its own (500). Try again in a while.",
      },
      { kind: "failed", name: "Invoice", reason: "The file was changed meanwhile." },
      { kind: "failed", name: "Invoice", reason: "The file could not be read." },
      { kind: "created", uri: "all/invoice.workflow.json" },
    ]);
    assert.equal(summaryOf(result), "Pulled: 1 new file. 4 workflows could not be pulled.");
    assert.equal(detailsOf(result, (uri) => uri)[0], "Not pulled: “First” – The disk is full.");
  });

  it("stops between two files when it is cancelled", async () => {
    const cancelling: PullAllPorts = {
      ...ports,
      progress: (done) => {
        if (done === 1) {
          abort.abort();
        }
      },
    };
    const workflows = Array.from({ length: 20 }, (_, at) => stored(at + 1));
    const result = (await pullAll(cancelling, workflows, "all", abort.signal)) ?? assert.fail();
    assert.equal(texts.size, 1);
    assert.equal(summaryOf(result), "Pulling was cancelled: 1 new file. 19 workflows left.");
  });

  it("takes no file for up to date by what was pulled into another with the same id", async () => {
    const newer = stored(1, { description: "Newer", hash: "new" });
    const old = renderNew(stored(1));
    const elsewhere = (text: string) => {
      texts = new Map([["open/old", text]]);
      files = new Map();
      others = [{ uri: "open/old", id: uuid(1), label: "old" }];
    };
    const hash = () => bases.get(uuid(1))?.hash;
    await ports.remember(stored(1));

    elsewhere(old);
    assert.deepEqual(created(await run(newer)), ["all/invoice.workflow.json"]);
    assert.deepEqual([texts.get("open/old"), hash()], [old, "h1"]);

    put("all/same", 1, renderNew(newer));
    assert.deepEqual(created(await run(newer)), ["same"]);
    assert.equal(hash(), "h1");

    elsewhere(old);
    put("all/behind", 1, old);
    assert.deepEqual(created(await run(newer)), ["updated"]);
    assert.deepEqual([texts.get("open/old"), hash()], [old, undefined]);

    elsewhere(renderNew(newer));
    assert.deepEqual(created(await run(newer)), ["all/invoice.workflow.json"]);
    assert.equal(hash(), "new");
  });

  it("takes a file that was changed meanwhile for one in conflict", async () => {
    put("a", 1, renderNew(stored(1)));
    put("typed", 1, renderNew(stored(1)));
    await ports.remember(stored(1));
    refused = new Set(["typed"]);
    assert.deepEqual(created(await run(stored(1, { description: "Newer", hash: "new" }))), [
      "updated",
      "failed",
    ]);
    assert.equal(bases.size, 0);
  });

  it("does nothing where nobody can say which files there are", async () => {
    put("behind", 1, renderNew(stored(1)));
    await ports.remember(stored(1));
    const before = [...texts, ...bases];
    isKnown = false;
    const newer = [stored(1, { description: "Newer", hash: "new" }), stored(2)];
    assert.equal(await pullAll(ports, newer, "all", abort.signal), undefined);
    assert.deepEqual([[...texts, ...bases], progress], [before, []]);
    abort.abort();
    assert.equal(
      summaryOf(await run(...newer)),
      "Pulling was cancelled: nothing was written. 2 workflows left.",
    );
    assert.deepEqual([[...texts, ...bases], progress], [before, []]);
  });

  it("has nothing to do where there is nothing", async () => {
    assert.equal(summaryOf(await run()), "Pulled all workflows: nothing was written.");
  });

  it("takes a thousand", async () => {
    const workflows = Array.from({ length: 1000 }, (_, at) =>
      stored(at + 1, { name: `Workflow ${at % 10}` }),
    );
    const result = await run(...workflows);
    assert.equal(new Set(created(result)).size, 1000);
    assert.ok(workflows.every((workflow, at) => hasPulled(created(result)[at] ?? "", workflow)));
  });
});
