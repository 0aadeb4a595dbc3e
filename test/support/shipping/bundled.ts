import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What esbuild tells of a bundle, as far as it is read here. */
export interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

/** A package of other people of which something is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its manifest names it, in the words of SPDX. */
  readonly licence: string;
  /** Its licence and notices, whole. */
  readonly texts: readonly string[];
  readonly homepage: string | undefined;
  /** The names of the bundles that it is in, as `server.js`, in order. */
  readonly bundles: readonly string[];
}

const MODULES = "node_modules/";

/** Where esbuild writes what it tells of each bundle. */
const META = "dist/meta";

/** Files that hold a licence, or notices that go with it. */
const LEGAL = /^(licen[cs]e|copying|notice|third-?party-?notices?)([.-].*)?$/i;

/** What of others is in the bundles that were built below a folder. */
export function bundledPackages(root: string): BundledPackage[] {
  const folder = join(root, META);
  const bundles = new Map<string, Set<string>>();
  for (const file of readdirSync(folder).sort()) {
    const metafile: Metafile = JSON.parse(readFileSync(join(folder, file), "utf8"));
    for (const path of packageFolders(metafile)) {
      const names = bundles.get(path) ?? new Set();
      bundles.set(path, names.add(file.replace(/^browser-/, "browser/").replace(/json$/, "js")));
    }
  }
  return merged([...bundles].map(([path, names]) => readPackage(join(root, path), [...names])));
}

/** The folders of packages of which something is in a bundle, relative to where esbuild ran. */
export function packageFolders({ outputs }: Metafile): string[] {
  const folders = new Set<string>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const start = path.lastIndexOf(MODULES) + MODULES.length;
      if (start >= MODULES.length && bytesInOutput > 0) {
        const [scope = "", name = ""] = path.slice(start).split("/");
        folders.add(path.slice(0, start) + (scope.startsWith("@") ? `${scope}/${name}` : scope));
      }
    }
  }
  return [...folders].sort();
}

function readPackage(folder: string, bundles: readonly string[]): BundledPackage {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => LEGAL.test(file));
  return {
    name,
    version,
    licence: typeof license === "string" ? license : "",
    texts: files.sort().map((file) => readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim()),
    homepage: typeof homepage === "string" ? homepage : undefined,
    bundles,
  };
}

/** One entry for each name and version, in that order, wherever npm has put it. */
function merged(packages: readonly BundledPackage[]): BundledPackage[] {
  const found = new Map<string, BundledPackage>();
  for (const one of packages) {
    const key = `${one.name} ${one.version}`;
    const bundles = new Set([...(found.get(key)?.bundles ?? []), ...one.bundles]);
    found.set(key, { ...one, bundles: [...bundles].sort() });
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}
