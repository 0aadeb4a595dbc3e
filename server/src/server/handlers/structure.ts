import type { FoldingRange, LinkedEditingRanges, SelectionRange } from "vscode-languageserver";
import { findFolds } from "../../features/folding";
import { findLinkedPlaces, ID_PATTERN } from "../../features/linkedEditing";
import { findSelection } from "../../features/selection";
import { toRange } from "../convert";
import { toFoldingRange, toSelectionRange } from "../convertViews";
import type { Requests } from "./requests";

/** The requests for how a text is built. */
export function handleStructure(requests: Requests): void {
  const { connection, client } = requests;

  connection.onFoldingRanges(({ textDocument }, token) =>
    requests.answer<FoldingRange[]>("Folding", textDocument, token, [], ({ document }) =>
      findFolds(document, client().foldingLimit).map(toFoldingRange),
    ),
  );

  connection.onSelectionRanges(({ textDocument, positions }, token) =>
    requests.answer<SelectionRange[] | null>("Selection", textDocument, token, null, ({ source, document }) =>
      positions.map((position) => {
        const offset = source.offsetAt(position);
        return toSelectionRange(source, findSelection(document, offset), offset);
      }),
    ),
  );

  connection.languages.onLinkedEditingRange(({ textDocument, position }, token) =>
    requests.answer<LinkedEditingRanges | null>(
      "Linked editing",
      textDocument,
      token,
      null,
      ({ source, document }) => {
        const places = findLinkedPlaces(document, source.offsetAt(position));
        return places.length > 0
          ? { ranges: places.map((place) => toRange(source, place)), wordPattern: ID_PATTERN }
          : null;
      },
    ),
  );
}
