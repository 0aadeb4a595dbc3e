import { WorkflowStore } from "./store";
import { isExpired } from "./token";
import type { SeedWorkflow, StandInAccount, StandInOptions, Workflow, Workspace } from "./types";

const WORKSPACE: Workspace = {
  id: "0198c0de-0000-7000-8000-000000000001",
  name: "Stand-in Sandbox",
  slug: "stand-in-sandbox",
  country: "ES",
  sandbox: true,
  created_at: "2026-01-05T09:00:00.000Z",
  updated_at: "2026-01-05T09:00:00.000Z",
};

/** A workspace with its workflows and the token for it. */
export class Account implements StandInAccount {
  readonly store: WorkflowStore;

  constructor(
    readonly token: string,
    readonly workspace: Workspace,
    now: () => Date,
    unknownKeys: "dropped" | "kept",
  ) {
    this.store = new WorkflowStore({ now, unknownKeys, workspaceId: workspace.id });
  }

  get workflows(): ReadonlyMap<string, Workflow> {
    return this.store.workflows;
  }

  seed(...workflows: readonly SeedWorkflow[]): Workflow[] {
    return workflows.map((workflow) => this.store.seed(workflow));
  }
}

/** All accounts of a stand-in. */
export class Accounts {
  readonly first: Account;
  readonly #now: () => Date;
  readonly #all: readonly Account[];

  constructor({ token = "test-token", workspace, others = [], unknownKeys, now }: StandInOptions) {
    this.#now = now ?? (() => new Date());
    this.#all = [{ token, workspace }, ...others].map(
      (account, at) =>
        new Account(
          account.token,
          { ...workspaceNumber(at + 1), ...account.workspace },
          this.#now,
          unknownKeys ?? "dropped",
        ),
    );
    const [first] = this.#all;
    if (first === undefined) throw new Error("A stand-in has at least one account.");
    this.first = first;
  }

  /** The account of a token; undefined for one that is wrong or expired. */
  find(token: string): Account | undefined {
    return isExpired(token, this.#now()) ? undefined : this.#all.find((account) => account.token === token);
  }

  /** @throws when there is none with this token. */
  get(token: string): Account {
    const found = this.#all.find((account) => account.token === token);
    if (found === undefined) throw new Error("The stand-in has no account with this token.");
    return found;
  }

  clear(): void {
    for (const { store } of this.#all) store.workflows.clear();
  }

  withoutTokens(text: string): string {
    return this.#all.reduce((rest, { token }) => rest.replaceAll(token, "…"), text);
  }
}

function workspaceNumber(number: number): Workspace {
  if (number === 1) return WORKSPACE;
  const id = WORKSPACE.id.slice(0, -String(number).length) + number;
  return { ...WORKSPACE, id, name: `Stand-in ${number}`, slug: `stand-in-${number}` };
}
