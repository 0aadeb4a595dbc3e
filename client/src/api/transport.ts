import type { BaseUrl } from "./baseUrl";
import { isTooDeep } from "./depth";
import { ApiError, type ApiErrorKind, cancelled, type FieldError } from "./errors";
import { readErrorBody } from "./types";

/** How long a call may take, in milliseconds. */
export interface Limits {
  /** Until the answer begins; connecting is part of it. */
  readonly connect: number;
  /** Until the answer was read. */
  readonly total: number;
}

/** What a call needs from outside. */
export interface TransportOptions {
  readonly baseUrl: BaseUrl;
  readonly token: string;
  /**
   * Names the program and its version; the API's edge turns away clients that do not say who they are. A browser says
   * so itself and lets nobody else do it: undefined there.
   */
  readonly userAgent: string | undefined;
  readonly fetch: typeof fetch;
  readonly limits: Limits;
}

export type Method = "GET" | "PUT" | "PATCH";

/** The largest answer that is read, in bytes. */
const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Makes one call, once, and reads the JSON that answers it.
 *
 * @param path with its query, after the base URL
 * @throws ApiError and nothing else
 */
export async function call(
  options: TransportOptions,
  method: Method,
  path: string,
  body: string | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  const { baseUrl, fetch, limits, token, userAgent } = options;
  const clock = new Clock(limits);
  const either = AbortSignal.any([signal, clock.signal]);
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${baseUrl.href}${path}`, {
      method,
      headers: {
        Accept: "application/json",
        Authorization: `Bearer ${token}`,
        ...(userAgent !== undefined && { "User-Agent": userAgent }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body }),
      redirect: "manual",
      signal: either,
    });
    clock.answerBegan();
    text = await readText(response, either);
  } catch (error) {
    throw toApiError(error, signal, clock.signal);
  } finally {
    clock.stop();
  }
  if (!response.ok) {
    throw refusal(response, text, token);
  }
  const answer = isTooDeep(text) ? undefined : parse(text);
  if (answer === undefined) {
    throw new ApiError("not-json", "The API's answer is no JSON.", { status: response.status });
  }
  return answer;
}

/** Aborts its signal when one of the limits is reached. */
class Clock {
  readonly #controller = new AbortController();
  readonly #total: ReturnType<typeof setTimeout>;
  readonly #connect: ReturnType<typeof setTimeout>;

  constructor(limits: Limits) {
    const abort = () => this.#controller.abort();
    this.#connect = setTimeout(abort, limits.connect);
    this.#total = setTimeout(abort, limits.total);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  answerBegan(): void {
    clearTimeout(this.#connect);
  }

  stop(): void {
    clearTimeout(this.#connect);
    clearTimeout(this.#total);
  }
}

/** Reads an answer's text, giving up as soon as it is larger than any real one. */
async function readText(response: Response, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  const reader = response.body?.getReader();
  const stop = () => void reader?.cancel().catch(() => {});
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      const part = await reader?.read();
      signal.throwIfAborted();
      if (!part || part.done) {
        return text + decoder.decode();
      }
      bytes += part.value.byteLength;
      if (bytes > MOST_BYTES) {
        stop();
        throw new ApiError("too-large", "The API's answer is larger than 10 MiB.", {
          status: response.status,
        });
      }
      text += decoder.decode(part.value, { stream: true });
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function toApiError(error: unknown, stopped: AbortSignal, timeout: AbortSignal): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  if (stopped.aborted) {
    return cancelled();
  }
  if (timeout.aborted) {
    return new ApiError("timeout", "The API did not answer in time.");
  }
  // Only the code of a system error is told: other texts could hold a header, and so the token.
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return new ApiError(
    "network",
    "The API could not be reached, or the connection broke.",
    typeof code === "string" ? { code } : {},
  );
}

/** What a status other than success means. */
function refusal(response: Response, text: string, token: string): ApiError {
  const { status } = response;
  // An answer can repeat what was sent, and errors are shown and logged.
  const clean = (part: string) => withoutToken(part, token);
  const { message, fields } = readErrorBody(parse(text));
  const seconds = retryAfter(response.headers.get("Retry-After"));
  return new ApiError(kindOf(status, text, fields.length > 0), `The API answered ${status}.`, {
    status,
    ...(message !== undefined && { serverMessage: clean(message).slice(0, 500) }),
    ...(fields.length > 0 && { fields: fields.map((field) => cleanField(field, clean)) }),
    ...(seconds !== undefined && { retryAfter: seconds }),
  });
}

function cleanField({ path, message }: FieldError, clean: (text: string) => string): FieldError {
  return {
    path: path.map((part) => (typeof part === "string" ? clean(part) : part)),
    message: clean(message),
  };
}

/** A text that is shown or logged, without the token that it may repeat. */
export function withoutToken(text: string, token: string): string {
  return token === "" ? text : text.replaceAll(token, "…");
}

function kindOf(status: number, text: string, hasFields: boolean): ApiErrorKind {
  switch (status) {
    case 401:
      return "unauthorized";
    case 403:
      return /error code: 1010/.test(text.slice(0, 1000)) ? "blocked" : "forbidden";
    case 404:
      return "not-found";
    case 409:
      return "conflict";
    case 422:
      return "invalid";
    case 429:
      return "rate-limited";
    default:
      // A fetch may hide where a redirect leads, and its status with that.
      if (status === 0 || (status >= 300 && status < 400)) {
        return "redirect";
      }
      return status >= 500 ? "server" : hasFields ? "invalid" : "unexpected";
  }
}

/** The seconds of a `Retry-After`, which holds a whole number or a date. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) {
    return undefined;
  }
  const text = header.trim();
  if (/^\d{1,6}$/.test(text)) {
    return Number(text);
  }
  // Date.parse also finds a date in numbers such as -5 and 1.5.
  const seconds = /^[a-z]/i.test(text) ? (Date.parse(text) - Date.now()) / 1000 : Number.NaN;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
