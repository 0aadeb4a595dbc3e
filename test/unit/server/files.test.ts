import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { nodeFiles } from "../../../server/src/nodeFiles";
import type { FileSystem, FolderEntry } from "../../../server/src/server/runtime";
import { findFiles } from "../../../server/src/server/workspaceScan";
import { pathWithin } from "../../../server/src/workspace/uri";
import { TestFolder } from "../../support/folder";

const pause = async () => {};

describe("the files of this machine", () => {
  let folder: TestFolder;

  beforeEach(() => {
    folder = new TestFolder({
      "a.workflow.json": "{ é }",
      "sub/b.invopop.json": "\ufeff{}",
      "sub/.invopop/actions.json": "{}",
      "sub/.invopop/other.json": "{}",
      ".invopop/diagnostics.json": "{}",
      "node_modules/c.workflow.json": "{}",
      ".git/d.workflow.json": "{}",
      "e.json": "{}",
    });
  });
  afterEach(() => folder.dispose());

  const found = async () => {
    const { workflows, projects, isComplete } = await findFiles(nodeFiles, folder.uri, pause);
    const paths = (uris: readonly string[]) => uris.map((uri) => pathWithin(folder.uri, uri)).sort();
    return { workflows: paths(workflows), projects: paths(projects), isComplete };
  };

  it("are found in folders of any depth, but for those that are skipped", async () => {
    assert.deepEqual(await found(), {
      workflows: ["a.workflow.json", "sub/b.invopop.json"],
      projects: [".invopop/diagnostics.json", "sub/.invopop/actions.json"],
      isComplete: true,
    });
  });

  it("are found through links to files, and links to folders lead nowhere", async () => {
    symlinkSync(join(folder.path, "a.workflow.json"), join(folder.path, "link.workflow.json"));
    symlinkSync(folder.path, join(folder.path, "sub/circle"));
    symlinkSync(join(folder.path, "nowhere"), join(folder.path, "broken.workflow.json"));
    assert.deepEqual((await found()).workflows, [
      "a.workflow.json",
      "link.workflow.json",
      "sub/b.invopop.json",
    ]);
  });

  it("are read as they are", async () => {
    assert.equal(await nodeFiles.read(folder.uriOf("a.workflow.json")), "{ é }");
    assert.equal(await nodeFiles.read(folder.uriOf("sub/b.invopop.json")), "\ufeff{}");
    folder.write("empty.workflow.json", "");
    assert.equal(await nodeFiles.read(folder.uriOf("empty.workflow.json")), "");
  });

  it("are nothing where there is nothing to read", async () => {
    folder.write("large.workflow.json", " ".repeat(5 * 1024 * 1024));
    for (const uri of [
      folder.uriOf("large.workflow.json"),
      folder.uriOf("nowhere.workflow.json"),
      folder.uriOf("sub"),
      "untitled:Untitled-1",
      "http://example.com/a.workflow.json",
      "file://%zz",
      "",
    ]) {
      assert.equal(await nodeFiles.read(uri), undefined, uri);
      assert.deepEqual(uri.endsWith("sub") ? [] : await nodeFiles.list(uri), [], uri);
    }
  });

  if (process.platform !== "win32") {
    it("do not wait for the end of a pipe", async () => {
      execFileSync("mkfifo", [join(folder.path, "pipe.workflow.json")]);
      assert.equal(await nodeFiles.read(folder.uriOf("pipe.workflow.json")), undefined);
      assert.ok(!(await found()).workflows.includes("pipe.workflow.json"));
    });
  }
});

// Windows knows no modes.
if (process.platform !== "win32") {
  describe("what is forbidden of this machine", () => {
    const NOBODY = 65_534;
    const isSuperuser = process.getuid?.() === 0;
    let folder: TestFolder;
    const allow = (path: string, mode: number) => chmodSync(join(folder.path, path), mode);

    beforeEach(() => {
      folder = new TestFolder({ "a.workflow.json": "{}", "sub/b.workflow.json": "{}" });
      allow(".", 0o777);
      allow("a.workflow.json", 0);
      allow("sub", 0);
      if (isSuperuser) {
        process.seteuid?.(NOBODY);
      }
    });
    afterEach(() => {
      if (isSuperuser) {
        process.seteuid?.(0);
      }
      allow("sub", 0o700);
      folder.dispose();
    });

    it("is not taken for nothing", async () => {
      await assert.rejects(nodeFiles.read(folder.uriOf("a.workflow.json")), { code: "EACCES" });
      await assert.rejects(nodeFiles.list(folder.uriOf("sub")), { code: "EACCES" });
      const { workflows, unread, isComplete } = await findFiles(nodeFiles, folder.uri, pause);
      assert.deepEqual([workflows, isComplete], [[folder.uriOf("a.workflow.json")], true]);
      assert.deepEqual(
        unread.map(({ uri }) => uri),
        [folder.uriOf("sub")],
      );
    });
  });
}

describe("looking for files", () => {
  /** Folders that have this in them, whatever their address. */
  const endless = (entries: readonly FolderEntry[]): FileSystem => ({
    canRead: () => true,
    list: async () => entries,
    read: async () => undefined,
  });

  it("comes to an end", async () => {
    let pauses = 0;
    const { workflows, isComplete } = await findFiles(
      endless([
        { name: "a", isFolder: true },
        { name: "b", isFolder: true },
      ]),
      "file:///endless",
      async () => void pauses++,
    );
    assert.deepEqual([workflows, isComplete], [[], false]);
    assert.ok(pauses > 100);
    const many = Array.from({ length: 9999 }, (_, at) => ({ name: `${at}.workflow.json`, isFolder: false }));
    const full = await findFiles(endless([...many, { name: "a", isFolder: true }]), "file:///full", pause);
    assert.deepEqual([full.workflows.length, full.isComplete], [10_000, false]);
  });

  it("takes names as they are", async () => {
    const names = ["#.workflow.json", "a b%.workflow.json", "constructor", "\ud800.workflow.json"];
    const { workflows } = await findFiles(
      endless(names.map((name) => ({ name, isFolder: false }))),
      "file:///x/",
      pause,
    );
    assert.deepEqual(workflows, [
      "file:///x/%23.workflow.json",
      "file:///x/a%20b%25.workflow.json",
      "file:///x/%EF%BF%BD.workflow.json",
    ]);
  });
});
