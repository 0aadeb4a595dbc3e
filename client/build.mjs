// Bundles the extension: its two entries, and the client of the language server, which is loaded after the start.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The file that declares VS Code's API. */
const DECLARED = join(ROOT, "node_modules/@types/vscode/index.d.ts");

/** What of the API is there at run time, by its declarations. */
const NAMES = /^\texport (?:abstract )?(?:class|enum|namespace|const|let|function) (\w+)/gm;

/** What only newer versions have than the one that is declared, and is used where it is there. */
const NEWER = ["DocumentDropOrPasteEditKind", "DocumentPasteEdit"];

/**
 * Has all modules share what VS Code's API exports. As each module has an import of its own, a bundle would else make
 * a copy of the whole API for each of them, which takes half of the time that the extension needs to start.
 */
const sharedApi = {
  name: "shared-api",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vscode$/ }, ({ kind }) =>
      kind === "import-statement" ? { path: "vscode", namespace: "shared-api" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "shared-api" }, () => {
      const declared = [...readFileSync(DECLARED, "utf8").matchAll(NAMES)].map(([, name]) => name);
      const names = new Set([...declared, ...NEWER]);
      // Those that nobody uses are left out of the bundle.
      const lines = [...names].map((name) => `export const ${name} = /* @__PURE__ */ (() => api.${name})();`);
      return { contents: ['const api = require("vscode");', ...lines].join("\n"), resolveDir: ROOT };
    });
  },
};

const shared = {
  absWorkingDir: ROOT,
  bundle: true,
  external: ["vscode", "./nodeClient.js"],
  format: "cjs",
  legalComments: "none",
  logLevel: "warning",
  // A name that VS Code does not have would be undefined, and nobody would know before it is used.
  logOverride: { "import-is-undefined": "error" },
  metafile: true,
  minify: true,
  plugins: [sharedApi],
};

const node = {
  ...shared,
  platform: "node",
  target: "node20",
  mainFields: ["module", "main"],
  // VS Code watches over what extensions require, and not over what they import.
  supported: { "dynamic-import": false },
};

const browser = { ...shared, platform: "browser", target: "es2022", define: { process: "undefined" } };

/** The bundles, by the names under which they are written to `dist`, and what esbuild tells of them to `dist/meta`. */
const BUNDLES = [
  { ...node, entryPoints: ["client/src/node.ts"], outfile: "dist/client.js", meta: "client.json" },
  {
    ...node,
    entryPoints: ["client/src/nodeClient.ts"],
    outfile: "dist/nodeClient.js",
    meta: "nodeClient.json",
  },
  {
    ...browser,
    entryPoints: ["client/src/browser.ts"],
    outfile: "dist/browser/client.js",
    meta: "browser-client.json",
  },
];

mkdirSync(join(ROOT, "dist/meta"), { recursive: true });
for (const { meta, ...options } of BUNDLES) {
  const { metafile } = await build(options);
  writeFileSync(join(ROOT, "dist/meta", meta), JSON.stringify(metafile));
}
