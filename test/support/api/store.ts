import { createHash, randomUUID } from "node:crypto";
import { bodyErrors, isObject, isUuid, type JsonObject } from "./format";
import type { SeedWorkflow, Workflow } from "./types";

/** How many hexadecimal digits of the SHA-256 a hash shows. */
const HASH_DIGITS = 16;

const WORKFLOW_KEYS = ["name", "description", "schema", "country", "steps", "rescue"];
const STEP_KEYS = ["id", "name", "action", "config", "notes", "summary", "next"];
const CONDITION_KEYS = ["status", "code", "steps", "step_id", "stop"];
const SERVER_KEYS = ["id", "draft", "disabled", "version", "hash", "versions", "created_at", "updated_at"];

type Contents = Pick<Workflow, "name" | "description" | "schema" | "country" | "steps" | "rescue">;

export interface StoreOptions {
  readonly now: () => Date;
  readonly unknownKeys: "dropped" | "kept";
  /** Named as the source of published versions. */
  readonly workspaceId: string;
}

/**
 * The workflows of one workspace. `created` and `updated` only work out what would be stored, so that a
 * request can still fail; `put` stores it, whole.
 */
export class WorkflowStore {
  readonly workflows = new Map<string, Workflow>();
  readonly #options: StoreOptions;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  get(id: string): Workflow | undefined {
    return this.workflows.get(id.toLowerCase());
  }

  put(workflow: Workflow): void {
    this.workflows.set(workflow.id, workflow);
  }

  created(id: string, body: JsonObject, createdAt?: string): Workflow {
    const at = this.#freeTime(createdAt === undefined ? this.#options.now() : new Date(createdAt));
    return this.#next({ id: id.toLowerCase(), created_at: at, disabled: false }, body, at);
  }

  /** Fields that are not sent stay, except the draft flag: contents are published unless it is sent as true. */
  updated(before: Workflow, body: JsonObject): Workflow {
    const { schema: _schema, country: _country, ...changes } = body;
    return this.#next(before, merged(before, changes), this.#now(), before);
  }

  seed(seed: SeedWorkflow): Workflow {
    const errors = bodyErrors(seed);
    const { id = randomUUID(), created_at: createdAt, disabled } = seed;
    if (!isUuid(id)) errors.push({ path: ["id"], message: "must be a valid UUID" });
    if (createdAt !== undefined && Number.isNaN(Date.parse(createdAt))) {
      errors.push({ path: ["created_at"], message: "must be a date" });
    }
    if (errors.length > 0) throw new Error(`This workflow cannot be stored: ${JSON.stringify(errors)}`);
    const before = this.get(id);
    const saved =
      before === undefined
        ? this.created(id, seed, createdAt)
        : this.#next(before, merged(before, seed), this.#now(), before);
    const stored = { ...saved, disabled: disabled ?? saved.disabled };
    this.put(stored);
    return stored;
  }

  /** Oldest first. No two have the same `created_at`. */
  list(): Workflow[] {
    return [...this.workflows.values()].sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  }

  #next(
    base: { readonly id: string; readonly created_at: string; readonly disabled: boolean },
    body: JsonObject,
    at: string,
    before?: Workflow,
  ): Workflow {
    const contents = this.#contents(body);
    const { name, ...others } = contents;
    const hash = hashOf(contents);
    const draft = body["draft"] === true;
    const version =
      before === undefined ? "1" : before.hash === hash ? before.version : following(before.version);
    const earlier = before?.versions ?? [];
    const published = { version, name, hash, src: "user", src_id: this.#options.workspaceId, created_at: at };
    return {
      id: base.id,
      name,
      ...others,
      draft,
      disabled: base.disabled,
      version,
      hash,
      created_at: base.created_at,
      updated_at: at,
      versions: draft || earlier.at(-1)?.version === version ? earlier : [...earlier, published],
    };
  }

  /** What of a body is stored: what the format knows, empty texts left out. */
  #contents(body: JsonObject): Contents {
    const { steps, rescue, name } = body;
    return {
      ...this.#unknown(body, [...WORKFLOW_KEYS, ...SERVER_KEYS]),
      name: typeof name === "string" ? name : "",
      ...text(body, "description"),
      ...text(body, "schema"),
      ...text(body, "country"),
      steps: Array.isArray(steps) ? this.#steps(steps) : null,
      rescue: Array.isArray(rescue) ? this.#steps(rescue) : null,
    };
  }

  #steps(steps: readonly unknown[]): JsonObject[] {
    return steps.filter(isObject).map((step) => {
      const { provider, ...rest } = step;
      const named = { ...rest, action: rest["action"] ?? provider };
      const kept = this.#known(named, STEP_KEYS);
      if (!Array.isArray(step["next"])) return kept;
      const conditions: readonly unknown[] = step["next"];
      return { ...kept, next: conditions.filter(isObject).map((condition) => this.#condition(condition)) };
    });
  }

  #condition(condition: JsonObject): JsonObject {
    const kept = this.#known(condition, CONDITION_KEYS);
    const steps = condition["steps"];
    return Array.isArray(steps) ? { ...kept, steps: this.#steps(steps) } : kept;
  }

  #known(value: JsonObject, keys: readonly string[]): JsonObject {
    const present = keys.filter((key) => value[key] !== undefined && value[key] !== null);
    return {
      ...Object.fromEntries(present.map((key) => [key, value[key]])),
      ...this.#unknown(value, keys),
    };
  }

  #unknown(value: JsonObject, known: readonly string[]): JsonObject {
    if (this.#options.unknownKeys === "dropped") return {};
    return Object.fromEntries(Object.entries(value).filter(([key]) => !known.includes(key)));
  }

  #now(): string {
    return this.#options.now().toISOString();
  }

  /** Pages start at a time, so each workflow needs one of its own. */
  #freeTime(wanted: Date): string {
    const taken = new Set([...this.workflows.values()].map((workflow) => Date.parse(workflow.created_at)));
    let time = wanted.getTime();
    while (taken.has(time)) time += 1;
    return new Date(time).toISOString();
  }
}

function text<Key extends string>(body: JsonObject, key: Key): { readonly [_ in Key]?: string };
function text(body: JsonObject, key: string): Readonly<Record<string, string>> {
  const value = body[key];
  return typeof value === "string" && value !== "" ? { [key]: value } : {};
}

/** The body of a create request that would have made the workflow, with the changes that are not null. */
function merged(before: Workflow, changes: JsonObject): JsonObject {
  const kept = Object.entries(before).filter(([key]) => !SERVER_KEYS.includes(key));
  const changed = Object.entries(changes).filter(([, value]) => value !== null);
  return Object.fromEntries([...kept, ...changed]);
}

function following(version: string): string {
  return String(Number(version) + 1);
}

function hashOf(contents: Contents): string {
  return createHash("sha256").update(canonical(contents)).digest("hex").slice(0, HASH_DIGITS);
}

/** JSON without blanks and with its keys sorted, so that equal contents are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
