import { ApiError, attempt } from "../../../../client/src/api/errors";
import type { StoredWorkflow } from "../../../../client/src/api/types";
import { contentsOfText } from "../../../../client/src/sync/contents";
import {
  carryOut,
  type Local,
  type Outcome,
  type Plan,
  planPublish,
} from "../../../../client/src/sync/engine";
import type { Paint } from "../colours";
import { publishedDiff } from "./changes";
import { failureText } from "./failure";
import type { LocalFile } from "./local";
import { refusedFields } from "./refusedFields";
import type { Result } from "./result";
import type { Remote } from "./session";

/** How files are published. */
export interface PublishOptions {
  /** Sends nothing and tells what would change. */
  readonly isDry: boolean;
  /** Publishes as a draft, whatever the file says. */
  readonly isDraft: boolean;
  /** Publishes only in the place of what has this hash. */
  readonly hash: string | undefined;
  /** For what would change. */
  readonly paint: Paint;
}

/** How often what is stored may change under our hands before it is given up. */
const MOST_ROUNDS = 3;

/**
 * Publishes a file. What is stored is updated to what the file says, whoever stored it, unless a hash says what it has
 * to be. Never throws for what Invopop does.
 */
export async function publishFile(remote: Remote, file: LocalFile, options: PublishOptions): Promise<Result> {
  const result = await attempt(() => new Publication(remote, file, options).run());
  if (!(result instanceof ApiError)) {
    return result;
  }
  return {
    file: file.source.name,
    id: file.id,
    status: "failed",
    message: `${failureText(result)}${result.isOutcomeUnknown ? "" : " Nothing was stored."}`,
    problems: refusedFields(file.source, result),
  };
}

class Publication {
  readonly #local: Local;

  constructor(
    private readonly remote: Remote,
    private readonly file: LocalFile,
    private readonly options: PublishOptions,
  ) {
    const { id, source } = file;
    this.#local = { id, text: source.text, ...(options.isDraft && { draft: true }) };
  }

  async run(): Promise<Result> {
    const { client, signal } = this.remote;
    for (let round = 1; ; round++) {
      const plan = await planPublish(client, this.#local, undefined, signal);
      const refusal = this.#refusalOf(plan);
      if (refusal !== undefined) {
        return { ...this.#told("refused", plan), message: `${refusal} Nothing was sent.` };
      }
      if (plan.kind === "same") {
        return this.#told("unchanged", plan);
      }
      if (this.options.isDry) {
        const stored = plan.kind === "create" ? undefined : plan.stored;
        const diff = publishedDiff(this.file.source, this.#local, stored, this.options.paint);
        return { ...this.#told(plan.kind === "create" ? "created" : "updated", plan), diff };
      }
      const outcome = await carryOut(client, this.#local, plan, signal);
      if (outcome.kind === "published") {
        return this.#published(plan, outcome);
      }
      if (this.options.hash !== undefined || round === MOST_ROUNDS) {
        return { ...this.#told("refused", plan), ...moved(outcome) };
      }
    }
  }

  /** Why a plan is not carried out, in sentences. */
  #refusalOf(plan: Plan): string | undefined {
    const { hash } = this.options;
    const stored = plan.kind === "create" ? undefined : plan.stored;
    if (hash !== undefined && stored?.hash !== hash) {
      return stored
        ? `What is stored has ${stored.hash === undefined ? "no hash" : `the hash ${stored.hash}`}, not ${hash}.`
        : `Nothing is stored under its id, so nothing has the hash ${hash}.`;
    }
    const fixed = plan.kind === "update" || plan.kind === "conflict" ? plan.fixed : [];
    return fixed.length > 0 && stored ? fixedText(fixed, this.#local, stored) : undefined;
  }

  #published(plan: Plan, { stored, dropped, overtaken }: Extract<Outcome, { kind: "published" }>): Result {
    return {
      ...this.#told(plan.kind === "create" ? "created" : "updated", plan),
      stored,
      dropped,
      ...(overtaken && { overtaken }),
    };
  }

  #told(status: Result["status"], plan: Plan): Result {
    return {
      file: this.file.source.name,
      id: this.file.id,
      status,
      ...(plan.kind !== "create" && { stored: plan.stored }),
      ...("differences" in plan && { previous: plan.stored, differences: plan.differences }),
    };
  }
}

function moved({ stored, mayHaveStored }: Extract<Outcome, { kind: "moved" }>): Partial<Result> {
  const now = stored ? `is version ${stored.version ?? "unknown"} now` : "is gone now";
  const ours = mayHaveStored
    ? "The file may have been stored before that, and was overwritten then."
    : "Nothing of the file was stored.";
  return {
    ...(stored && { stored }),
    message: `What is stored was changed by somebody else meanwhile: it ${now}. ${ours} Publish again.`,
  };
}

function fixedText(fixed: readonly string[], { text }: Local, stored: StoredWorkflow): string {
  const contents = contentsOfText(text);
  const parts = fixed.map(
    (key) => `${key} is ${said(contents[key])} in the file and ${said(stored.contents[key])} at Invopop`,
  );
  return `An update cannot change schema and country: ${parts.join(", and ")}. Make the file say the same, or give it an id of its own.`;
}

function said(value: unknown): string {
  return typeof value === "string" && value !== "" ? `'${value}'` : "not set";
}
