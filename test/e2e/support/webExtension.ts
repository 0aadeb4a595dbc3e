import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { filesInZip } from "../../support/zip";
import type { Workbench } from "./workbench";

/** Where the extension is installed from. Nobody answers there but we. */
const ADDRESS = "https://extension.example";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

/**
 * Installs a packaged extension into VS Code in the browser only, as vscode.dev does: it stays at an address of the
 * web, and runs in a web worker.
 */
export async function installWebExtension(workbench: Workbench, vsix: string): Promise<void> {
  const files = filesInZip(readFileSync(vsix));
  await workbench.page.context().route(`${ADDRESS}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = files.get(`extension${path}`);
    const headers = { "access-control-allow-origin": "*" };
    await route.fulfill(
      body ? { body, headers, contentType: TYPES[extname(path)] ?? "text/plain" } : { status: 404, headers },
    );
  });
  await workbench.runCommand("Developer: Install Extension from Location...");
  await workbench.fillInputBox("Install Extension from Location", ADDRESS);
}
