import assert from "node:assert/strict";
import { type Block, type Piece, parseMarkdown } from "../../../../client/webview/markdown";

/** What was read, with signs of its own: `*strong*`, `/em/`, `'code'` and `text→address`. */
function read(markdown: string): string[] {
  return parseMarkdown(markdown).map((block) => lineOf(block));
}

function lineOf(block: Block): string {
  switch (block.kind) {
    case "text":
      return block.lines.map((line) => line.map(pieceOf).join("")).join(" | ");
    case "item":
      return `- ${block.pieces.map(pieceOf).join("")}`;
    case "code":
      return `[${block.text}]`;
    case "rule":
      return "---";
  }
}

function pieceOf({ text, style, link }: Piece): string {
  const sign = style === "strong" ? "*" : style === "em" ? "/" : style === "code" ? "'" : "";
  return sign + text + sign + (link === undefined ? "" : `→${link}`);
}

describe("the Markdown of hovers", () => {
  for (const [markdown, ...blocks] of [
    ["**Sign** · `silo.close`\n\nSigns it.  \nTwice.", "*Sign* · 'silo.close'", "Signs it. | Twice."],
    ["- one\n- `two`\n\n---\n\nend", "- one", "- 'two'", "---", "end"],
    ["```json\n{ **no** }\n```\nafter", "[{ **no** }]", "after"],
    ["a \\*b\\* \\_c\\_ and _d_ in snake_case_name", "a *b* _c_ and /d/ in snake_case_name"],
    ["`` a`b `` and `**`", "'a`b' and '**'"],
    ["**a \\*b**", "*a *b*"],
    ["[Docs](https://docs.invopop.com/x)", "Docs→https://docs.invopop.com/x"],
    ["[run](command:invopop.publish) ![x](https://a/b)", "run x→https://a/b"],
    ["[x](javascript:alert) <b>bold</b>", "x <b>bold</b>"],
    ["&lt;b&gt; &amp;&nbsp;&#65; &no;", "<b> &\u00a0A &no;"],
    ["# Title", "Title"],
    ["``` \nnever closed", "[never closed]"],
    [""],
  ] as const) {
    it(JSON.stringify(markdown), () => {
      assert.deepEqual(read(markdown), blocks);
    });
  }

  it("are read to the end, however odd they are", () => {
    for (const sign of ["*", "`", "[", "_", "\\", "**a", "[a]("]) {
      assert.ok(read(`x${sign.repeat(20_000)}`).length > 0, sign);
    }
  });
});
