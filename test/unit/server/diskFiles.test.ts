import assert from "node:assert/strict";
import { setImmediate as settle } from "node:timers/promises";
import { CancellationTokenSource } from "vscode-languageserver";
import type { FolderEntry, Runtime } from "../../../server/src/server/runtime";
import { type DiskChange, DiskFiles } from "../../../server/src/server/workspaceFiles";
import { Projects } from "../../../server/src/server/workspaceProjects";
import { entriesOf } from "../../support/lsp/files";

const FOLDER = "file:///work";
const A = `${FOLDER}/a.workflow.json`;

describe("the files on disk", () => {
  let texts: Map<string, string>;
  /** Reads that are held back until they are let go. */
  let held: (() => void)[] | undefined;
  /** The addresses that cannot be read for now. */
  let unreadable: Set<string>;
  /** What is to be done later. */
  let later: { readonly callback: () => void; readonly milliseconds: number }[];
  let changes: DiskChange[];
  let errors: string[];
  let files: DiskFiles;

  const runtime: Runtime = {
    newId: () => "",
    yield: async () => {},
    later: (callback, milliseconds) => {
      later.push({ callback, milliseconds });
      return () => {};
    },
    loadLayout: () => Promise.reject(new Error("Nothing is drawn here.")),
    files: {
      canRead: (uri) => uri.startsWith("file:"),
      list: async (folder): Promise<FolderEntry[]> => {
        refuse(folder);
        return entriesOf([...texts.keys()], folder);
      },
      read: async (uri) => {
        refuse(uri);
        const text = texts.get(uri);
        await new Promise<void>((resolve) => (held ? held.push(resolve) : resolve()));
        return text;
      },
    },
  };

  const refuse = (uri: string): void => {
    if (unreadable.has(uri)) {
      throw "There is no network.";
    }
  };

  beforeEach(() => {
    texts = new Map([[A, "one"]]);
    unreadable = new Set();
    later = [];
    held = undefined;
    changes = [];
    errors = [];
    files = new DiskFiles(
      runtime,
      new Projects((fault) => errors.push(fault)),
      (change) => changes.push(change),
      (message, error) => errors.push(`${message}: ${error}`),
    );
  });

  const textOf = (uri: string) => files.get(uri)?.text;

  it("are known once all are read", async () => {
    assert.equal(files.isKnown(A), false);
    files.changeFolders([FOLDER], []);
    assert.equal(files.isKnown(A), false);
    await files.scanned();
    assert.equal(files.isKnown(A), true);
    assert.deepEqual([textOf(A), files.get(A)?.path], ["one", "a.workflow.json"]);
    assert.equal(files.isKnown("file:///elsewhere/a.workflow.json"), false);
  });

  it("are not known where they cannot be read", async () => {
    const folder = "remote://host/work";
    files.changeFolders([folder], []);
    await files.scanned();
    assert.equal(files.isKnown(`${folder}/a.workflow.json`), false);
    assert.deepEqual(files.keys(), []);
  });

  it("are what the last read says, however long the ones before it take", async () => {
    files.changeFolders([FOLDER], []);
    await files.scanned();
    held = [];
    texts.set(A, "two");
    const slow = files.read([A]);
    texts.set(A, "three");
    const quick = files.read([A]);
    const [first, second] = held;
    second?.();
    await quick;
    assert.equal(textOf(A), "three");
    first?.();
    await slow;
    assert.equal(textOf(A), "three");
  });

  it("do not come back by a read that was under way when they were deleted", async () => {
    files.changeFolders([FOLDER], []);
    await files.scanned();
    held = [];
    const read = files.read([A]);
    files.remove([A]);
    held.forEach((letGo) => void letGo());
    await read;
    assert.equal(textOf(A), undefined);
  });

  it("tell of what changed, and only that", async () => {
    files.changeFolders([FOLDER], []);
    await files.scanned();
    changes = [];
    await files.read([A, `${FOLDER}/nothing.txt`, `${FOLDER}/gone.workflow.json`]);
    assert.deepEqual(changes, []);
    texts.set(A, "two");
    await files.read([A]);
    assert.deepEqual(changes, [{ files: [A], isProjectChanged: false }]);
    files.remove([`${FOLDER}/nothing.txt`]);
    assert.equal(changes.length, 1);
    files.remove([FOLDER]);
    assert.deepEqual(changes.at(-1), { files: [A], isProjectChanged: false });
  });

  it("are named from the innermost folder", async () => {
    const inner = `${FOLDER}/inner`;
    texts = new Map([[`${inner}/b.workflow.json`, "b"]]);
    files.changeFolders([FOLDER, inner], []);
    await files.scanned();
    assert.equal(files.pathOf(`${inner}/b.workflow.json`), "b.workflow.json");
    files.changeFolders([], [inner]);
    assert.equal(files.get(`${inner}/b.workflow.json`)?.path, "inner/b.workflow.json");
    files.changeFolders([], [FOLDER]);
    assert.deepEqual(files.keys(), []);
  });

  describe("that cannot be read", () => {
    const SUB = `${FOLDER}/sub`;
    const B = `${SUB}/b.workflow.json`;

    beforeEach(() => texts.set(B, "two"));

    /** Does what is to be done later, and answers how long it waited. */
    const passTime = async (): Promise<number[]> => {
      const due = later.splice(0);
      due.forEach(({ callback }) => void callback());
      await settle();
      return due.map(({ milliseconds }) => milliseconds);
    };

    it("keep the text that they had, and the workspace counts as known in part until they can be", async () => {
      files.changeFolders([FOLDER], []);
      await files.scanned();
      unreadable.add(A);
      texts.set(A, "changed");
      await files.read([A]);
      assert.deepEqual([textOf(A), files.isKnown(B)], ["one", false]);
      assert.deepEqual(errors, [
        `The workspace is known in part only, as ${A} could not be read: There is no network.`,
      ]);
      unreadable.clear();
      changes = [];
      await files.read([A]);
      assert.deepEqual([textOf(A), files.isKnown(B)], ["changed", true]);
      assert.deepEqual(changes, [
        { files: [A], isProjectChanged: false },
        { files: [], isProjectChanged: false },
      ]);
    });

    it("leave out folders, which are looked into later", async () => {
      unreadable.add(SUB);
      files.changeFolders([FOLDER], []);
      await files.scanned();
      assert.deepEqual([files.keys(), files.isKnown(A)], [[A], false]);
      unreadable.clear();
      changes = [];
      assert.deepEqual(await passTime(), [5_000]);
      assert.deepEqual([files.keys(), files.isKnown(A)], [[A, B], true]);
      assert.deepEqual(changes, [
        { files: [B], isProjectChanged: false },
        { files: [], isProjectChanged: false },
      ]);
    });

    it("are tried a few times, and told of once", async () => {
      unreadable.add(FOLDER);
      files.changeFolders([FOLDER], []);
      await files.scanned();
      const waits: number[][] = [];
      while (later.length > 0) {
        waits.push(await passTime());
      }
      assert.deepEqual(waits, [[5_000], [30_000], [120_000], [600_000]]);
      assert.equal(files.isKnown(A), false);
      assert.equal(errors.length, 1);
      // What happens in the folder may have it read all the same.
      unreadable.clear();
      files.scan(FOLDER);
      await files.scanned();
      assert.deepEqual([files.keys(), files.isKnown(A)], [[A, B], true]);
    });

    it("are not missed once they are deleted or closed", async () => {
      unreadable.add(SUB);
      unreadable.add(A);
      files.changeFolders([FOLDER], []);
      await files.scanned();
      files.remove([A]);
      assert.equal(files.isKnown(A), false);
      files.remove([SUB]);
      assert.equal(files.isKnown(A), true);
      files.scan(FOLDER);
      await files.scanned();
      assert.equal(files.isKnown(A), false);
      files.changeFolders(["file:///other"], [FOLDER]);
      await files.scanned();
      assert.equal(files.isKnown("file:///other/a.workflow.json"), true);
    });

    it("do not keep those waiting who wait no longer", async () => {
      held = [];
      files.changeFolders([FOLDER], []);
      const cancellation = new CancellationTokenSource();
      const scanned = files.scanned(cancellation.token);
      cancellation.cancel();
      await scanned;
      assert.equal(files.isKnown(A), false);
    });
  });

  it("are taken up to a size, which is told of once", async () => {
    const large = " ".repeat(4 * 1024 * 1024);
    texts = new Map(Array.from({ length: 40 }, (_, at) => [`${FOLDER}/${at}.workflow.json`, large]));
    files.changeFolders([FOLDER], []);
    await files.scanned();
    assert.equal(files.keys().length, 32);
    assert.equal(files.isKnown(A), false);
    assert.equal(errors.length, 1);
    // What goes makes room.
    files.remove([`${FOLDER}/0.workflow.json`]);
    texts.set(A, "one");
    await files.read([A]);
    assert.equal(textOf(A), "one");
  });
});

