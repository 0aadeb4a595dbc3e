import type { Host } from "../host";
import type { Source } from "./read";
import { reasonOf, type Unreadable } from "./reason";
import { replaceFile } from "./write";

/** A text that was read, and what is to stand in its place. */
export interface Rewritten {
  readonly source: Source;
  readonly text: string;
}

/** Whether a text is another one now. */
export function isChanged({ source, text }: Rewritten): boolean {
  return text !== source.text;
}

/**
 * Puts texts in the place of those that were read. Files that stay the same are not touched; what came from
 * standard input goes to standard output, changed or not.
 *
 * @returns what could not be written
 */
export async function writeBack(all: readonly Rewritten[], { stdout }: Host): Promise<Unreadable[]> {
  const failed: Unreadable[] = [];
  for (const rewritten of all) {
    const { source, text } = rewritten;
    const whole = source.hasMark ? `\ufeff${text}` : text;
    if (source.isStdin) {
      stdout.write(whole);
    } else if (isChanged(rewritten)) {
      try {
        await replaceFile(source.name, whole);
      } catch (error) {
        failed.push({ name: source.name, reason: reasonOf(error) });
      }
    }
  }
  return failed;
}
