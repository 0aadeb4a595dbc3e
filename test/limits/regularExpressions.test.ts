import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { check } from "recheck";
import actionsSchema from "../../schemas/actions.schema.json";
import diagnosticsSchema from "../../schemas/diagnostics.schema.json";
import workflowSchema from "../../schemas/workflow.schema.json";
import { type FoundExpression, findExpressions } from "../support/regularExpressions";

const ROOT = join(__dirname, "../..");
const FOLDERS = ["server/src", "client/src"];

/** How long the check of one expression may take, in milliseconds. One that takes longer is too clever. */
const LIMIT = 20_000;

/**
 * What is wrong with an expression; undefined when no text makes it look at a stretch again and again. What the
 * automaton cannot know of, such as a look behind, counts as wrong too.
 */
async function faultOf({ place, source, flags }: FoundExpression): Promise<string | undefined> {
  const told = await check(source, flags, { checker: "automaton", timeout: LIMIT });
  switch (told.status) {
    case "safe":
      return undefined;
    case "vulnerable":
      return `${place}: /${source}/${flags} takes ${told.complexity.summary} time on ${told.attack.pattern}`;
    default:
      return `${place}: /${source}/${flags} cannot be checked: ${JSON.stringify(told.error)}`;
  }
}

async function faultsOf(expressions: readonly FoundExpression[]): Promise<string[]> {
  const different = new Map(expressions.map((one) => [`/${one.source}/${one.flags}`, one]));
  const faults = await Promise.all([...different.values()].map(faultOf));
  return faults.filter((fault) => fault !== undefined);
}

/** The patterns of a JSON schema, which its validator runs over what users write. */
function patternsIn(schema: unknown, place: string): FoundExpression[] {
  if (typeof schema !== "object" || schema === null) {
    return [];
  }
  return Object.entries(schema).flatMap(([key, value]) =>
    key === "pattern" && typeof value === "string"
      ? [{ place, source: value, flags: "u" }]
      : patternsIn(value, place),
  );
}

describe("no regular expression takes longer than a text is long", () => {
  it("in the sources, where none is made at run time", async () => {
    const { files, expressions, made } = findExpressions(FOLDERS);
    const all = FOLDERS.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts") && !name.includes(".tsbuild"))
        .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
    );
    assert.deepEqual(
      all.filter((file) => !files.includes(file)),
      [],
      "Files that no project has",
    );
    assert.ok(expressions.length > 100, `${expressions.length} were found`);
    assert.deepEqual(made, []);
    assert.deepEqual(await faultsOf(expressions), []);
  }).timeout(120_000);

  it("in the schemas", async () => {
    const patterns = [actionsSchema, diagnosticsSchema, workflowSchema].flatMap((schema) =>
      patternsIn(schema, "schemas"),
    );
    assert.ok(patterns.length > 0);
    assert.deepEqual(await faultsOf(patterns), []);
  });
});
