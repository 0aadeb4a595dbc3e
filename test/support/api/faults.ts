import type { ServerResponse } from "node:http";
import { type Answer, failure, json } from "./answer";
import type { Fault, RequestMatch } from "./types";

export function matches(
  match: RequestMatch | undefined,
  request: { readonly method: string; readonly path: string },
): boolean {
  const { method, path } = match ?? {};
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (path === undefined) return true;
  // Unlike test(), search() does not depend on where a global expression stopped last time.
  return typeof path === "string" ? path === request.path : request.path.search(path) >= 0;
}

/** The faults still to happen, in the order they were injected. */
export class FaultQueue {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault that happens to this request, which uses it up by one. */
  take(request: { readonly method: string; readonly path: string }): Fault | undefined {
    const entry = this.#waiting.find(({ fault, left }) => left > 0 && matches(fault.match, request));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    return entry.fault;
  }
}

/** The answer that a fault gives in place of the true one; undefined for those that only break it. */
export function faultAnswer(fault: Fault): Answer | undefined {
  switch (fault.kind) {
    case "status":
      return statusAnswer(fault.status, fault.body, fault.headers ?? {});
    case "not-json":
      return {
        status: 200,
        headers: { "content-type": "text/html; charset=utf-8" },
        body: "<!doctype html>\n<title>Please wait</title>\n<p>This page is no JSON.</p>\n",
      };
    case "redirect":
      return { status: fault.status ?? 307, headers: { location: fault.location }, body: "" };
    default:
      return undefined;
  }
}

function statusAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>>): Answer {
  const lowered = Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]),
  );
  if (body === undefined) return failure(status, `The stand-in was told to answer ${status}.`, lowered);
  if (typeof body !== "string") return json(status, body, lowered);
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...lowered }, body };
}

export function send(response: ServerResponse, answer: Answer): void {
  const length = String(Buffer.byteLength(answer.body));
  response.writeHead(answer.status, { ...answer.headers, "content-length": length });
  response.end(answer.body);
}

/** Announces the whole body, sends the first half of it and destroys the socket. */
export function sendHalf(response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, "content-length": String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

/** Announces the whole body, sends the first half of it and leaves it at that. */
export function sendHalfOnly(response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, "content-length": String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
}

/** The client sees its connection reset. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
