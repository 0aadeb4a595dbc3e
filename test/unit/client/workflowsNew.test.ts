import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { newWorkflow } from "../../../client/src/workflows/newText";
import { idSource, uuid } from "../../support/ids";

const EXAMPLES = join(__dirname, "../../../examples");
const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

describe("a new workflow", () => {
  it("is empty, with the schema that was chosen or none", () => {
    assert.deepEqual(newWorkflow({ schema: "bill/invoice" }, "Mine", idSource()), {
      id: uuid(900),
      name: "Mine",
      text: text({ id: uuid(900), name: "Mine", schema: "bill/invoice", steps: [], rescue: [] }),
    });
    assert.equal(
      newWorkflow({ schema: "" }, "Mine", idSource()).text,
      text({ id: uuid(900), name: "Mine", steps: [], rescue: [] }),
    );
  });

  it("has fresh UUIDs wherever an example has its own, and leaves those of others", () => {
    const example = {
      id: uuid(1),
      name: "Example",
      steps: [
        { id: uuid(2), action: "a", next: [{ status: "KO", step_id: uuid(3).toUpperCase() }] },
        { id: uuid(3), action: "b", config: { workflow_id: uuid(1), id: uuid(8), other: uuid(9) } },
        { action: "c", next: [{ steps: [{ id: "no UUID", action: "d" }] }] },
      ],
      rescue: [{ id: uuid(4), action: "e", config: { step: uuid(2) } }],
    };
    assert.equal(
      newWorkflow({ example }, "Mine", idSource()).text,
      text({
        id: uuid(900),
        name: "Mine",
        steps: [
          { id: uuid(901), action: "a", next: [{ status: "KO", step_id: uuid(902) }] },
          { id: uuid(902), action: "b", config: { workflow_id: uuid(900), id: uuid(8), other: uuid(9) } },
          { action: "c", next: [{ steps: [{ id: "no UUID", action: "d" }] }] },
        ],
        rescue: [{ id: uuid(903), action: "e", config: { step: uuid(901) } }],
      }),
    );
  });

  for (const file of readdirSync(EXAMPLES).filter((name) => name.endsWith(".json"))) {
    it(`is ${file} but for its UUIDs and its name`, () => {
      const source = readFileSync(join(EXAMPLES, file), "utf8");
      const example = JSON.parse(source);
      const made = newWorkflow({ example }, example.name, idSource()).text;
      const without = (json: string) => json.replace(UUIDS, "…");
      const expected = "id" in example ? source : source.replace("{", `{\n  "id": "${uuid(0)}",`);
      assert.equal(without(made), without(expected));
      const old = new Set(JSON.stringify([example.steps, example.rescue]).match(/(?<="id":")[^"]+/g));
      assert.ok(old.size > 0 && [...old].every((id) => !made.includes(id)));
    });
  }
});
