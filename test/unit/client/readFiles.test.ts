import assert from "node:assert/strict";
import { type Address, type FilePorts, listFolder, readFile } from "../../../client/src/readFiles";

const address = (path: string, authority = "github", scheme = "vscode-vfs"): Address => ({
  scheme,
  authority,
  path,
});

const FOLDER = address("/acme/workflows");
const FILE = address("/acme/workflows/a.workflow.json");
const MOST = 4 * 1024 * 1024;

describe("the files that are read for the language server", () => {
  /** Files, folders and links as VS Code tells of them. */
  let entries: [string, number][];
  let bytes: Uint8Array;
  let type: number;
  /** What every call fails with. */
  let failure: Error | undefined;
  let reads: number;

  const fail = (): void => {
    if (failure) {
      throw failure;
    }
  };
  const ports: FilePorts<Address> = {
    folders: () => [FOLDER, address("/C:/Work/", "tunnel+pc", "vscode-remote"), address("/", "", "memfs")],
    stat: async () => {
      fail();
      return { type, size: bytes.byteLength };
    },
    readDirectory: async () => {
      fail();
      return entries;
    },
    readFile: async () => {
      fail();
      reads++;
      return bytes;
    },
  };
  const failing = (code: string) => Object.assign(new Error(`Failed: ${code}`), { code });

  beforeEach(() => {
    entries = [];
    bytes = new TextEncoder().encode("\ufeff{ é }");
    type = 1;
    failure = undefined;
    reads = 0;
  });

  it("are listed, without links to folders", async () => {
    entries = [
      ["a", 1],
      ["b", 2],
      ["c", 65],
      ["d", 66],
      ["e", 0],
    ];
    assert.deepEqual(await listFolder(ports, FOLDER), [
      { name: "a", isFolder: false },
      { name: "b", isFolder: true },
      { name: "c", isFolder: false },
    ]);
  });

  it("are read as they are", async () => {
    assert.equal(await readFile(ports, FILE, MOST), "\ufeff{ é }");
  });

  it("are nothing where there is none, and where they are too large", async () => {
    assert.equal(await readFile(ports, FILE, 5), null);
    bytes = new Uint8Array(MOST + 1);
    assert.equal(await readFile(ports, FILE, Number.POSITIVE_INFINITY), null);
    type = 2;
    assert.equal(await readFile(ports, FILE, MOST), null);
    assert.equal(reads, 0);
    for (const code of ["FileNotFound", "FileNotADirectory"]) {
      failure = failing(code);
      assert.equal(await readFile(ports, FILE, MOST), null);
      assert.deepEqual(await listFolder(ports, FOLDER), []);
    }
  });

  it("are not said to be nothing where they cannot be read", async () => {
    for (const error of [failing("NoPermissions"), failing("Unavailable"), new Error("Failed to fetch")]) {
      failure = error;
      await assert.rejects(readFile(ports, FILE, MOST), error);
      await assert.rejects(listFolder(ports, FOLDER), error);
    }
  });

  it("are those of the workspace alone", async () => {
    for (const inside of [
      FOLDER,
      FILE,
      address("/c:/Work/a", "TUNNEL+PC", "vscode-remote"),
      address("/a..b/..c", "", "memfs"),
    ]) {
      assert.deepEqual(await listFolder(ports, inside), []);
    }
    for (const outside of [
      address("/acme"),
      address("/acme/workflows2/a"),
      address("/acme/workflows/../secret"),
      address("/acme/workflows/..\\secret"),
      address("/acme/workflows/a", "gitlab"),
      address("/acme/workflows/a", "github", "vscode-userdata"),
      address("/C:/Work2", "tunnel+pc", "vscode-remote"),
      address("/a/..", "", "memfs"),
    ]) {
      await assert.rejects(
        listFolder(ports, outside),
        /^Error: This is not in the workspace\.$/,
        outside.path,
      );
      await assert.rejects(
        readFile(ports, outside, MOST),
        /^Error: This is not in the workspace\.$/,
        outside.path,
      );
    }
    assert.equal(reads, 0);
  });
});
