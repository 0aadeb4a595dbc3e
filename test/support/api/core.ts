import { Accounts } from "./accounts";
import { type Answer, failure } from "./answer";
import type { Contract } from "./contract";
import { FaultQueue, faultAnswer } from "./faults";
import { type Outcome, perform } from "./operations";
import type { Fault, RecordedRequest, StandInOptions } from "./types";

export type Recording = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** The stand-in without its transport: what is stored, what came in, and what is to go wrong. */
export class Core {
  readonly requests: Recording[] = [];
  readonly violations: string[] = [];
  readonly accounts: Accounts;
  readonly faults = new FaultQueue();
  readonly #contract: Contract | undefined;
  readonly #repeatedPut: "conflict" | "stored";

  /** @param contract what requests and answers are held to; nothing when left out */
  constructor(options: StandInOptions, contract?: Contract) {
    this.#contract = contract;
    this.#repeatedPut = options.repeatedPut ?? "conflict";
    this.accounts = new Accounts(options);
  }

  /** Records a request that comes in and tells what happens to it. */
  begin(recorded: Recording): Fault | undefined {
    this.requests.push(recorded);
    return this.faults.take(recorded);
  }

  /** Takes in the body of a request. @param target its path and query, as they were sent */
  read(recorded: Recording, body: string, target: string): void {
    recorded.body = body;
    try {
      recorded.json = JSON.parse(body);
    } catch {
      recorded.json = undefined;
    }
    this.violations.push(...(this.#contract?.requestViolations(recorded, target) ?? []));
  }

  /**
   * Carries a request out, unless the fault comes before, and gives its true answer.
   *
   * @param bytes how large the body was, kept or not
   */
  carryOut(recorded: Recording, bytes: number, fault: Fault | undefined): Answer {
    const { answer, store } = this.#perform(recorded, bytes);
    const isPostponed = fault?.kind === "delay" || fault?.kind === "stall";
    if (fault === undefined || isPostponed || fault.when === "after") store?.();
    return answer;
  }

  /** The answer that is given, which a fault may have replaced. */
  answerFor(recorded: Recording, own: Answer, fault: Fault | undefined): Answer {
    const given = fault === undefined ? undefined : faultAnswer(fault);
    const answer = given ?? own;
    if (given === undefined) this.violations.push(...(this.#contract?.answerViolations(recorded, own) ?? []));
    recorded.status = answer.status;
    return answer;
  }

  reset(): void {
    this.requests.length = 0;
    this.violations.length = 0;
    this.accounts.clear();
    this.faults.clear();
  }

  #perform(recorded: Recording, bytes: number): Outcome {
    try {
      return perform({ accounts: this.accounts, repeatedPut: this.#repeatedPut }, recorded, bytes);
    } catch {
      return { answer: failure(500, "The request could not be carried out.") };
    }
  }
}

/** A request as it comes in, its body unread. @param target path and query */
export function recording(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
): Recording {
  const { pathname, searchParams } = new URL(target, "http://127.0.0.1");
  const query = Object.fromEntries(searchParams);
  return { method, path: pathname, query, headers, body: "", json: undefined, status: undefined };
}
