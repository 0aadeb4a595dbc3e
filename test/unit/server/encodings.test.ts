import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { FlowEditResult } from "../../../server/src/flowProtocol";
import { createText } from "../../../server/src/server/texts";
import type { PositionEncoding } from "../../../server/src/workflow/characters";
import { lengthIn } from "../../support/encodings";
import { FULL } from "../../support/lsp/client";
import { type ServerInProcess, startInProcess } from "../../support/lsp/inProcess";
import { tries } from "../../support/thorough";
import { anyText, stepId } from "../arbitrary";

const FOLDER = "file:///flows";
const OPEN = `${FOLDER}/open.workflow.json`;
const OTHER = `${FOLDER}/other.workflow.json`;
const ACTIONS = `${FOLDER}/.invopop/actions.json`;
const SEVERITIES = `${FOLDER}/.invopop/diagnostics.json`;

/** The files of the folder that are not open. */
const FILES = {
  [OTHER]: `{ "name": "é😀", "id": "${stepId(9999)}", "steps": [{ "name": "漢😀", "id": "${stepId(5000)}", "action": "é" }] }`,
  [ACTIONS]: '{ "actions": [{ "id": "é.send", "title": "é" }, { "id": "acme.😀" }] }',
  [SEVERITIES]:
    '{ "é😀": 1, "rules": { "schema": "hint" }, "files": { "😀é": {}, "open.workflow.json": {} } }',
};

const ENCODINGS = ["utf-16", "utf-8", "utf-32"] as const;

/** What is asked of an open text, with the places that it has in the client's encoding. */
interface Asked {
  readonly text: TextDocument;
  readonly start: number;
  readonly end: number;
}

/** A client of a server in this process, which counts characters in an encoding. */
class Client {
  #version = 0;

  private constructor(
    private readonly encoding: PositionEncoding,
    readonly server: ServerInProcess,
  ) {}

  static async start(encoding: PositionEncoding): Promise<Client> {
    const capabilities = { ...FULL, general: { positionEncodings: [encoding] } };
    return new Client(
      encoding,
      await startInProcess({ capabilities, files: new Map(Object.entries(FILES)), folder: FOLDER }),
    );
  }

  /** Has a text typed in two parts, and asks everything of it at a stretch. */
  async askAll(text: string, cut: number, start: number, end: number): Promise<unknown> {
    const { connection } = this.server;
    const version = ++this.#version;
    const first = this.#text(OPEN, text.slice(0, cut) + text.slice(cut + 1));
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: OPEN, languageId: "invopop-workflow", version, text: first.getText() },
    });
    const place = first.positionAt(cut);
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: OPEN, version: ++this.#version },
      contentChanges: [{ range: { start: place, end: place }, text: text.charAt(cut) }],
    });
    const answers = await this.#answers({ text: this.#text(OPEN, text), start, end });
    await connection.sendNotification("textDocument/didClose", { textDocument: { uri: OPEN } });
    const places = Object.entries({ ...FILES, [OPEN]: text }).map(
      ([uri, own]) => [uri, placesOf(own, this.encoding)] as const,
    );
    return inUnits(answers, OPEN, new Map(places));
  }

  async #answers({ text, start, end }: Asked): Promise<Record<string, unknown>> {
    const position = text.positionAt(start);
    const range = { start: position, end: text.positionAt(end) };
    const whole = { start: { line: 0, character: 0 }, end: text.positionAt(text.getText().length) };
    const options = { tabSize: 2, insertSpaces: true };
    const answers: Record<string, unknown> = {};
    const ask = async (method: string, params: object = {}): Promise<unknown> => {
      const textDocument = { uri: OPEN };
      const answer = await this.server.connection
        .sendRequest(method, { textDocument, position, ...params })
        .catch((error: Error) => error.message);
      answers[method] = answer;
      return answer;
    };
    const { items } = (await ask("textDocument/diagnostic")) as { readonly items: unknown[] };
    for (const method of [
      "completion",
      "hover",
      "definition",
      "documentHighlight",
      "linkedEditingRange",
      "prepareRename",
      "documentSymbol",
      "documentLink",
      "foldingRange",
    ]) {
      await ask(`textDocument/${method}`);
    }
    await ask("textDocument/references", { context: { includeDeclaration: true } });
    await ask("textDocument/rename", { newName: "new 😀" });
    await ask("textDocument/selectionRange", { positions: [position, range.end] });
    await ask("textDocument/inlayHint", { range: whole });
    await ask("textDocument/codeAction", { range, context: { diagnostics: items, triggerKind: 1 } });
    await ask("textDocument/formatting", { options });
    await ask("textDocument/rangeFormatting", { range, options });
    await ask("textDocument/onTypeFormatting", { ch: "}", options });
    const [lens] = (await ask("textDocument/codeLens")) as object[];
    await ask("codeLens/resolve", lens);
    const [item] = (await ask("textDocument/prepareCallHierarchy")) as object[];
    if (item) {
      await ask("callHierarchy/incomingCalls", { item });
      await ask("callHierarchy/outgoingCalls", { item });
    }
    await ask("workspace/symbol", { query: "" });
    await ask("workspace/diagnostic", { previousResultIds: [] });
    await ask("invopop/flowPicture", { direction: "down", collapsed: [], around: position });
    const operation = { kind: "add-first", list: "steps", action: "pdf" };
    answers["invopop/flowEdit"] = this.#selected(text, await ask("invopop/flowEdit", { operation }));
    await ask("invopop/freshPaste", { range, text: text.getText() });
    return answers;
  }

  /** The change of a flow with what it selects, which stands in the text after it. */
  #selected(text: TextDocument, answer: unknown): unknown {
    const {
      edits = [],
      select,
      ...rest
    } = answer as Partial<Exclude<FlowEditResult, { refused: string } | null>>;
    const after = this.#text(OPEN, TextDocument.applyEdits(text, [...edits]));
    return { ...rest, edits, selected: select && after.getText(select) };
  }

  #text(uri: string, text: string): TextDocument {
    return createText(uri, "json", 1, text, this.encoding);
  }
}

