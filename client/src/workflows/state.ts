import type { StoredWorkflow } from "../api/types";
import type { Base } from "../sync/base";

/**
 * How a file stands against the workflow that Invopop has: the same; changed here since it was last pulled or
 * published; changed at Invopop since; changed at both, or different with nothing known of how that came; or no
 * workflow that could be compared.
 */
export type SyncState = "in-step" | "ahead" | "behind" | "conflict" | "unreadable";

/**
 * @param local the digest of what the file says; undefined when it says nothing that can be read
 * @param base what was stored when the file was last pulled or published, if that is known
 * @param stored the digest of what is stored
 */
export function stateOf(
  local: string | undefined,
  base: Pick<Base, "digest"> | undefined,
  stored: string,
): SyncState {
  if (local === undefined) {
    return "unreadable";
  }
  if (local === stored) {
    return "in-step";
  }
  return base?.digest === stored ? "ahead" : base?.digest === local ? "behind" : "conflict";
}

/**
 * Whether what is stored can be said to be what the base knew without its contents, which a list may leave out.
 * Of a draft that is published the hash may stay what it was.
 */
export function isAsKnown({ hash, draft }: StoredWorkflow, base: Base): boolean {
  return hash !== undefined && base.hash === hash && base.draft === draft;
}

/** Whether an answer has the contents of a workflow, and not only what it is called. */
export function hasContents({ contents }: StoredWorkflow): boolean {
  return "steps" in contents;
}

/** What a state is called, its sign of one character, and what it means to a person. */
export const STATES: Readonly<Record<SyncState, { name: string; badge: string; meaning: string }>> = {
  "in-step": { name: "in step", badge: "✓", meaning: "The file and Invopop have the same." },
  ahead: {
    name: "ahead",
    badge: "↑",
    meaning:
      "The file was changed since it was last pulled or published. Publish it to bring Invopop up to date.",
  },
  behind: {
    name: "behind",
    badge: "↓",
    meaning:
      "Invopop has a newer one than when the file was last pulled or published. Pull it to bring the file up to date.",
  },
  conflict: {
    name: "conflict",
    badge: "⇅",
    meaning:
      "The file and Invopop differ, and not only one of them was changed. Compare them before you pull or publish.",
  },
  unreadable: {
    name: "not readable",
    badge: "?",
    meaning: "The file's JSON has to be mended before it can be compared.",
  },
};

/** The states in the order in which they need somebody, most first. */
const URGENCY: readonly SyncState[] = ["conflict", "behind", "ahead", "unreadable", "in-step"];

/** The state that counts where several files are the same workflow; undefined when there is none. */
export function mostUrgent(states: readonly SyncState[]): SyncState | undefined {
  return URGENCY.find((state) => states.includes(state));
}
