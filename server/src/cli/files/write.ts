import { randomUUID } from "node:crypto";
import { access, constants, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Puts a text in the place of a file's, so that whoever reads it meanwhile sees the old text or the new one and
 * never a part. The file keeps its permissions, and a link to it stays a link.
 *
 * @throws Error of the file system; the file is as it was then
 */
export async function replaceFile(name: string, text: string): Promise<void> {
  const path = await realpath(name);
  // To put another file in its place needs no permission to write this one, so it is asked for.
  await access(path, constants.W_OK);
  const { mode } = await stat(path);
  const temporary = join(dirname(path), `.invopop-${randomUUID()}.tmp`);
  const file = await open(temporary, "wx", mode);
  try {
    try {
      await file.writeFile(text);
      // What a new file may not be is taken from its mode when it is made.
      await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
