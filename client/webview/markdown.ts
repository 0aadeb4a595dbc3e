/** A piece of a line of Markdown. */
export interface Piece {
  readonly text: string;
  readonly style?: "strong" | "em" | "code";
  /** Where it leads, an `https:` address. */
  readonly link?: string;
}

/** A block of Markdown, of the few kinds that a hover has. */
export type Block =
  | { readonly kind: "text"; readonly lines: readonly (readonly Piece[])[] }
  | { readonly kind: "item"; readonly pieces: readonly Piece[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" };

/** Reads the Markdown of a hover. What it does not know stays text, and links to anything but the web are text. */
export function parseMarkdown(markdown: string): Block[] {
  const blocks: Block[] = [];
  let lines: Piece[][] = [];
  let code: string[] | undefined;
  const close = () => {
    if (lines.length > 0) {
      blocks.push({ kind: "text", lines });
      lines = [];
    }
  };
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*```/.test(line)) {
      close();
      if (code) {
        blocks.push({ kind: "code", text: code.join("\n") });
      }
      code = code ? undefined : [];
    } else if (code) {
      code.push(line);
    } else if (/^\s*(?:---+|\*\*\*+|___+)\s*$/.test(line)) {
      close();
      blocks.push({ kind: "rule" });
    } else if (/^\s*[-*] /.test(line)) {
      close();
      blocks.push({ kind: "item", pieces: piecesOf(line.replace(/^\s*[-*] /, "")) });
    } else if (line.trim() === "") {
      close();
    } else {
      lines.push(piecesOf(line.replace(/^\s*#+ /, "").trim()));
    }
  }
  close();
  return code && code.length > 0 ? [...blocks, { kind: "code", text: code.join("\n") }] : blocks;
}

/** What stands for something else than itself. No part looks further than to the next sign that could end it. */
const PIECE = new RegExp(
  [
    String.raw`(?<escaped>\\[!-/:-@[-\x60{-~])`,
    String.raw`(?<!\x60)\x60(?<code>[^\x60]+)\x60(?!\x60)`,
    String.raw`(?<!\x60)\x60\x60(?<ticked>(?:[^\x60]|\x60(?!\x60))+)\x60\x60(?!\x60)`,
    String.raw`\*\*(?<strong>(?:\\.|[^*\\])+)\*\*`,
    String.raw`(?<![\w*])[*_](?<em>(?:\\.|[^*_\\])+)[*_](?![\w*])`,
    String.raw`!?\[(?<link>(?:\\.|[^[\]\\])*)\]\((?<address>[^()\s]*)(?:\s[^()]*)?\)`,
    String.raw`(?<entity>&(?:amp|lt|gt|quot|nbsp|#\d{1,7});)`,
  ].join("|"),
  "g",
);

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (piece: Piece) => {
    const last = pieces.at(-1);
    const isPlain = ({ style, link }: Piece) => style === undefined && link === undefined;
    if (last && isPlain(last) && isPlain(piece)) {
      pieces[pieces.length - 1] = { text: last.text + piece.text };
    } else if (piece.text !== "") {
      pieces.push(piece);
    }
  };
  let at = 0;
  for (const match of line.matchAll(PIECE)) {
    add({ text: line.slice(at, match.index) });
    at = match.index + match[0].length;
    const { escaped, code, ticked, strong, em, link, address = "", entity } = match.groups ?? {};
    if (escaped !== undefined) {
      add({ text: escaped.slice(1) });
    } else if (code !== undefined) {
      add({ text: code, style: "code" });
    } else if (ticked !== undefined) {
      add({ text: ticked.replace(/^ (.*) $/, "$1"), style: "code" });
    } else if (strong !== undefined) {
      add({ text: plain(strong), style: "strong" });
    } else if (em !== undefined) {
      add({ text: plain(em), style: "em" });
    } else if (link !== undefined) {
      add({ text: plain(link), ...(/^https:\/\/\S+$/.test(address) && { link: address }) });
    } else if (entity !== undefined) {
      add({ text: character(entity) });
    }
  }
  add({ text: line.slice(at) });
  return pieces;
}

/** The text inside of marks, without marks of its own. */
function plain(text: string): string {
  return piecesOf(text)
    .map((piece) => piece.text)
    .join("");
}

function character(entity: string): string {
  const name = entity.slice(1, -1);
  const code = name.startsWith("#") ? Number(name.slice(1)) : Number.NaN;
  return ENTITIES[name] ?? (code > 0 && code < 0x110000 ? String.fromCodePoint(code) : entity);
}
