/** What went wrong in a call, told apart by what a person can do about it. */
export type ApiErrorKind =
  /** `401`: the token is missing, wrong or expired. */
  | "unauthorized"
  /** `403`: the token may not do this. */
  | "forbidden"
  /** `403` with `error code: 1010`: the edge turned the client away. */
  | "blocked"
  /** `404`: there is no such workflow in the token's workspace. */
  | "not-found"
  /** `409`: there is a workflow with this id already. */
  | "conflict"
  /** `422`, or another `4xx` that says which fields are wrong. */
  | "invalid"
  /** `429`: too many requests. */
  | "rate-limited"
  /** `5xx`. */
  | "server"
  /** No answer: no network, the connection was reset or the answer cut off. */
  | "network"
  /** A browser let no answer through: the API may not allow requests from web pages, or it is as with `network`. */
  | "withheld"
  | "timeout"
  | "cancelled"
  /** The answer is no JSON. */
  | "not-json"
  | "too-large"
  /** The answer sends us elsewhere, which is not followed, so that the token stays where it belongs. */
  | "redirect"
  /** Any other answer that is no success. */
  | "unexpected";

/** One field that the API refuses, by its path in what was sent, such as `steps[1].id`. */
export interface FieldError {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What else is known of a failure. */
export interface ApiErrorDetails {
  readonly status?: number;
  /** What the API says itself. */
  readonly serverMessage?: string;
  readonly fields?: readonly FieldError[];
  /** How many seconds to wait, from `Retry-After`. */
  readonly retryAfter?: number;
  /** Nothing can have been stored, as the call only reads or was never made. */
  readonly isHarmless?: true;
  /** The system's name for what broke the connection, such as `ECONNREFUSED`; what else it may be in a browser. */
  readonly code?: string;
}

/** These come before anything was sent: the name was not found, or nobody took the call. */
const NEVER_SENT = [
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];

/** So do those about a certificate that is not trusted, which time does not heal. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;

/** A failed call. Its message never holds the token. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly kind: ApiErrorKind,
    message: string,
    readonly details: ApiErrorDetails = {},
  ) {
    super(message);
  }

  /** Whether the same call may well succeed a little later. */
  get isPassing(): boolean {
    return (
      ["network", "timeout", "server", "rate-limited"].includes(this.kind) &&
      !UNTRUSTED.test(this.details.code ?? "")
    );
  }

  /** The same failure of a call that cannot have stored anything. */
  harmless(): ApiError {
    return new ApiError(this.kind, this.message, { ...this.details, isHarmless: true });
  }

  /** Whether the request may have been carried out all the same. */
  get isOutcomeUnknown(): boolean {
    const { code = "", isHarmless } = this.details;
    return (
      ["network", "withheld", "timeout", "cancelled", "server", "not-json", "too-large"].includes(
        this.kind,
      ) &&
      !isHarmless &&
      !NEVER_SENT.includes(code) &&
      !UNTRUSTED.test(code)
    );
  }
}

/** The failure of what was cancelled. */
export function cancelled(): ApiError {
  return new ApiError("cancelled", "The request was cancelled.");
}

/** Does something that may fail; a failed call is given back, anything else is thrown. */
export async function attempt<T>(action: () => Promise<T>): Promise<T | ApiError> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof ApiError) {
      return error;
    }
    throw error;
  }
}

/** Writes a path as people read it: `steps[1].id`. */
export function pathText(path: FieldError["path"]): string {
  return path
    .map((part, at) => (typeof part === "number" ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join("");
}
