import type { KnownWorkspace } from "./connection";

/** What a workspace is called. */
export function nameOf({ name, slug, id }: KnownWorkspace): string {
  return name || slug || id;
}

/** Whether documents of the workspace may be real. One that does not say is taken for live. */
export function isLive({ isSandbox }: KnownWorkspace): boolean {
  return isSandbox !== true;
}

/** `sandbox` or `live`, or that it is not known. */
export function kindOf({ isSandbox }: KnownWorkspace): string {
  return isSandbox === undefined ? "not known to be a sandbox" : isSandbox ? "sandbox" : "live";
}

/** A workspace in a sentence: `“Acme” (live)`. */
export function titleOf(workspace: KnownWorkspace): string {
  return `“${nameOf(workspace)}” (${kindOf(workspace)})`;
}

/** A text where VS Code makes icons of names in `$(…)`. */
export function withoutIcons(text: string): string {
  return text.replaceAll("$(", "$ (").replace(/\s+/g, " ");
}

/** A day as it is told: `2026-10-02`. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
