import type { Answer } from "./answer";
import { Core, type Recording, recording } from "./core";
import type { Fault, RecordedRequest, StandInAccount, StandInOptions } from "./types";

/**
 * The stand-in without a network, for tests of thousands of calls: its `fetch` is to be given to a client. It does
 * what the one over HTTP does, but holds nothing to the API's description.
 */
export class LocalApi {
  readonly url = "http://127.0.0.1:1";
  readonly #core: Core;

  constructor(options: StandInOptions = {}) {
    this.#core = new Core(options);
  }

  /** The first account. */
  get account(): StandInAccount {
    return this.#core.accounts.first;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#core.requests;
  }

  inject(fault: Fault): void {
    this.#core.faults.add(fault);
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init.headers));
    const recorded = recording(init.method ?? "GET", `${url.pathname}${url.search}`, headers);
    init.signal?.throwIfAborted();
    const fault = this.#core.begin(recorded);
    if (fault?.kind === "reset" && fault.when === "before") throw broken("fetch failed");
    const body = typeof init.body === "string" ? init.body : "";
    this.#core.read(recorded, body, url.pathname);
    if (fault?.kind === "delay" && fault.when !== "after") await late(fault.milliseconds, init.signal);
    const own = this.#core.carryOut(recorded, Buffer.byteLength(body), fault);
    if (fault?.kind === "delay" && fault.when === "after") await late(fault.milliseconds, init.signal);
    return this.#answer(recorded, own, fault);
  };

  #answer(recorded: Recording, own: Answer, fault: Fault | undefined): Response {
    if (fault?.kind === "reset") throw broken("fetch failed");
    const { status, headers, body } = this.#core.answerFor(recorded, own, fault);
    const isCut = fault?.kind === "cut" || fault?.kind === "stall";
    return new Response(isCut ? half(body, fault.kind === "cut") : new TextEncoder().encode(body), {
      status,
      headers,
    });
  }
}

/** What fetch throws when a connection breaks. */
function broken(message: string): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError(message, { cause });
}

/** The first half of a body, and then a broken connection or nothing more. */
function half(body: string, isBroken: boolean): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(body);
  let isBegun = false;
  return new ReadableStream({
    pull: (controller) => {
      if (!isBegun) controller.enqueue(new Uint8Array(bytes.subarray(0, Math.floor(bytes.length / 2))));
      else if (isBroken) controller.error(broken("terminated"));
      isBegun = true;
    },
  });
}

async function late(milliseconds: number, signal: AbortSignal | null | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
