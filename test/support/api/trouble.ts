import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { DEFAULT_RETRIES, InvopopClient } from "../../../client/src/api/client";
import { FakeTime } from "./fakeTime";
import type { LocalApi } from "./local";
import type { Random } from "./random";
import type { Fault } from "./types";

/**
 * A client that repeats a few times without waiting, with up to five faults ahead of it, and that is cancelled now
 * and then, before or after a call.
 */
export function troubledClient(api: LocalApi, random: Random, abort: AbortController): InvopopClient {
  for (let count = random.below(6); count > 0; count -= 1) {
    api.inject(someFault(random));
  }
  let left = random.isLucky(0.1) ? 1 + random.below(6) : Number.POSITIVE_INFINITY;
  const isAfter = random.isLucky(0.5);
  const cancel = (): void => {
    left -= 1;
    if (left <= 0) abort.abort();
  };
  return new InvopopClient({
    baseUrl: parseBaseUrl(api.url),
    token: api.account.token,
    userAgent: "invopop-workflows/0 (test)",
    limits: { connect: 60_000, total: 60_000 },
    retry: { ...DEFAULT_RETRIES, attempts: 1 + random.below(4) },
    retryPorts: new FakeTime(random.next()),
    fetch: async (input, init) => {
      if (!isAfter) cancel();
      const response = await api.fetch(input, init);
      if (isAfter) cancel();
      init?.signal?.throwIfAborted();
      return response;
    },
  });
}

function someFault(random: Random): Fault {
  const method = random.pick(["GET", "PUT", "PATCH", "PUT", "PATCH", undefined]);
  const match = method === undefined ? {} : { match: { method } };
  const when = random.pick(["before", "during", "after"]);
  const kind = random.pick([
    ...(["status", "status", "status", "reset", "reset"] as const),
    ...(["cut", "cut", "not-json", "redirect"] as const),
  ]);
  switch (kind) {
    case "status": {
      // Whatever is refused was not stored.
      const isRefused = when !== "after" && random.isLucky(0.25);
      const status = isRefused
        ? random.pick([400, 401, 403, 404, 409, 422])
        : random.pick(when === "after" ? [500, 502, 503, 504] : [429, 500, 502, 503, 504]);
      const headers = random.isLucky(0.5) ? { "Retry-After": random.pick(["0", "1", "3600"]) } : {};
      return { ...match, when, kind, status, headers };
    }
    case "redirect":
      return { ...match, when: "before", kind, location: "http://127.0.0.1:1/" };
    default:
      return { ...match, when, kind };
  }
}
