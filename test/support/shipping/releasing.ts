/** How a release counts: `current` is for one whose version is in package.json already, as the first one's is. */
export const KINDS = ["patch", "minor", "major", "current"] as const;

export type Kind = (typeof KINDS)[number];

/** Why there can be no release, in words for who asked for it. */
export class ReleaseError extends Error {}

/** The version of the release that follows one, as `1.2.3`. */
export function nextVersion(version: string, kind: Kind): string {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (!parts) {
    throw new ReleaseError(
      `The version '${version}' in package.json is not three numbers with dots between.`,
    );
  }
  const [major = 0, minor = 0, patch = 0] = parts;
  switch (kind) {
    case "major":
      return `${major + 1}.0.0`;
    case "minor":
      return `${major}.${minor + 1}.0`;
    case "patch":
      return `${major}.${minor}.${patch + 1}`;
    case "current":
      return version;
  }
}

/**
 * The changelog with what is under `## Unreleased` under the version and the day instead, as `## 1.2.3 - 2026-01-31`.
 * Entries may be under the version already, if without a day.
 */
export function releasedChangelog(changelog: string, version: string, day: string): string {
  const sections = changelog.split(/^(?=## )/m);
  const index = sections.findIndex((section) => section.startsWith("## "));
  const section = sections[index] ?? "";
  const heading = /^## (.*)/.exec(section)?.[1]?.trim() ?? "";
  if (heading !== "Unreleased" && heading !== version) {
    throw new ReleaseError(
      `CHANGELOG.md tells of nothing new: its first section is not '## Unreleased' or '## ${version}'.`,
    );
  }
  if (!/^- /m.test(section)) {
    throw new ReleaseError(`CHANGELOG.md has no entry under '## ${heading}'.`);
  }
  return sections.with(index, section.replace(/^## .*/, `## ${version} - ${day}`)).join("");
}

/** What `npm audit --json` answers, as far as it is read here. */
export interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
  /** In place of the vulnerabilities, where the registry cannot tell. */
  readonly message?: string;
}

/** The known vulnerabilities in packages that are shipped. Those in tools that only build or test do not count. */
export function shippedVulnerabilities(report: AuditReport, names: readonly string[]): string[] {
  return Object.entries(report.vulnerabilities ?? {})
    .filter(([name]) => names.includes(name))
    .map(([name, { severity }]) => `${name}: ${severity}`)
    .sort();
}

/** What is left to do for people once the release is made. */
export function remaining(version: string): string {
  return `Look at the change, then:

  git commit -m "Release ${version}" -- package.json package-lock.json CHANGELOG.md
  git tag -a v${version} -m "Version ${version}"
  git push --follow-tags

The tag has GitHub Actions build the release and try its publishing (.github/workflows/release.yml).
Run that workflow on the tag with "publish" to have it do these:

  npx vsce publish --packagePath dist/invopop-workflows.vsix     (token in VSCE_PAT)
  npx ovsx publish dist/invopop-workflows.vsix                   (token in OVSX_PAT)
  npm publish ./dist/npm/invopop-workflow-language-server --provenance --access public
  npm publish ./dist/npm/invopop-workflows --provenance --access public

npm can tell where a package comes from (--provenance) only inside GitHub Actions.
`;
}
