import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const DIST = join(__dirname, "../../dist");

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly "bom-ref": string;
  readonly licenses: readonly unknown[];
}

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** What is in the bundles, by name; a package twice that two others need in different versions. */
const BUNDLED = [
  "@dagrejs/dagre",
  "ajv",
  "balanced-match",
  "brace-expansion",
  "diacritics",
  "fastest-levenshtein",
  "fdir",
  "i18n-iso-countries",
  "jsonc-parser",
  "minimatch",
  "picomatch",
  "semver",
  "tinyglobby",
  "uuid",
  "vscode-jsonrpc",
  "vscode-jsonrpc",
  "vscode-languageclient",
  "vscode-languageserver",
  "vscode-languageserver-protocol",
  "vscode-languageserver-protocol",
  "vscode-languageserver-textdocument",
  "vscode-languageserver-types",
  "vscode-languageserver-types",
];

describe("what tells of the software of others", () => {
  const bill: Bill = JSON.parse(readFileSync(join(DIST, "invopop-workflows.cdx.json"), "utf8"));
  const { components } = bill;

  it("is a bill of materials in CycloneDX that names what the bundles hold", () => {
    assert.deepEqual([bill.bomFormat, bill.specVersion], ["CycloneDX", "1.5"]);
    assert.deepEqual(
      components.map(({ name }) => name),
      BUNDLED,
    );
    for (const { name, version, purl, licenses, ...component } of components) {
      assert.equal(purl, `pkg:npm/${name.replace("@", "%40")}@${version}`);
      assert.equal(component["bom-ref"], purl);
      assert.equal(licenses.length, 1);
    }
    const [own, ...others] = bill.dependencies;
    assert.deepEqual(
      own?.dependsOn,
      others.map(({ ref }) => ref),
    );
    assert.equal(new Set(own?.dependsOn).size, BUNDLED.length);
  });

  it("are notices of the same packages, with the licence of each", () => {
    const text = readFileSync(join(DIST, "THIRD-PARTY-NOTICES.txt"), "utf8");
    const headings = [...text.matchAll(/^-{80}\n(.+)\n.+\nPart of .+\n-{80}\n\n(?=\S)/gm)];
    assert.deepEqual(
      headings.map(([, heading]) => heading),
      components.map(({ name, version }) => `${name} ${version}`),
    );
  });
});
