import { type ApiError, pathText } from "../../../../client/src/api/errors";
import { placeOf } from "../../../../client/src/sync/place";
import { Lines } from "../../workflow/lines";
import type { Source } from "../files/read";
import type { Problem } from "../problem";

/** The code under which is told what Invopop refuses. */
const CODE = "invopop-api";

/** What the API refuses of a file, at the places where it stands; what has no place stands at the start. */
export function refusedFields({ name, text }: Source, { details }: ApiError): Problem[] {
  const lines = new Lines(text);
  return (details.fields ?? []).map(({ path, message }) => {
    const place = placeOf(text, path);
    const start = lines.placeOf(place?.offset ?? 0);
    // What only holds the value is marked where it starts, as it may go on for pages.
    const end = place?.isExact ? lines.placeOf(place.offset + place.length) : start;
    const where = path.length === 0 ? "" : `${pathText(path)}: `;
    return {
      file: name,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      severity: "error",
      code: CODE,
      message: `${where}${message}`,
    };
  });
}
