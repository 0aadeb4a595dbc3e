import type { Connection } from "../accounts/connection";
import { nameOf } from "../accounts/labels";
import type { StoredWorkflow } from "../api/types";
import { contentsOfStored, contentsOfText } from "../sync/contents";
import { digestOf } from "../sync/digest";
import { baseOf, carryOut, type Local, type Plan, planPublish } from "../sync/engine";
import { plainText } from "./messages";
import type { PublishPorts } from "./ports";
import {
  ANSWERS,
  conflictQuestion,
  MAY_HAVE_STORED,
  type Occasion,
  onlyFixedMessage,
  questionBefore,
} from "./questions";
import { nameIn, type Published } from "./told";

/** What a person decided about a conflict, once they had compared. */
export interface Decision {
  readonly choice: typeof ANSWERS.overwrite | typeof ANSWERS.takeTheirs;
  /** The digest of what was stored then. For anything else the decision does not count. */
  readonly seen: string;
}

/** How a publish ended. */
export type Ending =
  | { readonly kind: "published"; readonly outcome: Published }
  | { readonly kind: "same"; readonly stored: StoredWorkflow }
  /** The person turned it down; nothing was sent. */
  | { readonly kind: "stopped" }
  /** The person wants to compare first; nothing was sent. In a conflict, there is something to decide after that. */
  | { readonly kind: "compare"; readonly conflictOver?: string }
  | { readonly kind: "takeTheirs"; readonly stored: StoredWorkflow }
  /** It could not be done. */
  | { readonly kind: "failed"; readonly text: string };

type Step = Ending | "go on";

/** How often it is planned anew because somebody else was faster. */
const MOST_PLANS = 5;

/**
 * Looks at what is stored, asks what there is to ask, and sends. Nothing is sent before the answer.
 *
 * @throws ApiError
 */
export async function send(
  ports: PublishPorts,
  connection: Connection,
  local: Local,
  decision: Decision | undefined,
): Promise<Ending> {
  const { client, workspace } = connection;
  const occasion = occasionOf(ports, connection, local);
  const place = plainText(`“${nameOf(workspace)}”`);
  let mayHaveStored = false;
  for (let turn = 0; turn < MOST_PLANS; turn++) {
    const base = ports.bases.get(workspace.id, local.id);
    const plan = await ports.withProgress(`Looking at what is stored in ${place}`, (signal) =>
      planPublish(client, local, base, signal),
    );
    if (plan.kind === "same") {
      await remember(ports, workspace.id, local.id, plan.stored);
      return plan;
    }
    const step = await decide(ports, plan, { ...occasion, mayHaveStored }, decision);
    if (step !== "go on") {
      return step;
    }
    const outcome = await ports.withProgress(`Publishing workflow to ${place}`, (signal) =>
      carryOut(client, local, plan, signal),
    );
    if (outcome.kind === "published") {
      await remember(ports, workspace.id, local.id, outcome.stored);
      return { kind: "published", outcome };
    }
    ports.log(`${local.id}: somebody else was faster, looking at what is stored anew`);
    mayHaveStored ||= outcome.mayHaveStored;
  }
  const note = mayHaveStored ? ` ${MAY_HAVE_STORED}` : "";
  return {
    kind: "failed",
    text: `Not published: what is stored changes again and again.${note} Your file is as it was. Try again in a while.`,
  };
}

/** Asks what there is to ask about a plan. */
async function decide(
  ports: PublishPorts,
  plan: Exclude<Plan, { kind: "same" }>,
  occasion: Occasion,
  decision: Decision | undefined,
): Promise<Step> {
  if (plan.kind === "conflict") {
    const seen = await digestOf(contentsOfStored(plan.stored));
    if (decision?.seen !== seen) {
      const answer = await ports.ask(conflictQuestion(plan, occasion));
      switch (answer) {
        case ANSWERS.compare:
          return { kind: "compare", conflictOver: seen };
        case ANSWERS.takeTheirs:
          return { kind: "takeTheirs", stored: plan.stored };
        default:
          // The question says all that the others would ask.
          return answer === ANSWERS.overwrite ? "go on" : STOPPED;
      }
    }
    if (decision.choice === ANSWERS.takeTheirs) {
      return { kind: "takeTheirs", stored: plan.stored };
    }
  }
  const text = plan.kind === "create" ? undefined : onlyFixedMessage(plan, occasion.name);
  if (text !== undefined) {
    return { kind: "failed", text };
  }
  const question = questionBefore(plan, occasion);
  const answer = question && (await ports.ask(question));
  if (!question || (answer !== undefined && answer !== ANSWERS.compare)) {
    return "go on";
  }
  return answer === ANSWERS.compare ? { kind: "compare" } : STOPPED;
}

const STOPPED: Ending = { kind: "stopped" };

function occasionOf(ports: PublishPorts, { workspace }: Connection, { text, draft }: Local): Occasion {
  return {
    workspace,
    name: nameIn(text),
    isDraft: draft ?? contentsOfText(text)["draft"] === true,
    isUnasked: ports.unaskedWorkspaces().some((slug) => slug === workspace.slug),
  };
}

/** That it could not be remembered takes nothing back of what was done. */
async function remember(
  ports: PublishPorts,
  workspaceId: string,
  id: string,
  stored: StoredWorkflow,
): Promise<void> {
  try {
    await ports.bases.set(await baseOf(workspaceId, id, stored));
  } catch (error) {
    ports.log(`${id}: what is stored could not be remembered: ${String(error)}`);
  }
}
