import { findCompletions } from "../../features/completion";
import { toCompletionItem } from "../convert";
import type { Requests } from "./requests";

/** The requests that change a text. */
export function handleWriting(requests: Requests): void {
  const { connection, analyzer, runtime, client } = requests;

  connection.onCompletion(({ textDocument, position }, token) =>
    requests.answer("Completion", textDocument, token, [], ({ source, document }) =>
      findCompletions(
        document,
        analyzer.catalogFor(source.uri),
        source.offsetAt(position),
        runtime.newId,
        requests.workspace(),
      ).map((item) => toCompletionItem(source, item, client())),
    ),
  );
}
