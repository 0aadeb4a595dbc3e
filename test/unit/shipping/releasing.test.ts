import assert from "node:assert/strict";
import {
  type Kind,
  nextVersion,
  ReleaseError,
  releasedChangelog,
  remaining,
  shippedVulnerabilities,
} from "../../support/shipping/releasing";

const DAY = "2026-01-31";

describe("a release", () => {
  for (const [kind, version] of [
    ["patch", "1.2.4"],
    ["minor", "1.3.0"],
    ["major", "2.0.0"],
    ["current", "1.2.3"],
  ] satisfies [Kind, string][]) {
    it(`raises the version (${kind})`, () => assert.equal(nextVersion("1.2.3", kind), version));
  }

  it("is not made of a version that cannot be raised", () => {
    assert.throws(() => nextVersion("1.2.3-beta", "patch"), ReleaseError);
  });

  it("has what was unreleased under its version and day", () => {
    assert.equal(
      releasedChangelog(
        "# Changelog\n\n## Unreleased\n\n- New.\n\n## 1.2.3 - 2025-12-01\n\n- Old.\n",
        "1.3.0",
        DAY,
      ),
      "# Changelog\n\n## 1.3.0 - 2026-01-31\n\n- New.\n\n## 1.2.3 - 2025-12-01\n\n- Old.\n",
    );
  });

  it("has what is under its version already under the day too", () => {
    assert.equal(
      releasedChangelog("# Changelog\n\n## 0.1.0\n\nThe first.\n\n- New.\n", "0.1.0", DAY),
      "# Changelog\n\n## 0.1.0 - 2026-01-31\n\nThe first.\n\n- New.\n",
    );
  });

  for (const [what, changelog, message] of [
    [
      "is empty",
      "",
      "CHANGELOG.md tells of nothing new: its first section is not '## Unreleased' or '## 1.2.4'.",
    ],
    [
      "has only what was released",
      "# Changelog\n\n## 1.2.3 - 2025-12-01\n\n- Old.\n",
      "CHANGELOG.md tells of nothing new: its first section is not '## Unreleased' or '## 1.2.4'.",
    ],
    [
      "has no entry",
      "# Changelog\n\n## Unreleased\n\n## 1.2.3 - 2025-12-01\n\n- Old.\n",
      "CHANGELOG.md has no entry under '## Unreleased'.",
    ],
    [
      "was released under this version",
      "# Changelog\n\n## 1.2.4 - 2025-12-01\n\n- Old.\n",
      "CHANGELOG.md tells of nothing new: its first section is not '## Unreleased' or '## 1.2.4'.",
    ],
  ] as const) {
    it(`is not made when the changelog ${what}`, () => {
      assert.throws(() => releasedChangelog(changelog, "1.2.4", DAY), new ReleaseError(message));
    });
  }

  it("is kept back by vulnerabilities of what is shipped, and not of what builds it", () => {
    const report = {
      vulnerabilities: {
        uuid: { severity: "high" },
        mocha: { severity: "critical" },
        ajv: { severity: "moderate" },
      },
    };
    assert.deepEqual(shippedVulnerabilities(report, ["ajv", "semver", "uuid"]), [
      "ajv: moderate",
      "uuid: high",
    ]);
  });

  it("tells the commands that are left, each in a line", () => {
    assert.deepEqual(
      remaining("1.3.0")
        .split("\n")
        .filter((line) => line.startsWith("  ")),
      [
        '  git commit -m "Release 1.3.0" -- package.json package-lock.json CHANGELOG.md',
        '  git tag -a v1.3.0 -m "Version 1.3.0"',
        "  git push --follow-tags",
        "  npx vsce publish --packagePath dist/invopop-workflows.vsix     (token in VSCE_PAT)",
        "  npx ovsx publish dist/invopop-workflows.vsix                   (token in OVSX_PAT)",
        "  npm publish ./dist/npm/invopop-workflow-language-server --provenance --access public",
        "  npm publish ./dist/npm/invopop-workflows --provenance --access public",
      ],
    );
  });
});
