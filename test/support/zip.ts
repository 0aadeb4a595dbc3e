import { inflateRawSync } from "node:zlib";

/** Signature of an entry in the directory at the end of a zip file. */
const ENTRY = Buffer.from("PK\u0001\u0002", "latin1");

/** The files in a zip file by their names. */
export function filesInZip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = zip.indexOf(ENTRY); at >= 0; at = zip.indexOf(ENTRY, at + ENTRY.length)) {
    const name = zip.toString("utf8", at + 46, at + 46 + zip.readUInt16LE(at + 28));
    files.set(name, contentsOf(zip, at));
  }
  return files;
}

/** @param entry where the directory tells of the file */
function contentsOf(zip: Buffer, entry: number): Buffer {
  const isDeflated = zip.readUInt16LE(entry + 10) !== 0;
  const header = zip.readUInt32LE(entry + 42);
  // Before the contents, the name and further data stand once more.
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const contents = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
  return isDeflated ? inflateRawSync(contents) : contents;
}
