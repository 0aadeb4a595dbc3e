import type { InvopopClient } from "../api/client";
import type { StoredWorkflow } from "../api/types";
import type { Base } from "./base";
import { contentsOfLocal, type Local } from "./body";
import { type Contents, contentsOfStored, isSame } from "./contents";
import { differencesOf } from "./differences";
import { digestOf } from "./digest";
import type { FixedField, Outcome, Plan } from "./outcome";
import { find, isUntouched, Sending } from "./send";

export type { Local } from "./body";
export type { FixedField, Outcome, Plan } from "./outcome";

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
 * Publishes as planned; a conflict only after the person chose to overwrite. What is stored is looked at again before
 * an update is sent, as the plan may be minutes old.
 *
 * @throws ApiError, by whose `isOutcomeUnknown` it can be told whether the file may have been stored all the same
 * @throws NotAWorkflowError when the text is no JSON object
 */
export async function carryOut(
  client: InvopopClient,
  local: Local,
  plan: Exclude<Plan, { kind: "same" }>,
  signal: AbortSignal,
): Promise<Outcome> {
  if (plan.kind === "create") {
    return new Sending(client, local, undefined, signal).run();
  }
  const seen = await find(client, local.id, signal);
  return seen && isUntouched(plan.stored, seen)
    ? new Sending(client, local, seen, signal).run()
    : { kind: "moved", stored: seen, mayHaveStored: false };
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

function fixedIn(found: Contents, wanted: Contents): FixedField[] {
  return (["schema", "country"] as const).filter((key) => found[key] !== wanted[key]);
}
