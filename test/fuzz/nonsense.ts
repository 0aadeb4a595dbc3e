import fc from "fast-check";
import { REQUESTS } from "./requests";

/** The methods that are called with whatever parameters; an exclamation mark stands before notifications. */
export const NONSENSE: readonly string[] = [
  "!textDocument/didOpen",
  "!textDocument/didChange",
  "!textDocument/didClose",
  "!textDocument/didSave",
  "!workspace/didChangeConfiguration",
  "!workspace/didChangeWatchedFiles",
  "!workspace/didChangeWorkspaceFolders",
  "!workspace/didRenameFiles",
  "!$/cancelRequest",
  "!$/setTrace",
  "!$/unknown",
  "!initialized",
  "unknown/request",
  ...REQUESTS.map(([method]) => method),
];

const URIS = [
  "file:///w/a.workflow.json",
  "file:///elsewhere/b.workflow.json",
  "file:///w",
  "untitled:a",
  "%",
  "",
];

const anyUri = fc.oneof(fc.constantFrom(...URIS), fc.jsonValue({ maxDepth: 1 }));
const anyNumber = fc.oneof(fc.constantFrom<unknown>(0, 1, -1, 1.5, 1e300, null, "0", true, {}), fc.nat());
const anyPosition = fc.oneof(
  fc.record({ line: anyNumber, character: anyNumber }, { requiredKeys: [] }),
  fc.jsonValue({ maxDepth: 1 }),
);
const anyRange = fc.oneof(
  fc.record({ start: anyPosition, end: anyPosition }, { requiredKeys: [] }),
  fc.jsonValue({ maxDepth: 1 }),
);
const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom("{", "[]", '{ "steps": [] }'),
  fc.jsonValue({ maxDepth: 1 }),
);
const anyTextDocument = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      { uri: anyUri, version: anyNumber, languageId: anyText, text: anyText },
      { requiredKeys: ["uri"] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
);

function anyList<T>(one: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.array(fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: fc.jsonValue() })),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

const anyFolders = anyList(fc.record({ uri: anyUri, name: fc.jsonValue() }));

/** Parameters with the right names for most methods, and anything as their values. */
export const anyParams: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        textDocument: anyTextDocument,
        position: anyPosition,
        positions: anyList(anyPosition),
        range: anyRange,
        contentChanges: anyList(fc.record({ range: anyRange, text: anyText }, { requiredKeys: [] })),
        context: fc.jsonValue(),
        options: fc.jsonValue(),
        item: anyTextDocument,
        data: fc.oneof(anyTextDocument, fc.jsonValue()),
        newName: anyText,
        query: anyText,
        ch: anyText,
        text: anyText,
        before: anyText,
        previousResultIds: anyList(fc.record({ uri: anyUri, value: fc.jsonValue() })),
        settings: fc.jsonValue(),
        changes: anyList(fc.record({ uri: anyUri, type: anyNumber })),
        event: fc.record({ added: anyFolders, removed: anyFolders }),
        files: anyList(fc.record({ oldUri: anyUri, newUri: anyUri })),
        collapsed: fc.jsonValue(),
        around: anyPosition,
        direction: fc.jsonValue(),
        operation: fc.oneof(
          fc.record({
            kind: anyText,
            step: anyText,
            condition: anyText,
            action: anyText,
            to: fc.jsonValue(),
          }),
          fc.jsonValue(),
        ),
        theme: fc.jsonValue(),
        format: anyText,
        id: anyNumber,
      },
      { requiredKeys: ["textDocument"] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
