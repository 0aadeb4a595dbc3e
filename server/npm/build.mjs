// Writes the npm packages to dist/npm from the bundles beside it: the language server, and the command line program.
// Each is complete in its folder and depends on no other package.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "../..");
const OUTPUT = join(ROOT, "dist/npm");

/** What every bundle loads when it is needed. */
const LAYOUT = "layout.js";

/** The licences of what is in the bundles, written by `npm run package` before this runs. */
const NOTICES = "THIRD-PARTY-NOTICES.txt";

const PACKAGES = [
  {
    name: "invopop-workflow-language-server",
    description: "The language server of Invopop Workflows, for every editor.",
    keywords: ["lsp", "language-server", "neovim", "helix", "emacs"],
    bundle: "server.js",
    readme: "language-server.md",
  },
  {
    name: "invopop-workflows",
    description: "Checks, formats, mends and publishes Invopop workflows on the command line and in CI.",
    keywords: ["cli", "linter", "formatter", "sarif"],
    bundle: "cli.js",
    readme: "command-line.md",
  },
];

rmSync(OUTPUT, { recursive: true, force: true });
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
for (const { name, description, keywords, bundle, readme } of PACKAGES) {
  const { version, license, homepage, repository, bugs, engines } = manifest;
  const folder = join(OUTPUT, name);
  mkdirSync(folder, { recursive: true });
  const content = {
    name,
    version,
    description,
    keywords: [...manifest.keywords, ...keywords],
    license,
    homepage,
    repository,
    bugs,
    engines: { node: engines.node },
    bin: { [name]: bundle },
    files: [bundle, LAYOUT, "CHANGELOG.md", NOTICES],
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(content, null, 2)}\n`);
  for (const file of [bundle, LAYOUT, NOTICES]) {
    copyFileSync(join(ROOT, "dist", file), join(folder, file));
  }
  chmodSync(join(folder, bundle), 0o755);
  copyFileSync(join(HERE, readme), join(folder, "README.md"));
  for (const file of ["CHANGELOG.md", "LICENSE"]) {
    copyFileSync(join(ROOT, file), join(folder, file));
  }
}