describe("the projects of files", () => {
  const faults: string[] = [];
  const projects = new Projects((fault) => faults.push(fault));
  const uri = (path: string) => `${FOLDER}/${path}`;

  it("are the nearest ones, with the path of the file in them", () => {
    assert.equal(projects.set(uri(".invopop/diagnostics.json"), "{}"), true);
    assert.equal(projects.set(uri(".invopop/diagnostics.json"), "{}"), false);
    assert.equal(projects.set(uri("a b/.invopop/actions.json"), "{"), true);
    assert.deepEqual(
      ["x.json", "a b/x.json", "a%20b/c/x.json", "a bc/x.json"].map((path) => projects.of(uri(path))?.path),
      ["x.json", "x.json", "c/x.json", "a bc/x.json"],
    );
    assert.equal(projects.of("file:///other/x.json"), undefined);
    assert.equal(projects.textOf(FOLDER, "diagnostics"), "{}");
    assert.equal(projects.textOf(uri("a%20b"), "diagnostics"), undefined);
    assert.equal(faults.length, 2);
  });

  it("go when their files go", () => {
    assert.equal(projects.set(uri("nothing.json"), "{}"), false);
    assert.equal(projects.remove(uri("a%20b/.invopop/actions.json")), true);
    assert.equal(projects.of(uri("a b/x.json"))?.path, "a b/x.json");
    projects.set(uri("deep/er/.invopop/actions.json"), "{}");
    assert.equal(projects.remove(uri("dee")), false);
    assert.equal(projects.remove(uri("deep")), true);
    assert.equal(projects.remove(uri(".invopop")), true);
    assert.equal(projects.of(uri("x.json")), undefined);
  });
});
