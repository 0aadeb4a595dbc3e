import type { BundledPackage } from "./bundled";

/** What is shipped: its manifest, as far as it is read here. */
export interface Product {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly description: string;
}

/**
 * The bill of materials in CycloneDX 1.5: what of others is inside of what is shipped. `npm sbom` would list what the
 * tools need that build it, because everything is bundled and nothing a dependency. It has neither a time nor a
 * serial number, so that the same build makes the same file.
 */
export function billOfMaterials(product: Product, packages: readonly BundledPackage[]): unknown {
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      lifecycles: [{ phase: "build" }],
      component: {
        type: "application",
        "bom-ref": reference(product),
        name: product.name,
        version: product.version,
        description: product.description,
        licenses: [{ license: { id: product.license } }],
      },
    },
    components: packages.map((one) => ({
      type: "library",
      "bom-ref": reference(one),
      name: one.name,
      version: one.version,
      scope: "required",
      licenses: [licenceOf(one.licence)],
      purl: reference(one),
      ...(one.homepage ? { externalReferences: [{ type: "website", url: one.homepage }] } : {}),
      properties: one.bundles.map((bundle) => ({ name: "invopop:bundle", value: bundle })),
    })),
    dependencies: [
      { ref: reference(product), dependsOn: packages.map(reference) },
      ...packages.map((one) => ({ ref: reference(one) })),
    ],
  };
}

/** The package URL, which is what a package is called throughout the bill. */
function reference({ name, version }: { readonly name: string; readonly version: string }): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function licenceOf(licence: string): unknown {
  return licence.includes(" ") ? { expression: licence } : { license: { id: licence } };
}
