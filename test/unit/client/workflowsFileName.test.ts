import assert from "node:assert/strict";
import { fileNameOf } from "../../../client/src/sync/fileName";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";

const nameOf = (name: string | undefined, ...taken: string[]) => fileNameOf({ id: ID, name }, new Set(taken));

describe("the name of a workflow's file", () => {
  for (const [name, file] of [
    ["Spanish invoice (VERI*FACTU)", "spanish-invoice-veri-factu"],
    ["  Año — Übermäßig & Çedilla! ", "ano-ubermaßig-cedilla"],
    ["İstanbul fatura", "istanbul-fatura"],
    ["請求書 2026", "請求書-2026"],
    ["चालान", "चालान"],
    ["../../etc/passwd", "etc-passwd"],
    ["CON", "con-workflow"],
    ["lpt1", "lpt1-workflow"],
    ["Console", "console"],
    ["a\nb\u0000c", "a-b-c"],
    ["!!!", "workflow"],
    ["", "workflow"],
    [undefined, "workflow"],
    ["x".repeat(300), "x".repeat(50)],
    [`${"x".repeat(49)} y`, "x".repeat(49)],
    ["𝒳".repeat(3), "xxx"],
    ["𐐷".repeat(60), "𐐷".repeat(50)],
  ] as const) {
    it(`is made of its name: ${JSON.stringify(name?.slice(0, 40))}`, () => {
      assert.equal(nameOf(name), `${file}.workflow.json`);
    });
  }

  it("has the id where the name is taken, in a form that is free", () => {
    const taken = ["invoice.workflow.json"];
    assert.equal(nameOf("Invoice", ...taken), "invoice-019ab4c2.workflow.json");
    taken.push("invoice-019ab4c2.workflow.json");
    assert.equal(nameOf("Invoice", ...taken), `invoice-${ID}.workflow.json`);
    taken.push(`invoice-${ID}.workflow.json`);
    assert.equal(nameOf("Invoice", ...taken), `invoice-${ID}-2.workflow.json`);
    taken.push(`invoice-${ID}-2.workflow.json`);
    assert.equal(nameOf("Invoice", ...taken), `invoice-${ID}-3.workflow.json`);
  });

  it("fits every file system", () => {
    const name = "𐐷".repeat(60);
    const taken = [1, 2].map((turn) => (turn === 1 ? nameOf(name) : nameOf(name, nameOf(name))));
    assert.ok(Buffer.byteLength(nameOf(name, ...taken)) <= 255);
  });
});
