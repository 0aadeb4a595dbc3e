import assert from "node:assert/strict";
import { createCatalog } from "../../../server/src/schema/catalog";
import { findAll } from "../../support/rules";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";

/** What is found of a workflow of these steps, when the catalog has this entry too; hints aside. */
function found(entry: object, steps: readonly object[], workflow: object = {}): string[] {
  const text = JSON.stringify({
    name: "A",
    ...workflow,
    steps: steps.map((step, at) => ({ id: ID + (at + 1), ...step })),
    rescue: [{ id: `${ID}9`, action: "pdf" }],
  });
  return findAll(text, createCatalog([entry])).flatMap(({ rule, message }) =>
    rule.severity === "hint" ? [] : [`${rule.code}: ${message}`],
  );
}

describe("an action that users add", () => {
  const SEND = { action: "acme.send" };

  it("is known by its ID alone, and takes whatever config", () => {
    assert.deepEqual(found({ id: "acme.send" }, [{ ...SEND, config: { a: 1 } }]), []);
  });

  it("has its config checked, with keys that are free where it says so", () => {
    const config = {
      properties: {
        mode: { type: "string", enum: ["test", "live"] },
        sizes: { type: "array", items: { type: "integer", enum: [1, 2] } },
        target: { type: "string", holds: "workflow-id" },
      },
      required: ["mode"],
    };
    const step = { ...SEND, config: { mode: "tes", sizes: [1, "2", "3", 4], target: "x", y: 1 } };
    const faults = [
      "invalid-config: 'tes' is no value of 'mode'. Did you mean 'test'?",
      "invalid-config: An item of 'sizes' must be an integer.",
      "invalid-config: An item of 'sizes' must be an integer.",
      "invalid-config: '4' is no value of 'sizes'. It is one of: 1, 2.",
      "invalid-config: 'target' must be the UUID of a workflow, and 'x' is none.",
    ];
    const unknown = "unknown-config-key: 'acme.send' is not known to have 'y' in its config.";
    assert.deepEqual(found({ id: "acme.send", config }, [step]), [...faults, unknown]);
    assert.deepEqual(
      found({ id: "acme.send", config: { ...config, additionalProperties: true } }, [step]),
      faults,
    );
  });

  it("tells of all that it lacks, whatever stands in for it", () => {
    const entry = (more: object) => ({
      id: "acme.send",
      config: {
        properties: { a: { type: "string" }, to: { type: "string", holds: "workflow-id" } },
        required: ["a", "to"],
        ...more,
      },
    });
    assert.deepEqual(found(entry({}), [SEND]), [
      "placeholder: 'acme.send' needs the UUID of another workflow under 'to' in its config.",
    ]);
    const to = `${ID}8`;
    // Where other keys are free, one that looks like a missing one is no slip of the pen.
    assert.deepEqual(found(entry({ additionalProperties: true }), [{ ...SEND, config: { A: "x", to } }]), [
      "missing-config: 'acme.send' needs the key 'a' in its config.",
    ]);
    assert.deepEqual(found(entry({}), [{ ...SEND, config: { A: "x", to } }]), [
      "unknown-config-key: 'acme.send' is not known to have 'A' in its config. Did you mean 'a'?",
    ]);
  });

  it("needs what it names before it, also by an older ID", () => {
    const entry = { id: "acme.send", after: ["ticketbai.generate"] };
    const missing = "missing-predecessor: 'acme.send' needs 'gov-es.ticketbai.generate' before it.";
    assert.deepEqual(found(entry, [SEND]), [missing]);
    assert.deepEqual(found(entry, [{ action: "gov-es.ticketbai.generate" }, SEND]), []);
    assert.deepEqual(found(entry, [{ action: "ticketbai.generate" }, SEND]), [
      "superseded-action: The action 'ticketbai.generate' was replaced by 'gov-es.ticketbai.generate'.",
    ]);
    assert.deepEqual(found({ id: "acme.send", after: ["acme.make"] }, [{ action: "acme.make" }, SEND]), [
      "unknown-action: The action 'acme.make' is not known.",
    ]);
  });

  it("numbers and signs as it says", () => {
    const number = { action: "sequence.enumerate" };
    assert.deepEqual(found({ id: "acme.send", effects: ["sign"] }, [number, SEND]), []);
    assert.deepEqual(found({ id: "acme.send", effects: ["sign"] }, [SEND, number]), [
      "number-after-signing: A document gets its number before it is signed, and 'acme.send' has run already.",
    ]);
    assert.deepEqual(found({ id: "acme.send", effects: ["number"] }, [SEND, number]), [
      "number-after-signing: 'acme.send' has given the document its number already.",
    ]);
  });

  it("is for its documents and countries, if it names any", () => {
    const invoice = { schema: "bill/invoice", country: "ES" };
    assert.deepEqual(found({ id: "acme.send", closedSchemas: true, countries: [] }, [SEND], invoice), []);
    assert.deepEqual(
      found(
        { id: "acme.send", closedSchemas: true, schemas: ["org/party"], countries: ["PT", "IT"] },
        [SEND],
        invoice,
      ),
      [
        "schema-mismatch: 'acme.send' is for org/party, and this workflow is for bill/invoice.",
        "mixed-countries: 'acme.send' is for Portugal (PT), Italy (IT), and this workflow for Spain (ES).",
      ],
    );
    assert.deepEqual(found({ id: "acme.send", countries: ["PT", "ES"] }, [SEND], invoice), []);
  });

  it("ends with its codes, if they are all that there are", () => {
    const step = { ...SEND, next: [{ code: "don", stop: true }] };
    const codes = [{ code: "done" }];
    assert.deepEqual(found({ id: "acme.send", codes }, [step]), []);
    assert.deepEqual(found({ id: "acme.send", codes, closedCodes: true }, [step]), [
      "unknown-code: 'acme.send' never ends with the code 'don'. Did you mean 'done'?",
    ]);
    assert.deepEqual(found({ id: "acme.send", closedCodes: true }, [step, { action: "pdf" }]), [
      "unknown-code: 'acme.send' never ends with the code 'don'. It has none.",
    ]);
  });
});
