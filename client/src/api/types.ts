import type { FieldError } from "./errors";

/** A version that was published once. Anything may be missing. */
export interface StoredVersion {
  readonly version: string | undefined;
  readonly name: string | undefined;
  readonly hash: string | undefined;
  /** ISO 8601. */
  readonly createdAt: string | undefined;
}

/**
 * What an answer tells of a stored workflow. Undefined is what it does not say, flags apart, which are false then;
 * contents stay as they came.
 */
export interface StoredWorkflow {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly schema: string | undefined;
  readonly country: string | undefined;
  readonly hash: string | undefined;
  readonly version: string | undefined;
  readonly draft: boolean;
  readonly disabled: boolean;
  /** ISO 8601, as is `updatedAt`. */
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
  /** What was published so far, in the order of the answer; undefined in answers that leave it out. */
  readonly versions: readonly StoredVersion[] | undefined;
  /** The whole answer. */
  readonly contents: Readonly<Record<string, unknown>>;
}

/** The workspace that a token belongs to. */
export interface Workspace {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly slug: string | undefined;
  readonly country: string | undefined;
  /** Undefined when the answer does not say, so that nobody takes a live workspace for a sandbox. */
  readonly isSandbox: boolean | undefined;
}

/** What an error's body tells. */
export interface ErrorBody {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly fields: readonly FieldError[];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads the answer of a `PUT`, `PATCH` or `GET` of a workflow; undefined when it is none. */
export function readWorkflow(body: unknown): StoredWorkflow | undefined {
  if (!isObject(body)) {
    return undefined;
  }
  return {
    id: text(body["id"]),
    name: text(body["name"]),
    description: text(body["description"]),
    schema: text(body["schema"]),
    country: text(body["country"]),
    hash: text(body["hash"]),
    version: text(body["version"]),
    draft: body["draft"] === true,
    disabled: body["disabled"] === true,
    createdAt: text(body["created_at"]),
    updatedAt: text(body["updated_at"]),
    versions: readVersions(body["versions"]),
    contents: body,
  };
}

function readVersions(value: unknown): readonly StoredVersion[] | undefined {
  return Array.isArray(value)
    ? value.filter(isObject).map((version) => ({
        version: text(version["version"]),
        name: text(version["name"]),
        hash: text(version["hash"]),
        createdAt: text(version["created_at"]),
      }))
    : undefined;
}

/** One page of the list of workflows, and where the next one starts. */
export interface WorkflowPage {
  readonly workflows: readonly StoredWorkflow[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}

/** Reads a page of the list; undefined when the answer is none. */
export function readPage(body: unknown): WorkflowPage | undefined {
  const isPage = isObject(body) && ("list" in body || "limit" in body);
  const list = isPage ? (body["list"] ?? []) : undefined;
  if (!isPage || !Array.isArray(list)) {
    return undefined;
  }
  return {
    workflows: list.flatMap((item) => readWorkflow(item) ?? []),
    next: text(body["next_created_at"]) || undefined,
  };
}

/** Reads the answer about a workspace; undefined when it is none. */
export function readWorkspace(body: unknown): Workspace | undefined {
  if (!isObject(body)) {
    return undefined;
  }
  return {
    id: text(body["id"]),
    name: text(body["name"]),
    slug: text(body["slug"]),
    country: text(body["country"]),
    isSandbox: typeof body["sandbox"] === "boolean" ? body["sandbox"] : undefined,
  };
}

/**
 * Reads an error's body, which comes in two forms: an older one with `code`, a newer one with `key` and
 * `faults`.
 */
export function readErrorBody(body: unknown): ErrorBody {
  if (!isObject(body)) {
    return { code: undefined, message: undefined, fields: [] };
  }
  const fields = readFields(body["fields"], []);
  return {
    code: text(body["code"]) ?? text(body["key"]),
    message: text(body["message"]),
    fields: fields.length > 0 ? fields : readFaults(body["faults"]),
  };
}

/** `fields` mirrors what was sent: nested objects, indexes as keys, a message at each leaf. */
function readFields(value: unknown, path: FieldError["path"]): FieldError[] {
  if (typeof value === "string") {
    return [{ path, message: value }];
  }
  if (!isObject(value) && !Array.isArray(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    path.length < 200 ? readFields(inner, [...path, /^\d{1,9}$/.test(key) ? Number(key) : key]) : [],
  );
}

/** `faults` name their places as paths such as `$.steps[1].id`. */
function readFaults(value: unknown): FieldError[] {
  return (Array.isArray(value) ? value : []).filter(isObject).flatMap((fault) => {
    const message = text(fault["message"]) ?? text(fault["code"]) ?? "";
    const paths = Array.isArray(fault["paths"])
      ? fault["paths"].filter((path) => typeof path === "string")
      : [];
    return paths.map((path) => ({ path: readPath(path), message }));
  });
}

function readPath(path: string): (string | number)[] {
  const parts = path.replace(/^[$/.]+/, "").split(/[.[\]/]+/);
  return parts.filter((part) => part !== "").map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : part));
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}
