const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Whether a text is a UUID in its canonical form. Version and variant are not looked at: the API takes any
 * version, and identifiers made by hand run in production too.
 */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
