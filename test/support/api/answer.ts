/** An HTTP answer before it is sent. The body is text; its length is worked out when it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One thing wrong with a request's contents: where, and what, in a message without the place. */
export interface FieldError {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

const CODES: Readonly<Record<number, string>> = {
  400: "bad-request",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  405: "method-not-allowed",
  409: "conflict",
  413: "too-large",
  415: "unsupported-media-type",
  429: "too-many-requests",
  500: "internal",
  502: "bad-gateway",
  503: "unavailable",
  504: "gateway-timeout",
};

/** An error body in the general form, `{code, message}`. */
export function failure(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return json(status, { code: CODES[status] ?? "error", message }, headers);
}

/** A `422` in the form of validation errors: under `key`, the places both as nested `fields` and as `faults`. */
export function invalid(errors: readonly FieldError[]): Answer {
  const message = errors.map((error) => `${dotted(error.path)}: ${error.message}`).join("; ");
  return json(422, {
    key: "validation",
    message: `${message}.`,
    fields: nested(errors),
    faults: errors.map((error) => ({
      code: "INVALID",
      paths: [jsonPath(error.path)],
      message: error.message,
    })),
  });
}

interface Fields {
  [key: string]: string | Fields;
}

/** Mirrors the body, array indexes as keys. The first message at a place stays; none hides those below it. */
function nested(errors: readonly FieldError[]): Fields {
  const root: Fields = {};
  for (const { path, message } of errors) {
    let at = root;
    for (const key of path.slice(0, -1)) {
      const below = at[key];
      if (typeof below === "object") {
        at = below;
      } else {
        const fresh: Fields = {};
        at[key] = fresh;
        at = fresh;
      }
    }
    const last = path.at(-1);
    if (last !== undefined) at[last] ??= message;
  }
  return root;
}

function dotted(path: readonly (string | number)[]): string {
  return path.map(String).join(".");
}

function jsonPath(path: readonly (string | number)[]): string {
  return `$${path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("")}`;
}
