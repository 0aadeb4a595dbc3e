import type { Position } from "vscode-languageserver/node";

/** What a request may be made of. */
export interface Asked {
  readonly uri: string;
  readonly position: Position;
  readonly end: Position;
  readonly text: string;
}

/** Every request of the server, with its parameters. */
export const REQUESTS: readonly (readonly [method: string, paramsOf: (asked: Asked) => object])[] = [
  ["textDocument/diagnostic", ({ uri }) => ({ textDocument: { uri } })],
  ["textDocument/completion", ({ uri, position }) => ({ textDocument: { uri }, position })],
  ["completionItem/resolve", ({ uri, text }) => ({ label: text, data: { uri, action: "silo.close" } })],
  ["textDocument/hover", ({ uri, position }) => ({ textDocument: { uri }, position })],
  ["textDocument/definition", ({ uri, position }) => ({ textDocument: { uri }, position })],
  [
    "textDocument/references",
    ({ uri, position, text }) => ({
      textDocument: { uri },
      position,
      context: { includeDeclaration: text.length % 2 === 0 },
    }),
  ],
  ["textDocument/documentHighlight", ({ uri, position }) => ({ textDocument: { uri }, position })],
  ["textDocument/documentSymbol", ({ uri }) => ({ textDocument: { uri } })],
  ["textDocument/documentLink", ({ uri }) => ({ textDocument: { uri } })],
  ["textDocument/foldingRange", ({ uri }) => ({ textDocument: { uri } })],
  [
    "textDocument/selectionRange",
    ({ uri, position, end }) => ({ textDocument: { uri }, positions: [position, end] }),
  ],
  ["textDocument/linkedEditingRange", ({ uri, position }) => ({ textDocument: { uri }, position })],
  [
    "textDocument/inlayHint",
    ({ uri, position, end }) => ({ textDocument: { uri }, range: { start: position, end } }),
  ],
  ["textDocument/codeLens", ({ uri }) => ({ textDocument: { uri } })],
  [
    "codeLens/resolve",
    ({ uri, position, end, text }) => ({ range: { start: position, end }, data: { uri, id: text } }),
  ],
  ["textDocument/prepareCallHierarchy", ({ uri, position }) => ({ textDocument: { uri }, position })],
  ["callHierarchy/incomingCalls", (asked) => ({ item: callItem(asked) })],
  ["callHierarchy/outgoingCalls", (asked) => ({ item: callItem(asked) })],
  [
    "textDocument/formatting",
    ({ uri }) => ({ textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } }),
  ],
  [
    "textDocument/rangeFormatting",
    ({ uri, position, end, text }) => ({
      textDocument: { uri },
      range: { start: position, end },
      options: { tabSize: text.length % 9, insertSpaces: text.length % 2 === 0 },
    }),
  ],
  [
    "textDocument/onTypeFormatting",
    ({ uri, position, text }) => ({
      textDocument: { uri },
      position,
      ch: text.charAt(0),
      options: { tabSize: 2, insertSpaces: false },
    }),
  ],
  [
    "textDocument/codeAction",
    ({ uri, position, end, text }) => ({
      textDocument: { uri },
      range: { start: position, end },
      context: {
        diagnostics: [],
        ...(text.length % 2 === 0 && { only: ["source.fixAll", "refactor", "source"] }),
      },
    }),
  ],
  ["codeAction/resolve", ({ uri, text }) => ({ title: "Fix", data: { uri, version: 1, code: text } })],
  ["textDocument/prepareRename", ({ uri, position }) => ({ textDocument: { uri }, position })],
  ["textDocument/rename", ({ uri, position, text }) => ({ textDocument: { uri }, position, newName: text })],
  ["workspace/symbol", ({ text }) => ({ query: text })],
  ["workspace/diagnostic", () => ({ previousResultIds: [] })],
  [
    "invopop/freshPaste",
    ({ uri, position, end, text }) => ({ textDocument: { uri }, range: { start: position, end }, text }),
  ],
  ["invopop/workflowFiles", () => ({})],
  [
    "invopop/flowPicture",
    ({ uri, position, text }) => ({
      textDocument: { uri },
      direction: text.length % 2 === 0 ? "down" : "right",
      collapsed: ["steps[0]", text],
      ...(text.length % 3 === 0 && { around: position }),
      ...(text.length % 5 === 0 && { before: text }),
    }),
  ],
  [
    "invopop/flowExport",
    ({ uri, text }) => ({
      textDocument: { uri },
      direction: "down",
      collapsed: [],
      format: text.length % 2 === 0 ? "svg" : "mermaid",
      theme: { [text]: text },
    }),
  ],
  [
    "invopop/flowEdit",
    ({ uri, text }) => ({
      textDocument: { uri },
      operation: OPERATIONS[text.length % OPERATIONS.length]?.(text),
    }),
  ],
  ["invopop/flowActions", ({ uri }) => ({ textDocument: { uri } })],
];

const OPERATIONS: readonly ((text: string) => object)[] = [
  (text) => ({ kind: "add-after", step: "steps[0]", action: text }),
  () => ({ kind: "add-first", list: "steps", action: "pdf" }),
  () => ({ kind: "add-inside", condition: "steps[0].next[0]", action: "silo.close" }),
  () => ({ kind: "delete", step: "steps[0]" }),
  () => ({ kind: "duplicate", step: "steps[1]" }),
  () => ({ kind: "move", step: "steps[0]", to: { after: "steps[1]" } }),
  (text) => ({ kind: "add-condition", step: "steps[0]", status: "KO", code: text }),
  () => ({ kind: "point", condition: "steps[0].next[0]", step: "steps[1]" }),
];

function callItem({ uri, position, end, text }: Asked): object {
  const range = { start: position, end };
  return { name: "", kind: 12, uri, range, selectionRange: range, data: { id: text, path: "steps[0]" } };
}
