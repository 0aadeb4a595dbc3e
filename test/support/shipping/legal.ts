import { writeFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../../package.json";
import { bundledPackages } from "./bundled";
import { licenceFaults, notices } from "./notices";
import { billOfMaterials } from "./sbom";

const ROOT = join(__dirname, "../../..");

/** A part of `npm run package`: writes the notices and the bill of materials of what the bundles hold. */
function main(): number {
  const packages = bundledPackages(ROOT);
  const faults = licenceFaults(packages);
  if (faults.length > 0) {
    process.stderr.write(`${faults.join("\n")}\n`);
    return 1;
  }
  writeFileSync(join(ROOT, "dist/THIRD-PARTY-NOTICES.txt"), notices(packages));
  const bill = `${JSON.stringify(billOfMaterials(manifest, packages), null, 2)}\n`;
  writeFileSync(join(ROOT, "dist/invopop-workflows.cdx.json"), bill);
  return 0;
}

process.exitCode = main();
