import { COUNTRIES, countryCode } from "../schema/countries";
import { nearest } from "../schema/nearest";
import { fieldOf } from "../workflow/model";
import { didYouMean, type Rule, replacements, shown, valueSpan } from "./rule";

export const unknownCountry: Rule = {
  code: "unknown-country",
  severity: "warning",
  docs: {
    summary: "The workflow's country is no ISO 3166-1 alpha-2 code.",
    reason: "Countries are written as two capital letters, such as ES.",
    bad: `{
  "name": "Invoice",
  "country": "ESP",
  "steps": []
}`,
    good: `{
  "name": "Invoice",
  "country": "ES",
  "steps": []
}`,
  },
  workflow(workflow, { report }) {
    const field = fieldOf(workflow, "country");
    const value: unknown = field?.value?.value;
    if (!field || typeof value !== "string" || value === "" || COUNTRIES.has(value)) {
      return;
    }
    const span = valueSpan(field);
    const code = countryCode(value);
    const candidates = code ? [code] : nearest(value, [...COUNTRIES.keys()], 1);
    report({
      span,
      message: `${shown(value)} is no ISO 3166-1 alpha-2 country code.${didYouMean(candidates)}`,
      // A letter of two is a guess; what stands for a code by itself is not.
      fixes: replacements(span, candidates).map((fix) => ({ ...fix, preferred: code !== undefined })),
    });
  },
};
