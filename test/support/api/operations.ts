import { randomUUID } from "node:crypto";
import { v1, v7 } from "uuid";
import type { Accounts } from "./accounts";
import { type Answer, failure, invalid, json } from "./answer";
import { isJsonType } from "./contract";
import { bodyErrors, isObject, isUuid, type JsonObject } from "./format";
import type { WorkflowStore } from "./store";
import type { RecordedRequest, Workflow, Workspace } from "./types";

/** The largest body that a request may have, in bytes. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

const DEFAULT_LIMIT = 20;
const DEFAULT_AGENTS = /^(?:node|undici|python-urllib)\b/i;
const WORKFLOWS = "/transform/v1/workflows";

/** What a request comes to: the answer, and what is to be stored before it is sent. */
export interface Outcome {
  readonly answer: Answer;
  readonly store?: () => void;
}

/** Who can be asked, and how. */
export interface Services {
  readonly accounts: Accounts;
  readonly repeatedPut: "conflict" | "stored";
}

/** The account that a request is about. */
interface Service {
  readonly store: WorkflowStore;
  readonly workspace: Workspace;
  readonly repeatedPut: "conflict" | "stored";
}

type Handler = (service: Service, request: RecordedRequest, id: string) => Outcome;

/** Each path with its methods; the first group of the path is the identifier. */
const ROUTES: readonly { readonly path: RegExp; readonly methods: Readonly<Record<string, Handler>> }[] = [
  { path: /^\/utils\/v1\/ping$/, methods: { GET: () => ({ answer: json(200, { ping: "pong" }) }) } },
  { path: /^\/utils\/v1\/uuid$/, methods: { GET: makeUuid } },
  {
    path: /^\/access\/v1\/workspace$/,
    methods: { GET: ({ workspace }) => ({ answer: json(200, workspace) }) },
  },
  { path: new RegExp(`^${WORKFLOWS}$`), methods: { GET: listWorkflows } },
  {
    path: new RegExp(`^${WORKFLOWS}/([^/]+)$`),
    methods: { GET: fetchWorkflow, PUT: createWorkflow, PATCH: updateWorkflow },
  },
];

/**
 * Works out the answer to a request, storing nothing. `bodyBytes` counts all that was sent, of which only the
 * permitted part was kept.
 */
export function perform(services: Services, request: RecordedRequest, bodyBytes: number): Outcome {
  const agent = request.headers["user-agent"] ?? "";
  if (agent === "" || DEFAULT_AGENTS.test(agent)) {
    const plain = { "content-type": "text/plain; charset=UTF-8" };
    return { answer: { status: 403, headers: plain, body: "error code: 1010" } };
  }
  const [scheme, token = ""] = (request.headers["authorization"] ?? "").split(" ");
  const account = scheme?.toLowerCase() === "bearer" ? services.accounts.find(token) : undefined;
  return account === undefined
    ? { answer: failure(401, "The token is missing, wrong or expired.") }
    : routed({ ...services, ...account }, request, bodyBytes);
}

function routed(service: Service, request: RecordedRequest, bodyBytes: number): Outcome {
  const route = ROUTES.find(({ path }) => path.test(request.path));
  if (route === undefined) return { answer: failure(404, "There is nothing here.") };
  const handler = route.methods[request.method];
  if (handler === undefined) {
    const allow = Object.keys(route.methods).join(", ");
    return { answer: failure(405, `Only ${allow} can be used here.`, { allow }) };
  }
  if (bodyBytes > MAX_BODY_BYTES) return { answer: failure(413, "The request is too large.") };
  return handler(service, request, route.path.exec(request.path)?.[1] ?? "");
}

function makeUuid(_service: Service, { query }: RecordedRequest): Outcome {
  const version = query["v"] ?? "4";
  const made = version === "7" ? v7() : version === "4" ? randomUUID() : version === "1" ? v1() : undefined;
  if (made === undefined) return { answer: invalid([{ path: ["v"], message: "must be 1, 4 or 7" }]) };
  return { answer: json(200, { uuid: made, version }) };
}

function listWorkflows({ store }: Service, { query }: RecordedRequest): Outcome {
  const { limit: asked = String(DEFAULT_LIMIT), created_at: start, schema } = query;
  const limit = /^-?\d+$/.test(asked) ? Number(asked) : Number.NaN;
  const from = start === undefined ? Number.NEGATIVE_INFINITY : Date.parse(start);
  const wrong = Number.isNaN(limit)
    ? "must be an integer"
    : limit < 10
      ? "must be no less than 10"
      : limit > 100
        ? "must be no greater than 100"
        : undefined;
  const errors = [
    ...(wrong === undefined ? [] : [{ path: ["limit"], message: wrong }]),
    ...(Number.isNaN(from) ? [{ path: ["created_at"], message: "must be a date" }] : []),
  ];
  if (errors.length > 0) return { answer: invalid(errors) };
  const all = store
    .list()
    .filter((workflow) => Date.parse(workflow.created_at) >= from)
    .filter((workflow) => schema === undefined || schema === "" || workflow.schema === schema);
  const list = all.slice(0, limit);
  const page = {
    list: list.map(withoutVersions),
    limit,
    created_at: start ?? list[0]?.created_at,
    next_created_at: all[limit]?.created_at,
    schema,
  };
  return { answer: json(200, page) };
}

function fetchWorkflow({ store }: Service, _request: RecordedRequest, id: string): Outcome {
  const stored = store.get(id);
  return { answer: stored === undefined ? unknownWorkflow() : json(200, stored) };
}

function createWorkflow(service: Service, request: RecordedRequest, id: string): Outcome {
  const { store, repeatedPut } = service;
  const body = contentsIn(request);
  if ("status" in body) return { answer: body };
  const errors = bodyErrors(body.contents);
  if (!isUuid(id)) errors.unshift({ path: ["id"], message: "must be a valid UUID" });
  if (errors.length > 0) return { answer: invalid(errors) };
  const before = store.get(id);
  if (before !== undefined) {
    const conflict = failure(409, "A workflow with the same id exists already.");
    return { answer: repeatedPut === "conflict" ? conflict : json(200, withoutVersions(before)) };
  }
  const created = store.created(id, body.contents);
  return { answer: json(200, withoutVersions(created)), store: () => store.put(created) };
}

function updateWorkflow({ store }: Service, request: RecordedRequest, id: string): Outcome {
  const body = contentsIn(request);
  if ("status" in body) return { answer: body };
  const before = store.get(id);
  if (before === undefined) return { answer: unknownWorkflow() };
  const errors = bodyErrors(body.contents);
  if (errors.length > 0) return { answer: invalid(errors) };
  const updated = store.updated(before, body.contents);
  return { answer: json(200, withoutVersions(updated)), store: () => store.put(updated) };
}

function contentsIn({ headers, json: value }: RecordedRequest): Answer | { readonly contents: JsonObject } {
  if (!isJsonType(headers["content-type"])) return failure(415, "The body must be application/json.");
  return isObject(value) ? { contents: value } : failure(400, "The body must be a JSON object.");
}

function unknownWorkflow(): Answer {
  return failure(404, "There is no such workflow in this workspace.");
}

function withoutVersions({ versions: _versions, ...workflow }: Workflow): Omit<Workflow, "versions"> {
  return workflow;
}
