import { findHover } from "../../features/hover";
import { toHover } from "../convert";
import type { Requests } from "./requests";

/** The requests that tell what is in a text. */
export function handleReading(requests: Requests): void {
  const { connection, analyzer, client } = requests;

  connection.onHover(({ textDocument, position }, token) =>
    requests.answer("Hover", textDocument, token, null, ({ source, document }) => {
      const hover = findHover(document, analyzer.catalog, source.offsetAt(position));
      return hover ? toHover(source, hover, client()) : null;
    }),
  );
}
