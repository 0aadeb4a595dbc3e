import assert from "node:assert/strict";
import { addressOf, placeAt } from "../../../client/src/compare/publishedUri";

describe("the address of what is stored", () => {
  const place = { workspace: "w1", id: "i1" };

  it("tells workspace, workflow and the file that it is compared with", () => {
    const like = "file:///a%20b/c.workflow.json?d#e";
    assert.deepEqual(addressOf({ ...place, like }, "Invoice"), {
      authority: "",
      path: "/w1/i1/Invoice.workflow.json",
      query: like,
    });
    assert.deepEqual(placeAt(addressOf({ ...place, like }, "Invoice")), { ...place, like });
    assert.deepEqual(placeAt(addressOf(place, "Invoice")), place);
  });

  it("takes a name for no more than a name", () => {
    for (const [name, path] of [
      ["../a\\b/c", "/w1/i1/.. a b c.workflow.json"],
      [" \n ", "/w1/i1/workflow.workflow.json"],
      ["", "/w1/i1/workflow.workflow.json"],
    ] as const) {
      assert.equal(addressOf(place, name).path, path);
      assert.deepEqual(placeAt(addressOf(place, name)), place);
    }
  });

  it("is none where parts are missing", () => {
    for (const path of ["", "/", "/w1", "/w1/i1", "/w1/i1/"]) {
      assert.equal(placeAt({ authority: "", path, query: "" }), undefined);
    }
  });
});
