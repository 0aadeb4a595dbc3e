import type { StoredVersion, StoredWorkflow } from "../api/types";
import type { Base } from "./base";
import type { Difference } from "./contents";

/** What an update cannot change. */
export type FixedField = "schema" | "country";

/** How a file differs from what is stored. */
interface Change {
  readonly stored: StoredWorkflow;
  /** From what is stored to what the file says. */
  readonly differences: readonly Difference[];
  /** Those of `schema` and `country` that differ; they stay as they are stored. */
  readonly fixed: readonly FixedField[];
}

/** What publishing a file would do. */
export type Plan =
  | { readonly kind: "create" }
  | { readonly kind: "same"; readonly stored: StoredWorkflow }
  | ({ readonly kind: "update" } & Change)
  /** What is stored is not what the base knows, or there is no base. */
  | ({ readonly kind: "conflict"; readonly base: Base | undefined } & Change);

/** What came of publishing. */
export type Outcome =
  | {
      readonly kind: "published";
      readonly stored: StoredWorkflow;
      /** What the API dropped or changed: from what was sent to what is stored. */
      readonly dropped: readonly Difference[];
      /** What somebody else stored between the last look and the write, which overwrote it. */
      readonly overtaken: StoredVersion | undefined;
    }
  /** What is stored is not, or no longer, what the plan saw. It has to be planned anew. */
  | {
      readonly kind: "moved";
      /** Undefined when it is gone. */
      readonly stored: StoredWorkflow | undefined;
      /** False when nothing of ours was stored; true when it may have been, and was changed since. */
      readonly mayHaveStored: boolean;
    };
