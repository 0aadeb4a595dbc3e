import type { FieldError } from "./answer";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const STATUSES: ReadonlySet<unknown> = new Set(["", "OK", "SKIP", "KO", "TIMEOUT", "NA"]);

export type JsonObject = Readonly<Record<string, unknown>>;

/** Any version and either case. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What the service would refuse in the body of a create or update: wrong types, statuses outside the closed
 * set, identifiers that are no UUID, and two steps under one. No field is required, and null is as good as
 * leaving it out.
 */
export function bodyErrors(body: JsonObject): FieldError[] {
  const found = new Findings();
  found.expect(body, [], TEXT, "name", "description", "schema", "country");
  found.expect(body, [], BOOLEAN, "draft");
  found.steps(body["steps"], ["steps"]);
  found.steps(body["rescue"], ["rescue"]);
  return found.errors;
}

interface Kind {
  readonly fits: (value: unknown) => boolean;
  readonly message: string;
}

const TEXT: Kind = { fits: (value) => typeof value === "string", message: "must be a string" };
const BOOLEAN: Kind = { fits: (value) => typeof value === "boolean", message: "must be a boolean" };
const OBJECT: Kind = { fits: isObject, message: "must be an object" };
const IDENTIFIER: Kind = { fits: isUuid, message: "must be a valid UUID" };
const STATUS: Kind = {
  fits: (value) => STATUSES.has(value),
  message: "must be one of OK, SKIP, KO, TIMEOUT, NA",
};

type Path = readonly (string | number)[];

class Findings {
  readonly errors: FieldError[] = [];
  readonly #stepIds = new Set<string>();

  expect(owner: JsonObject, at: Path, kind: Kind, ...keys: readonly string[]): void {
    for (const key of keys) {
      const value = owner[key] ?? undefined;
      if (value !== undefined && !kind.fits(value)) this.#add([...at, key], kind.message);
    }
  }

  steps(value: unknown, at: Path): void {
    this.#each(value, at, (step, place) => {
      this.expect(step, place, IDENTIFIER, "id");
      this.expect(step, place, TEXT, "name", "action", "provider", "notes", "summary");
      this.expect(step, place, OBJECT, "config");
      const id = step["id"];
      if (isUuid(id)) {
        const known = id.toLowerCase();
        if (this.#stepIds.has(known)) this.#add([...place, "id"], "is used by another step already");
        this.#stepIds.add(known);
      }
      this.#each(step["next"], [...place, "next"], (condition, branch) => {
        this.expect(condition, branch, STATUS, "status");
        this.expect(condition, branch, TEXT, "code");
        this.expect(condition, branch, IDENTIFIER, "step_id");
        this.expect(condition, branch, BOOLEAN, "stop");
        this.steps(condition["steps"], [...branch, "steps"]);
      });
    });
  }

  #each(value: unknown, at: Path, visit: (item: JsonObject, place: Path) => void): void {
    if (value === undefined || value === null) return;
    if (!Array.isArray(value)) {
      this.#add(at, "must be an array");
      return;
    }
    const items: readonly unknown[] = value;
    items.forEach((item, index) => {
      if (isObject(item)) visit(item, [...at, index]);
      else this.#add([...at, index], OBJECT.message);
    });
  }

  #add(path: Path, message: string): void {
    this.errors.push({ path, message });
  }
}
