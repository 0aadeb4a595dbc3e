import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json";
import { RULES } from "../../server/src/rules/registry";
import { withRules } from "../support/readme";

const ROOT = join(__dirname, "../..");
const readme = readFileSync(join(ROOT, "README.md"), "utf8");

interface Setting {
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
}

const settings: Readonly<Record<string, Setting>> = Object.assign(
  {},
  ...manifest.contributes.configuration.map((section) => section.properties),
);

describe("the manifest and the README", () => {
  it("have a setting for each rule, at the rule's own severity", () => {
    const prefix = "invopop.diagnostics.";
    const found = Object.entries(settings).filter(([key]) => key.startsWith(prefix));
    assert.deepEqual(
      found.map(([key, setting]) => [key.slice(prefix.length), setting.default, setting.description]),
      RULES.map(({ code, severity, isOptIn, docs }) => [code, isOptIn ? "off" : severity, docs.summary]),
    );
    for (const [key, setting] of found) {
      assert.deepEqual(setting.enum, ["error", "warning", "information", "hint", "off"], key);
    }
  });

  it("document the rules as the rules do", () => {
    assert.equal(readme, withRules(readme), "Run `npm run docs`.");
    for (const { code } of RULES) {
      assert.ok(readme.includes(`\n#### \`${code}\`\n`), code);
    }
  });

  it("document every setting with its default", () => {
    for (const [key, setting] of Object.entries(settings)) {
      assert.ok(setting.description ?? setting.markdownDescription, key);
      const name = key.startsWith("invopop.diagnostics.") ? "invopop.diagnostics.<code>" : key;
      const row = readme.split("\n").find((line) => line.startsWith(`| \`${name}\` |`));
      assert.ok(row, key);
      if (name === key) {
        const shown = row.split("|")[2]?.trim() ?? "";
        assert.ok(
          shown.includes(JSON.stringify(setting.default)) || shown.includes(String(setting.default)),
          row,
        );
      }
    }
  });

  it("document every command by its title, and none besides", () => {
    const titles = manifest.contributes.commands.map(({ category, title }) => `${category}: ${title}`);
    const documented = [...readme.matchAll(/^\| \*\*(Invopop: [^*]+)\*\* \|/gm)].map((match) => match[1]);
    assert.deepEqual(documented.sort(), titles.sort());
  });

  it("register every command that is contributed", () => {
    const names = readdirSync(join(ROOT, "client/src"), { recursive: true, encoding: "utf8" });
    const sources = names
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(ROOT, "client/src", name), "utf8"));
    for (const { command } of manifest.contributes.commands) {
      assert.ok(
        sources.some((source) => source.includes(`"${command}"`)),
        command,
      );
    }
  });

  it("have only commands in menus that there are", () => {
    const commands = manifest.contributes.commands.map(({ command }) => command);
    for (const [menu, items] of Object.entries(manifest.contributes.menus)) {
      for (const { command } of items) {
        assert.ok(commands.includes(command), `${command} in ${menu}`);
      }
    }
  });

  it("document every script that people run, and have those that are documented", () => {
    const documented = [...readme.matchAll(/^\| `npm (?:run )?(\S+)` \|/gm)].map((match) => match[1]);
    const inner = (name: string) => name.startsWith("bundle:") || name === "generate";
    assert.deepEqual(
      documented.sort(),
      Object.keys(manifest.scripts)
        .filter((name) => !inner(name))
        .sort(),
    );
  });

  it("name only files that are there", () => {
    const { grammars, languages, views, viewsContainers } = manifest.contributes;
    const named = [
      manifest.icon,
      ...[...viewsContainers.activitybar, ...views.invopop].map(({ icon }) => icon),
      ...grammars.map(({ path }) => path),
      ...languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
      ...[...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? ""),
    ];
    for (const path of named) {
      assert.ok(existsSync(join(ROOT, path)), path);
    }
  });

  it("tell in the walkthrough of what there is, each step with a picture and an end", () => {
    const commands = [
      ...manifest.contributes.commands.map(({ command }) => command),
      // VS Code's own.
      "invopop.workflows.focus",
      "workbench.actions.view.problems",
    ];
    const [walkthrough, ...others] = manifest.contributes.walkthroughs;
    assert.deepEqual(others, []);
    for (const { id, description, media, completionEvents } of walkthrough?.steps ?? []) {
      const picture = readFileSync(join(ROOT, media.svg), "utf8");
      assert.match(picture, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /, id);
      assert.doesNotMatch(picture, /<script|href=|\bon\w+=/, id);
      assert.ok(media.altText.endsWith("."), id);
      const linked = [...description.matchAll(/\]\(command:([^)]+)\)/g)].map((match) => match[1] ?? "");
      const ending = completionEvents
        .filter((event) => event.startsWith("onCommand:"))
        .map((event) => event.slice("onCommand:".length));
      assert.ok(ending.length > 0, id);
      for (const command of [...linked, ...ending]) {
        assert.ok(commands.includes(command), `${command} in ${id}`);
      }
    }
  });

  it("tell the Marketplace what it asks for", () => {
    const { categories, galleryBanner, icon, keywords, pricing } = manifest;
    assert.ok(categories.length > 0 && keywords.length > 0 && keywords.length <= 30);
    assert.match(galleryBanner.color, /^#[0-9a-f]{6}$/);
    assert.deepEqual([galleryBanner.theme, icon.endsWith(".png"), pricing], ["dark", true, "Free"]);
  });

  it("let no folder say where the API is", () => {
    const setting = Object.entries(settings).find(([key]) => key === "invopop.apiUrl")?.[1];
    assert.ok(setting && "scope" in setting && setting.scope === "machine");
  });

  it("list every rule's file in the registry", () => {
    const files = readdirSync(join(ROOT, "server/src/rules")).map((file) => file.replace(/\.ts$/, ""));
    const others = ["fixes", "large", "memo", "plan", "registry", "rule", "run", "weights"];
    assert.deepEqual(
      files.filter((file) => !others.includes(file)).sort(),
      RULES.map(({ code }) => code).sort(),
    );
  });
});
