import assert from "node:assert/strict";
import { findHover } from "../../../server/src/features/hover";
import { createCatalog } from "../../../server/src/schema/catalog";
import { type FormatObject, keysOf } from "../../../server/src/schema/format";
import { parseDocument } from "../../../server/src/workflow/document";
import { atCursor } from "../../support/markers";
import { CATALOG } from "../../support/rules";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";

interface Shown {
  readonly on: string;
  readonly markdown: string;
}

function hover(marked: string, catalog = CATALOG): Shown | undefined {
  const { text, cursor } = atCursor(marked);
  const found = findHover(parseDocument(text), catalog, cursor);
  return found && { on: text.slice(found.span.start, found.span.end), markdown: found.markdown };
}

function markdown(marked: string, catalog = CATALOG): string {
  return hover(marked, catalog)?.markdown ?? "nothing";
}

describe("hover", () => {
  it("tells what each key of the format is, on the whole key", () => {
    const around: Readonly<Record<FormatObject, (key: string) => string>> = {
      workflow: (key) => `{ ${key}: 1 }`,
      step: (key) => `{ "steps": [{ ${key}: 1 }] }`,
      condition: (key) => `{ "rescue": [{ "next": [{ ${key}: 1 }] }] }`,
    };
    for (const part of ["workflow", "step", "condition"] as const) {
      for (const { name, description } of keysOf(part).values()) {
        const shown = hover(around[part](`"${name.slice(0, 2)}<|>${name.slice(2)}"`));
        assert.equal(shown?.on, `"${name}"`);
        assert.ok(shown?.markdown.startsWith(`**${name}**`), name);
        assert.ok(shown?.markdown.includes(description) && description.length > 20, name);
      }
    }
    assert.match(markdown('{ "ha<|>sh": "x" }'), /set by Invopop/);
    assert.match(markdown('{ "steps": [{ "prov<|>ider": "x" }] }'), /deprecated/);
  });

  it("tells what an action is: title, app, countries, config, codes and the docs page", () => {
    const shown = hover('{ "steps": [{ "action": "silo<|>.state" }] }');
    assert.equal(shown?.on, '"silo.state"');
    assert.match(shown?.markdown ?? "", /^\*\*Set state\*\* · `silo\.state`/);
    assert.match(shown?.markdown ?? "", /App: Silo/);
    assert.match(shown?.markdown ?? "", /- `state` \(required\)/);
    assert.match(shown?.markdown ?? "", /\[Documentation\]\(https:\/\/docs\.invopop\.com\//);
    assert.match(
      markdown('{ "steps": [{ "provider": "gov-es.ticketbai<|>.send" }] }'),
      /Countries: Spain \(ES\)/,
    );
    assert.match(markdown('{ "steps": [{ "action": "silo<|>.if" }] }'), /Outcomes:\n.*`true`/s);
    assert.match(
      markdown('{ "steps": [{ "action": "ticketbai<|>.send" }] }'),
      /Superseded by `gov-es\.ticketbai\.send`/,
    );
  });

  it("tells which step a UUID stands for, on the id and on a step_id", () => {
    const text = (first: string, second: string): string =>
      `{ "steps": [{ "id": "a", "next": [{ "steps": [{ "id": ${first}, "name": "Make *it*", "action": "pdf" }] }, { "step_id": ${second} }] }] }`;
    const expected =
      "**Make \\*it\\***\n\n`pdf` · Generate PDF  \n`steps[0].next[0].steps[0]`\n\n1 condition goes here.";
    assert.deepEqual(hover(text(`"<|>${ID}1"`, `"${ID}1"`)), { on: `"${ID}1"`, markdown: expected });
    assert.deepEqual(hover(text(`"${ID}1"`, `"${ID}1<|>"`)), { on: `"${ID}1"`, markdown: expected });
    assert.equal(markdown(text(`"${ID}1"`, `"<|>${ID}2"`)), "No step of this workflow has this id.");
    assert.equal(
      markdown('{ "steps": [{ "id": "<|>a" }, { "id": "a", "name": "B" }] }'),
      "**Step 1**\n\nno action  \n`steps[0]`\n\n---\n\n**B**\n\nno action  \n`steps[1]`",
    );
  });

  it("tells what values mean", () => {
    assert.match(markdown('{ "steps": [{ "next": [{ "status": "KO<|>" }] }] }'), /failed/);
    assert.equal(markdown('{ "country": "PT<|>" }'), "Portugal (PT)");
    assert.match(
      markdown('{ "schema": "bill/inv<|>oice" }'),
      /^\*\*Invoice\*\* · `bill\/invoice`\n\nInvoices/,
    );
    assert.match(
      markdown('{ "steps": [{ "action": "silo.if", "next": [{ "code": "tr<|>ue" }] }] }'),
      /^`true` – \S/,
    );
  });

  it("tells what a config field is and what its value means", () => {
    const shown = hover('{ "steps": [{ "config": { "sta<|>te": "error" }, "action": "silo.state" }] }');
    assert.equal(shown?.on, '"state"');
    assert.match(shown?.markdown ?? "", /^\*\*state\*\* · string · required/);
    const value = hover('{ "steps": [{ "config": { "state": "err<|>or" }, "action": "silo.state" }] }');
    assert.deepEqual(value, { on: '"error"', markdown: "The workflow failed." });
  });

  it("tells about what stands deeper in a config", () => {
    const inside = (field: string): string =>
      `{ "steps": [{ "action": "chargebee.update.details", "config": { "fields": [{ "other": [1] }, ${field}] } }] }`;
    assert.match(markdown(inside('{ "fie<|>ld": "cf_a" }')), /^\*\*field\*\* · string\n\nThe name/);
    assert.match(
      markdown(inside('{ "value": "doc.c<|>ode" }')),
      /^An expression in .*:\n\n```expr\ndoc.code\n```$/,
    );
    assert.equal(hover(inside('{ "other": "doc.c<|>ode" }')), undefined);
    assert.equal(hover(inside('"a<|>b"')), undefined);
  });

  it("shows a program line by line, whatever stands in it", () => {
    const program = 'if .a then\n  "```"\nend';
    const text = JSON.stringify(program);
    const shown = markdown(`{ "steps": [{ "action": "silo.modify", "config": { "jq": <|>${text} } }] }`);
    assert.equal(shown, `A program in [jq](https://jqlang.org):\n\n\`\`\`\`jq\n${program}\n\`\`\`\``);
    assert.equal(hover('{ "steps": [{ "action": "silo.modify", "config": { "jq": "<|>" } }] }'), undefined);
  });

  it("shows what users write into their catalog as text, not as markup", () => {
    const catalog = createCatalog([
      {
        id: "acme.ship",
        title: "**a** [b](c) <d>",
        description: "`e` _f_",
        app: { id: "acme", name: "# g" },
      },
    ]);
    assert.equal(
      markdown('{ "steps": [{ "action": "acme<|>.ship" }] }', catalog),
      "**\\*\\*a\\*\\* \\[b\\](c) \\<d\\>** · `acme.ship`\n\n\\`e\\` \\_f\\_\n\nApp: \\# g",
    );
  });

  it("tells nothing where there is nothing to tell", () => {
    for (const marked of [
      "<|>",
      "{ <|> }",
      "[1<|>]",
      '{ "name": "a<|>" }',
      '{ "title<|>": 1 }',
      '{ "country": "XX<|>" }',
      '{ "schema": "a<|>" }',
      '{ "steps": <|>[] }',
      '{ "steps": [{ "action": "none.such<|>" }] }',
      '{ "steps": [{ "action": 5<|> }] }',
      '{ "steps": [{ "config": { "a<|>": 1 } }] }',
      '{ "steps": [{ "action": "pdf", "config": { "none<|>": 1 } }] }',
      '{ "steps": [{ "next": [{ "status": "X<|>" }] }] }',
      '{ "steps": [{ "next": [{ "code": "X<|>" }] }] }',
      '{ "steps": [{ "id": 5<|> }] }',
    ]) {
      assert.equal(hover(marked), undefined, marked);
    }
  });
});
