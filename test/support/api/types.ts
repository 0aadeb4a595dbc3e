/** The workspace that a token belongs to, as `GET /access/v1/workspace` tells it. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly country: string;
  /** False for a workspace whose documents are real. */
  readonly sandbox: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What was published once. Its contents stay as they were. */
export interface WorkflowVersion {
  readonly version: string;
  readonly name: string;
  readonly hash: string;
  readonly src: string;
  readonly src_id: string;
  readonly created_at: string;
}

/**
 * A workflow as it is stored and answered. Never changed in place: whoever holds one keeps what it was.
 * Steps are kept as the API writes them, so `provider` has become `action`.
 */
export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly schema?: string;
  readonly country?: string;
  readonly draft: boolean;
  readonly disabled: boolean;
  /** A whole number that grows whenever the contents change. */
  readonly version: string;
  /** Hexadecimal digits: the first part of a SHA-256 over the contents, which the draft flag is no part of. */
  readonly hash: string;
  readonly steps: readonly unknown[] | null;
  readonly rescue: readonly unknown[] | null;
  readonly created_at: string;
  readonly updated_at: string;
  /** What was published, oldest first. Answered only when one workflow is fetched. */
  readonly versions: readonly WorkflowVersion[];
}

/** What a test puts into the workspace: the body of a create request and what the server would add to it. */
export interface SeedWorkflow {
  /** A fresh UUID when left out. One that is stored already gets a new version, as if somebody saved it. */
  readonly id?: string;
  /** ISO 8601. Moved on by milliseconds while another workflow has the same. */
  readonly created_at?: string;
  readonly disabled?: boolean;
  readonly [field: string]: unknown;
}

export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Raw values under lower-case names, the token included. */
  readonly headers: Readonly<Record<string, string>>;
  /** The text as it came in. Empty until it was read, and when a reset left it unread. */
  readonly body: string;
  /** The body parsed; undefined when it is no JSON. */
  readonly json: unknown;
  /** Undefined until an answer began, and for good when the connection was ended without one. */
  readonly status: number | undefined;
}

/** Which requests are meant: all, when empty. */
export interface RequestMatch {
  readonly method?: string;
  /** The whole path without its query, or an expression that finds something in it. */
  readonly path?: string | RegExp;
}

/**
 * Something that goes wrong on demand.
 *
 * `when` is relative to storing:
 * - `before`: as the request comes in. Nothing is stored.
 * - `during`: the request was read and worked on, and fails at being stored. Nothing is stored.
 * - `after`: the request was carried out, and only its answer is lost, late or replaced.
 *
 * A delay only postpones: the request is then carried out and answered as ever. A client that gave up by then
 * has stored nothing, unless the delay came after.
 */
export type Fault = {
  readonly match?: RequestMatch;
  /** How many matching requests it happens to; one when left out. */
  readonly times?: number;
  readonly when: "before" | "during" | "after";
} & (
  | {
      readonly kind: "status";
      readonly status: number;
      /** A text is sent as it is, anything else as JSON. An error body in the API's form when left out. */
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** The socket is destroyed; before storing, with the body unread. */
  | { readonly kind: "reset" }
  /** Half of the answer's body, then the socket is destroyed. */
  | { readonly kind: "cut" }
  /** Half of the answer's body, then nothing more until the client gives up; the request is carried out. */
  | { readonly kind: "stall" }
  /** A page of HTML with status 200. */
  | { readonly kind: "not-json" }
  /** `status` is 307 when left out. */
  | { readonly kind: "redirect"; readonly location: string; readonly status?: number }
);

export interface StandInOptions {
  /** Any free one when left out. */
  readonly port?: number;
  /** The token of the first account; `test-token` when left out. One of `makeToken` can expire. */
  readonly token?: string;
  readonly workspace?: Partial<Workspace>;
  /** Further workspaces, each with workflows of its own. Those that are named nothing are told apart by numbers. */
  readonly others?: readonly { readonly token: string; readonly workspace?: Partial<Workspace> }[];
  /**
   * What a create of an existing identifier is answered, both being documented: `conflict`, the default, with a
   * 409; `stored` with a 200 and the record as it stands.
   */
  readonly repeatedPut?: "conflict" | "stored";
  /**
   * What becomes of keys that the format does not have. The API's description gives its answers a closed list
   * of fields, so `dropped` is the default; `kept` stores and answers them.
   */
  readonly unknownKeys?: "dropped" | "kept";
  readonly now?: () => Date;
  /** Called with a line for each request when it has ended. The token is never in it. */
  readonly log?: (line: string) => void;
}

/** A workspace, and how tests reach into it past all HTTP. */
export interface StandInAccount {
  readonly token: string;
  readonly workspace: Workspace;
  /** What is stored, by identifier in lower case. */
  readonly workflows: ReadonlyMap<string, Workflow>;
  /**
   * Stores workflows and returns them as stored.
   * @throws when a request with these contents would be refused.
   */
  seed(...workflows: readonly SeedWorkflow[]): Workflow[];
}

/** What is its own account is the first. */
export interface StandInApi extends StandInAccount {
  /** Without a slash at the end. */
  readonly url: string;
  /** All that came in, in order, the ones under way included. */
  readonly requests: readonly RecordedRequest[];
  /** Where a request, or an answer of our own, did not fit openapi.json: a sentence each. */
  readonly violations: readonly string[];
  /** The account of a token, expired or not. @throws when there is none. */
  account(token: string): StandInAccount;
  /** Faults are used in the order they came, each by the first requests that match it. */
  inject(fault: Fault): void;
  /** Resolves as soon as the next request that matches has been read, before it is answered. */
  arrival(match?: RequestMatch): Promise<RecordedRequest>;
  /** From now on allows requests from web pages, as browsers ask before they make one. Not so at first. */
  allowPages(): void;
  /** Forgets requests, violations, the workflows of all accounts, and faults. */
  reset(): void;
  /** @throws with all violations, if there are any. */
  assertClean(): void;
  /** Ends every connection, answered or not, and stops listening. */
  close(): Promise<void>;
}
