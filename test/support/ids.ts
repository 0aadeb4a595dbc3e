/** The UUIDs of tests, by a number: easy to tell apart, and valid. */
export function uuid(number: number): string {
  return `019ab4c2-6b1e-7c1a-9d0e-${String(number).padStart(12, "0")}`;
}

/** A source of UUIDs that always gives the same ones: 900, 901 and so on. */
export function idSource(): () => string {
  let next = 900;
  return () => uuid(next++);
}
