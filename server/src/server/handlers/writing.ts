import type { CompletionItem, CompletionList } from "vscode-languageserver";
import { findCompletions, MOST_STEPS } from "../../features/completion";
import { toCompletionItem } from "../convert";
import type { Requests } from "./requests";

/** The requests that change a text. */
export function handleWriting(requests: Requests): void {
  const { connection, analyzer, runtime, client } = requests;

  connection.onCompletion(({ textDocument, position }, token) =>
    requests.answer<CompletionItem[] | CompletionList>(
      "Completion",
      textDocument,
      token,
      [],
      ({ source, document }) => {
        const found = findCompletions(
          document,
          analyzer.catalogFor(source.uri),
          source.offsetAt(position),
          runtime.newId,
          requests.workspace(),
        );
        const items = found.map((item) => toCompletionItem(source, item, client()));
        const isIncomplete = document.steps.length > MOST_STEPS && found.some(({ kind }) => kind === "step");
        return isIncomplete ? { isIncomplete, items } : items;
      },
    ),
  );
}