/** An answer with the offsets of the positions in it, each in the text that it is about. */
function inUnits(
  value: unknown,
  uri: string,
  places: ReadonlyMap<string, ReadonlyMap<string, number>>,
): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => inUnits(item, uri, places));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if ("line" in value && "character" in value) {
    const place = `${value.line}:${value.character}`;
    return places.get(uri)?.get(place) ?? assert.fail(`${uri} has no place ${place}.`);
  }
  const { uri: own, targetUri, textDocument } = value as Record<string, { uri?: unknown } | undefined>;
  const inside = String([own, targetUri, textDocument?.uri].find((name) => typeof name === "string") ?? uri);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "resultId")
      .map(([key, item]) => [key, inUnits(item, key === "originSelectionRange" ? uri : inside, places)]),
  );
}

/** The offsets of a text by their lines and characters, found out in the plainest way. */
function placesOf(text: string, encoding: PositionEncoding): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let [offset, line, character] = [0, 0, 0];
  for (const sign of text) {
    places.set(`${line}:${character}`, offset);
    const isEnd = sign === "\n" || (sign === "\r" && text.charAt(offset + 1) !== "\n");
    [line, character] = isEnd ? [line + 1, 0] : [line, character + lengthIn(encoding, sign)];
    offset += sign.length;
  }
  return places.set(`${line}:${character}`, offset);
}

/** What may become of a text: nothing, or it breaks off at a place, or something stands there that breaks it. */
const anyBreak = fc.oneof(
  fc.constant(undefined),
  fc.record({ at: fc.nat(2000), insert: fc.constantFrom(undefined, "😀", "é", "\ud83d") }),
);

/** A text of a workflow with characters of every length in its names, whole or broken. */
const anyWideText = fc
  .tuple(anyText, fc.constantFrom("é", "😀", "漢é😀", "\ud83d"), anyBreak)
  .map(([text, wide, broken]) => {
    const named = text.replace(/"S(\d+)"/g, `"${wide}$1${wide}"`);
    const at = broken && 10 + (broken.at % named.length);
    return broken?.insert === undefined
      ? named.slice(0, at)
      : named.slice(0, at) + broken.insert + named.slice(at);
  });

describe("all that the server tells and takes", () => {
  let clients: readonly Client[];

  before(async () => {
    clients = await Promise.all(ENCODINGS.map((encoding) => Client.start(encoding)));
  });
  after(() => {
    for (const { server } of clients) {
      server.dispose();
    }
  });

  it("is at the same places in every encoding", async () => {
    const property = fc.asyncProperty(
      anyWideText,
      fc.nat(5000),
      fc.nat(5000),
      fc.nat(20),
      async (text, cut, from, length) => {
        const place = (at: number) => {
          const offset = at % text.length;
          return (text.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset;
        };
        const [start, end] = [place(from), place((from % text.length) + length)];
        const [expected, ...answers] = await Promise.all(
          clients.map((client) =>
            client.askAll(text, cut % text.length, Math.min(start, end), Math.max(start, end)),
          ),
        );
        for (const answer of answers) {
          assert.deepEqual(answer, expected);
        }
      },
    );
    await fc.assert(property, tries(12));
    assert.deepEqual(
      clients.flatMap(({ server }) => server.logs),
      [],
    );
  });
});
