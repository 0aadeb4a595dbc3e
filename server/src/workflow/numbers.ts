/**
 * A whole number with commas between its thousands. `toLocaleString` loads what it knows of all languages, which
 * takes longer than all else at the start of the command line.
 */
export function withCommas(number: number): string {
  return number < 1000
    ? String(number)
    : `${withCommas(Math.floor(number / 1000))},${String(number % 1000).padStart(3, "0")}`;
}
