import type { SyncState } from "./state";

/** How a state looks: its icon in the view, and its colour there and in the explorer. */
interface Look {
  readonly icon: string;
  /** A colour that the manifest contributes. */
  readonly colour?: string;
}

/** The looks of the states; of a workflow that has no file in the open folders it is `absent`. */
export const STATE_LOOKS: Readonly<Record<SyncState | "absent", Look>> = {
  absent: { icon: "cloud" },
  "in-step": { icon: "pass", colour: "invopop.inStepForeground" },
  ahead: { icon: "arrow-circle-up", colour: "invopop.aheadForeground" },
  behind: { icon: "arrow-circle-down", colour: "invopop.behindForeground" },
  conflict: { icon: "git-compare", colour: "invopop.conflictForeground" },
  unreadable: { icon: "question", colour: "invopop.conflictForeground" },
};
