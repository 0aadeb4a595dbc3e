import type { CompletionItem, CompletionList } from "vscode-languageserver";
import { findCompletions, MOST_STEPS } from "../../features/completion";
import type { Action } from "../../schema/catalog";
import { describeAction } from "../../schema/describe";
import { type ActionData, toCompletionList, toMarkdown } from "../convert";
import type { Requests } from "./requests";

/** The requests that change a text. */
export function handleWriting(requests: Requests): void {
  const { connection, analyzer, runtime, client } = requests;

  connection.onCompletion(({ textDocument, position }, token) =>
    requests.answer<CompletionList>(
      "Completion",
      textDocument,
      token,
      { isIncomplete: false, items: [] },
      ({ source, document }) => {
        const found = findCompletions(
          document,
          analyzer.catalogFor(source.uri),
          source.offsetAt(position),
          runtime.newId,
          requests.workspace(),
        );
        const isIncomplete = document.steps.length > MOST_STEPS && found.some(({ kind }) => kind === "step");
        return toCompletionList(source, found, isIncomplete, client());
      },
    ),
  );

  connection.onCompletionResolve((item, token) =>
    requests.boundary.answer<CompletionItem>("Completion details", token, item, () => {
      const action = actionOf(item.data, requests);
      return action ? { ...item, documentation: toMarkdown(describeAction(action)) } : item;
    }),
  );
}

/** The action that a suggestion is for, in a document that is open. A client can send anything. */
function actionOf(
  data: Partial<ActionData> | undefined,
  { analyzer, documents }: Requests,
): Action | undefined {
  const { uri, action } = data ?? {};
  return typeof uri === "string" && typeof action === "string" && documents.get(uri)
    ? analyzer.catalogFor(uri).get(action)
    : undefined;
}
