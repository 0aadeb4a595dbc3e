import type { BundledPackage } from "./bundled";

/** Licences that let us ship what is under them as we do, by their names in SPDX. */
const ALLOWED: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
]);

const RULER = "-".repeat(80);

/** What keeps a package from being shipped; nothing if all is well. */
export function licenceFaults(packages: readonly BundledPackage[]): string[] {
  return packages.flatMap(({ name, version, licence, texts }) => {
    if (!isAllowed(licence)) {
      return [
        `${name} ${version}: the licence '${licence}' is not on the list of those that may be shipped.`,
      ];
    }
    return texts.length === 0 ? [`${name} ${version}: the package holds no text of its licence.`] : [];
  });
}

/** Of alternatives, as in "(MIT OR GPL-3.0)", one is enough. */
function isAllowed(licence: string): boolean {
  return licence
    .replace(/^\((.*)\)$/, "$1")
    .split(" OR ")
    .some((one) => ALLOWED.has(one));
}

/** The text that goes with the bundles, as the licences ask for. */
export function notices(packages: readonly BundledPackage[]): string {
  const sections = packages.map(
    ({ name, version, licence, texts, bundles }) =>
      `${RULER}\n${name} ${version}\n${licence}\nPart of ${bundles.join(", ")}\n${RULER}\n\n${texts.join("\n\n")}\n`,
  );
  return `Invopop Workflows contains the following software of others, under the licences given here.\n\n${sections.join("\n")}`;
}
