import assert from "node:assert/strict";
import { flowActions } from "../../../server/src/features/flowEdits/actions";
import { createCatalog } from "../../../server/src/schema/catalog";
import { parseDocument } from "../../../server/src/workflow/document";
import { CATALOG } from "../../support/rules";

describe("the actions to choose from for the picture", () => {
  const actions = (text: string, catalog = CATALOG) => flowActions(parseDocument(text), catalog);
  const ids = (text: string): string[] => actions(text).map(({ id }) => id);

  it("are all current ones, once each, and none that is superseded", () => {
    const all = ids("{}");
    assert.deepEqual([...all].sort(), CATALOG.current.map(({ id }) => id).sort());
    assert.ok(all.every((id) => CATALOG.get(id)?.status !== "superseded"));
  });

  it("come in the order in which they fit the workflow's documents and country", () => {
    const spain = ids('{ "schema": "bill/invoice", "country": "ES" }');
    const party = ids('{ "schema": "org/party", "country": "ES" }');
    const place = (list: readonly string[], id: string): number => list.indexOf(id);
    assert.ok(place(spain, "verifactu.generate") < place(spain, "at-pt.send"));
    assert.ok(place(spain, "verifactu.generate") < place(spain, "verifactu.register"));
    assert.ok(place(party, "verifactu.register") < place(party, "verifactu.generate"));
  });

  it("take the country from the actions that the workflow has, where it names none", () => {
    const portugal = ids('{ "steps": [{ "provider": "at-pt.send" }] }');
    assert.ok(portugal.indexOf("at-pt.send") < portugal.indexOf("verifactu.generate"));
  });

  it("say what they are, as far as it is known", () => {
    const pdf = actions("{}").find(({ id }) => id === "pdf");
    assert.deepEqual(pdf, {
      id: "pdf",
      title: "Generate PDF",
      app: CATALOG.get("pdf")?.app?.name,
      description: CATALOG.get("pdf")?.description,
    });
    assert.ok(pdf.app && pdf.description);
    const own = actions("{}", createCatalog(["acme.send"])).find(({ id }) => id === "acme.send");
    assert.deepEqual(own, { id: "acme.send", title: "acme.send" });
  });

  it("are there for a text that is half-typed", () => {
    assert.deepEqual(ids('{ "schema": "bill/invoice", "steps": ['), ids('{ "schema": "bill/invoice" }'));
  });
});
