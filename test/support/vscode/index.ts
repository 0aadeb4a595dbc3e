import { provideBrowser } from "./browser";
import { provideDesktop } from "./desktop";
import type { Log, VsCodeInstallation } from "./types";

export { provideBrowser } from "./browser";
export type { LaunchOptions, Log, OpenedVsCode, VsCodeInstallation, VsCodeSession } from "./types";

/** The variable that chooses between `desktop` and `browser`; without it, desktop is tried first. */
const VARIABLE = "INVOPOP_TEST_VSCODE_KIND";

const PROVIDERS = { desktop: provideDesktop, browser: provideBrowser } as const;

/**
 * Makes a real VS Code ready: a desktop one where it is given or can be downloaded, else one in the browser.
 *
 * @throws Error with the reasons when neither can be had, or when the variable asks for something else
 */
export async function provideVsCode(log: Log): Promise<VsCodeInstallation> {
  const wanted = process.env[VARIABLE];
  const all = ["desktop", "browser"] as const;
  const kinds = wanted ? all.filter((kind) => kind === wanted) : all;
  if (kinds.length === 0) {
    throw new Error(`${VARIABLE} is "${wanted}"; it can be ${all.join(" or ")}.`);
  }
  const reasons: string[] = [];
  for (const kind of kinds) {
    try {
      return await PROVIDERS[kind](log);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log(`No ${kind} VS Code: ${reason.split("\n")[0]}`);
      reasons.push(`${kind}: ${reason}`);
    }
  }
  throw new Error(`There is no VS Code to test with.\n${reasons.join("\n")}`);
}
