import { type FieldError, pathText } from "../api/errors";
import { placeOf } from "../sync/place";
import { changeBetween, type Stretch, shifted } from "./shift";

/** What Invopop refuses at a place of the file. */
export interface Problem {
  readonly stretch: Stretch;
  readonly message: string;
}

/** What was refused, as far as it has a place in the file. */
export interface Placed {
  readonly problems: readonly Problem[];
  /** What has none. */
  readonly others: readonly FieldError[];
}

/** The most that is shown of a message, in UTF-16 units. */
const MOST_CHARACTERS = 500;

/**
 * Finds where in a file what was refused stands. What was changed there since it was sent is left out of both, as
 * by an edit.
 *
 * @param sent the text as it was sent
 * @param now the text as it stands now
 */
export function placeFields(sent: string, now: string, fields: readonly FieldError[]): Placed {
  const change = changeBetween(sent, now);
  const problems: Problem[] = [];
  const others: FieldError[] = [];
  for (const field of fields) {
    const place = placeOf(sent, field.path);
    if (!place) {
      others.push(field);
      continue;
    }
    const message = field.message.slice(0, MOST_CHARACTERS);
    const found = { start: place.offset, end: place.offset + place.length };
    const stretch = change ? shifted(found, change) : found;
    if (stretch) {
      // Where the value is absent, its name has to be told.
      problems.push({ stretch, message: place.isExact ? message : `${pathText(field.path)}: ${message}` });
    }
  }
  return { problems: problems.sort((a, b) => a.stretch.start - b.stretch.start), others };
}
