import assert from "node:assert/strict";
import { type BundledPackage, packageFolders } from "../../support/shipping/bundled";
import { licenceFaults, notices } from "../../support/shipping/notices";
import { billOfMaterials } from "../../support/shipping/sbom";

const PAINT: BundledPackage = {
  name: "@acme/paint",
  version: "1.2.3",
  licence: "MIT",
  texts: ["Copyright Acme", "With parts of Brush"],
  homepage: "https://acme.example/paint",
  bundles: ["client.js", "server.js"],
};

const GLUE: BundledPackage = {
  name: "glue",
  version: "2.0.0",
  licence: "(MIT OR GPL-3.0-only)",
  texts: ["Copyright Glue"],
  homepage: undefined,
  bundles: ["cli.js"],
};

describe("what others have in a bundle", () => {
  it("is what esbuild put in, by the innermost package", () => {
    const part = { bytesInOutput: 1 };
    const inputs = {
      "server/src/node.ts": part,
      "node_modules/@acme/paint/lib/a.js": part,
      "node_modules/@acme/paint/lib/b.js": part,
      "node_modules/wood/index.js": { bytesInOutput: 0 },
      "node_modules/wood/node_modules/glue/index.js": part,
    };
    assert.deepEqual(packageFolders({ outputs: { "dist/server.js": { inputs } } }), [
      "node_modules/@acme/paint",
      "node_modules/wood/node_modules/glue",
    ]);
  });

  it("is shipped only under licences that allow it, and with their texts", () => {
    assert.deepEqual(licenceFaults([PAINT, GLUE]), []);
    assert.deepEqual(
      licenceFaults([
        { ...PAINT, licence: "GPL-3.0-only" },
        { ...PAINT, licence: "" },
        { ...GLUE, licence: "(MIT AND GPL-3.0-only)" },
        { ...GLUE, texts: [] },
      ]),
      [
        "@acme/paint 1.2.3: the licence 'GPL-3.0-only' is not on the list of those that may be shipped.",
        "@acme/paint 1.2.3: the licence '' is not on the list of those that may be shipped.",
        "glue 2.0.0: the licence '(MIT AND GPL-3.0-only)' is not on the list of those that may be shipped.",
        "glue 2.0.0: the package holds no text of its licence.",
      ],
    );
  });

  it("is named in the notices with its licence", () => {
    const ruler = "-".repeat(80);
    assert.equal(
      notices([PAINT, GLUE]),
      `Invopop Workflows contains the following software of others, under the licences given here.

${ruler}
@acme/paint 1.2.3
MIT
Part of client.js, server.js
${ruler}

Copyright Acme

With parts of Brush

${ruler}
glue 2.0.0
(MIT OR GPL-3.0-only)
Part of cli.js
${ruler}

Copyright Glue
`,
    );
  });

  it("is listed in the bill of materials", () => {
    const product = { name: "workflows", version: "0.1.0", license: "Apache-2.0", description: "Workflows." };
    assert.deepEqual(billOfMaterials(product, [PAINT, GLUE]), {
      $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
      bomFormat: "CycloneDX",
      specVersion: "1.5",
      version: 1,
      metadata: {
        lifecycles: [{ phase: "build" }],
        component: {
          type: "application",
          "bom-ref": "pkg:npm/workflows@0.1.0",
          name: "workflows",
          version: "0.1.0",
          description: "Workflows.",
          licenses: [{ license: { id: "Apache-2.0" } }],
        },
      },
      components: [
        {
          type: "library",
          "bom-ref": "pkg:npm/%40acme/paint@1.2.3",
          name: "@acme/paint",
          version: "1.2.3",
          scope: "required",
          licenses: [{ license: { id: "MIT" } }],
          purl: "pkg:npm/%40acme/paint@1.2.3",
          externalReferences: [{ type: "website", url: "https://acme.example/paint" }],
          properties: [
            { name: "invopop:bundle", value: "client.js" },
            { name: "invopop:bundle", value: "server.js" },
          ],
        },
        {
          type: "library",
          "bom-ref": "pkg:npm/glue@2.0.0",
          name: "glue",
          version: "2.0.0",
          scope: "required",
          licenses: [{ expression: "(MIT OR GPL-3.0-only)" }],
          purl: "pkg:npm/glue@2.0.0",
          properties: [{ name: "invopop:bundle", value: "cli.js" }],
        },
      ],
      dependencies: [
        {
          ref: "pkg:npm/workflows@0.1.0",
          dependsOn: ["pkg:npm/%40acme/paint@1.2.3", "pkg:npm/glue@2.0.0"],
        },
        { ref: "pkg:npm/%40acme/paint@1.2.3" },
        { ref: "pkg:npm/glue@2.0.0" },
      ],
    });
  });
});
