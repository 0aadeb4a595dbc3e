import countries from "i18n-iso-countries/index";
import english from "i18n-iso-countries/langs/en.json";

countries.registerLocale(english);

/** English names by ISO 3166-1 alpha-2 code, in the order of the codes. */
export const COUNTRIES: ReadonlyMap<string, string> = new Map(
  Object.entries(countries.getNames("en")).sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** What some write instead of the code, as tax numbers do. */
const OTHER_CODES: Readonly<Record<string, string>> = { EL: "GR", UK: "GB", XI: "GB" };

/** The code that a three-letter code, an English name or a code in small letters stands for. */
export function countryCode(text: string): string | undefined {
  const upper = text.trim().toUpperCase();
  return COUNTRIES.has(upper)
    ? upper
    : (OTHER_CODES[upper] ?? countries.alpha3ToAlpha2(upper) ?? countries.getAlpha2Code(text.trim(), "en"));
}
