import type { InvopopClient } from "../api/client";
import { ApiError } from "../api/errors";
import type { StoredVersion, StoredWorkflow } from "../api/types";
import type { Base } from "./base";
import { type Contents, contentsOfStored, contentsOfText, type Difference, isSame } from "./contents";
import { differencesOf } from "./differences";
import { digestOf } from "./digest";
import { toBody } from "./payload";

/** A workflow file that is to be published. */
export interface Local {
  /** The UUID that it is published under. */
  readonly id: string;
  readonly text: string;
  /** Whether it is published as a draft; as the text says when left out. */
  readonly draft?: boolean;
}

/** What an update cannot change. */
export type FixedField = "schema" | "country";

/** What of the file differs from what is stored, in which an update comes into it. */
interface Change {
  readonly stored: StoredWorkflow;
  readonly differences: readonly Difference[];
  /** Those of `schema` and `country` that differ, and will stay as they are stored. */
  readonly fixed: readonly FixedField[];
}

/** What publishing a file would do. */
export type Plan =
  | { readonly kind: "create" }
  | { readonly kind: "same"; readonly stored: StoredWorkflow }
  | ({ readonly kind: "update" } & Change)
  /** What is stored differs from the base, or there is no base and the contents differ. */
  | ({ readonly kind: "conflict"; readonly base: Base | undefined } & Change);

/** What came of publishing. */
export type Outcome =
  | {
      readonly kind: "published";
      readonly stored: StoredWorkflow;
      /** What the API dropped or changed of what was sent: from what was sent to what is stored. */
      readonly dropped: readonly Difference[];
      /** What somebody else stored between the last look and the send, and what was overwritten with that. */
      readonly overtaken: StoredVersion | undefined;
    }
  | {
      /** What is stored is no longer what the plan saw; it has to be planned anew. */
      readonly kind: "moved";
      /** Undefined when it is gone. */
      readonly stored: StoredWorkflow | undefined;
      /** False when nothing was sent; true when what was sent may have been stored for a while. */
      readonly wasSent: boolean;
    };

/**
 * Finds out what publishing would do, by one look at what is stored.
 *
 * @throws ApiError
 * @throws NotAWorkflowError when the text is no JSON object
 */
export async function planPublish(
  client: InvopopClient,
  local: Local,
  base: Base | undefined,
  signal: AbortSignal,
): Promise<Plan> {
  const wanted = contentsOfLocal(local);
  const stored = await find(client, local.id, signal);
  if (!stored) {
    return { kind: "create" };
  }
  const found = contentsOfStored(stored);
  if (isSame(found, wanted)) {
    return { kind: "same", stored };
  }
  const change = { stored, differences: differencesOf(found, wanted), fixed: fixedIn(found, wanted) };
  return base && (await isStillAt(base, stored))
    ? { kind: "update", ...change }
    : { kind: "conflict", base, ...change };
}

/**
 * Publishes as planned; a conflict only after the person chose to overwrite.
 *
 * @throws ApiError
 */
export async function carryOut(
  client: InvopopClient,
  local: Local,
  plan: Exclude<Plan, { kind: "same" }>,
  signal: AbortSignal,
): Promise<Outcome> {
  const stored =
    plan.kind === "create"
      ? await client.createWorkflow(local.id, toBody(local.text, "create"), signal)
      : await client.updateWorkflow(local.id, toBody(local.text, "update"), signal);
  return { kind: "published", stored, dropped: [], overtaken: undefined };
}

/** What is remembered of a workflow that was pulled or published. */
export async function baseOf(workspaceId: string, id: string, stored: StoredWorkflow): Promise<Base> {
  const { draft, hash, version } = stored;
  const digest = await digestOf(contentsOfStored(stored));
  return { workspace: workspaceId, id: id.toLowerCase(), version, hash, draft, digest };
}

/** Whether what is stored is what it was when it was last pulled or published. */
export async function isStillAt(base: Base, stored: StoredWorkflow): Promise<boolean> {
  if (base.hash !== undefined && stored.hash !== undefined) {
    return base.hash === stored.hash && base.draft === stored.draft;
  }
  return base.digest === (await digestOf(contentsOfStored(stored)));
}

function contentsOfLocal({ text, draft }: Local): Contents {
  const contents = contentsOfText(text);
  return draft === undefined ? contents : { ...contents, draft };
}

function fixedIn(found: Contents, wanted: Contents): FixedField[] {
  return (["schema", "country"] as const).filter((key) => found[key] !== wanted[key]);
}

/** What is stored under an id; undefined when there is nothing. */
async function find(
  client: InvopopClient,
  id: string,
  signal: AbortSignal,
): Promise<StoredWorkflow | undefined> {
  try {
    return await client.getWorkflow(id, signal);
  } catch (error) {
    if (error instanceof ApiError && error.kind === "not-found") {
      return undefined;
    }
    throw error;
  }
}
