import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { nameOf, pathWithin, uriKey, uriWithin } from "../../../server/src/workspace/uri";

describe("addresses of files", () => {
  it("are the same however they are spelt", () => {
    for (const [a, b] of [
      ["file:///C:/a.json", "file:///c%3A/a.json"],
      ["file:///a%20b/%C3%A9.json", "file:///a b/é.json"],
      ["file:///a/(b).json", "file:///a/%28b%29.json"],
    ] as const) {
      assert.equal(uriKey(a), uriKey(b));
    }
    assert.notEqual(uriKey("file:///a/B.json"), uriKey("file:///a/b.json"));
  });

  it("live through escapes that are none", () => {
    assert.equal(uriKey("file:///a%/%zz"), "file:///a%/%zz");
    assert.equal(uriKey(""), "");
    assert.equal(nameOf("file:///a%/%zz"), "%zz");
  });

  it("have a path within a folder", () => {
    assert.equal(pathWithin("file:///a", "file:///a/b/c%20d.json"), "b/c d.json");
    assert.equal(pathWithin("file:///a/", "file:///a/b.json"), "b.json");
    assert.equal(pathWithin("file:///C:/a", "file:///c%3A/a/b.json"), "b.json");
    assert.equal(pathWithin("file:///a", "file:///ab/c.json"), undefined);
    assert.equal(pathWithin("file:///a", "file:///a"), undefined);
    assert.equal(pathWithin("file:///a", "file:///a/"), undefined);
    assert.equal(pathWithin("file:///", "file:///a.json"), "a.json");
    assert.equal(pathWithin("file:///a", "untitled:Untitled-1"), undefined);
  });

  it("are made of a folder and plain names, as Node.js reads them", () => {
    for (const path of ["b.json", "a b/ü%.json", "#?&+(')!*[]{}/😀.json"]) {
      const uri = uriWithin("file:///tmp/", path);
      assert.equal(pathWithin("file:///tmp", uri), path);
      assert.equal(uriKey(uri), uriKey(pathToFileURL(`/tmp/${path}`).href));
    }
    assert.equal(uriWithin("file:///tmp", "(a)"), "file:///tmp/%28a%29");
    assert.equal(uriWithin("file:///tmp", "\ud800"), "file:///tmp/%EF%BF%BD");
  });

  it("have a name at their end", () => {
    assert.equal(nameOf("file:///a/b%20c.json"), "b c.json");
    assert.equal(nameOf("file:///a/b/"), "b");
    assert.equal(nameOf("untitled:Untitled-1"), "untitled:Untitled-1");
  });
});
