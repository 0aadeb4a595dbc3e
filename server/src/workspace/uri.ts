/** The form in which two spellings of one address are equal: escapes read, the drive letter small. */
export function uriKey(uri: string): string {
  const plain = decode(uri);
  return plain.replace(/^file:\/\/\/[A-Z]:/, (start) => start.toLowerCase());
}

/** The path from a folder to what is in it or below, with slashes and as it is written; undefined for what is not. */
export function pathWithin(folder: string, uri: string): string | undefined {
  const start = folderKey(folder);
  const key = uriKey(uri);
  return key.startsWith(start) && key.length > start.length ? key.slice(start.length) : undefined;
}

/** The address of what has a path of plain names in a folder. */
export function uriWithin(folder: string, path: string): string {
  const start = folder.endsWith("/") ? folder : `${folder}/`;
  return `${start}${path.split("/").map(encodeName).join("/")}`;
}

/** The last name of an address as it is written. */
export function nameOf(uri: string): string {
  return (
    uriKey(uri)
      .split("/")
      .findLast((name) => name !== "") ?? ""
  );
}

/** The form in which folders are compared, a slash at its end. */
export function folderKey(folder: string): string {
  const key = uriKey(folder);
  return key.endsWith("/") ? key : `${key}/`;
}

/** VS Code escapes these too, and tells two spellings of an address apart. */
function encodeName(name: string): string {
  return encodeURIComponent(wellFormed(name)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Half a surrogate pair, which a file's name can have, has no escape. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, "\ufffd");
}

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // A sign that is no escape stands for itself.
    return uri;
  }
}
