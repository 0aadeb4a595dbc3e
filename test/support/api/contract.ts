import { join } from "node:path";
import { type Document, OpenAPIBackend } from "openapi-backend";
import type { Answer } from "./answer";
import { isUuid } from "./format";
import type { RecordedRequest } from "./types";

/**
 * The part of ajv's errors that we read. A description says, in openapi.json, why a key that carries
 * `not` must not be sent.
 */
interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
}

/** Checks requests and answers against openapi.json, by openapi-backend. */
export class Contract {
  readonly #backend: OpenAPIBackend;

  private constructor(backend: OpenAPIBackend) {
    this.#backend = backend;
  }

  /** @throws when openapi.json is no valid OpenAPI description. */
  static async load(): Promise<Contract> {
    const backend = new OpenAPIBackend<Document>({
      definition: join(__dirname, "openapi.json"),
      strict: true,
      ignoreTrailingSlashes: false,
      // Verbose errors carry the schema that refused, and with it the description.
      ajvOpts: { allErrors: true, verbose: true },
      customizeAjv: (ajv, _options, context) => {
        ajv.addFormat("uuid", { validate: (text: string) => isUuid(text) });
        ajv.addFormat("date-time", { validate: isTimestamp });
        if (String(context) === "requestBodyValidator") {
          // OpenAPI's readOnly means that a request does not carry the field; to ajv it is only a note.
          ajv.removeKeyword("readOnly");
          ajv.addKeyword({ keyword: "readOnly", validate: (readOnly: boolean) => !readOnly });
        }
        return ajv;
      },
    });
    await backend.init();
    return new Contract(backend);
  }

  /** A sentence for each thing about a request that does not fit. The token is in none of them. */
  requestViolations(request: RecordedRequest, target: string): string[] {
    const { method, path, headers, body } = request;
    const operation = this.#backend.router.matchOperation({ method, path, headers });
    if (operation === undefined) return [`${method} ${path}: no such operation`];
    const found: string[] = [];
    if (!/^Bearer \S+$/.test(headers["authorization"] ?? ""))
      found.push("header authorization: no Bearer token");
    if (operation.requestBody === undefined) {
      if (body !== "") found.push("body: must not be sent");
    } else if (!isJsonType(headers["content-type"])) {
      found.push("header content-type: must be application/json");
    }
    const sent = { method, path: target, headers, ...(operation.requestBody === undefined ? {} : { body }) };
    try {
      const { errors } = this.#backend.validator.validateRequest(sent, operation);
      found.push(...(errors ?? []).map(described));
    } catch (error) {
      // The checks call themselves for each level, which contents nested deeply enough do not allow.
      found.push(`cannot be checked: ${error instanceof Error ? error.message : String(error)}`);
    }
    return found.map((message) => `${method} ${path}: ${message}`);
  }

  /** Our own answers are held to the description too, so that tests do not rely on what it does not have. */
  answerViolations(request: RecordedRequest, answer: Answer): string[] {
    const { method, path, headers } = request;
    const operation = this.#backend.router.matchOperation({ method, path, headers });
    if (operation?.operationId === undefined) return [];
    const about = `${method} ${path}: answer ${answer.status}`;
    if (!isJsonType(answer.headers["content-type"]))
      return answer.status === 403 ? [] : [`${about}: no JSON`];
    const responses = Object.keys(operation.responses ?? {});
    const known = [String(answer.status), `${Math.floor(answer.status / 100)}XX`];
    if (!responses.some((status) => known.includes(status))) return [`${about}: not described`];
    const value: unknown = JSON.parse(answer.body);
    const { errors } = this.#backend.validator.validateResponse(value, operation, answer.status);
    return (errors ?? []).map((error) => `${about}: ${described(error)}`);
  }
}

export function isJsonType(contentType: string | undefined): boolean {
  return contentType?.split(";")[0]?.trim().toLowerCase() === "application/json";
}

function isTimestamp(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text));
}

function described(error: SchemaError): string {
  const place = error.instancePath.replace(/^\/requestBody/, "body").replace(/^\//, "");
  return `${place === "" ? "" : `${place} `}${reason(error)}`;
}

function reason({ keyword, message, params, parentSchema }: SchemaError): string {
  if (keyword === "parse") return "body is no JSON";
  if (keyword === "readOnly") return "must not be sent, the server sets it";
  const why = parentSchema?.["description"];
  if (keyword === "not" && typeof why === "string") return `must not be sent: ${why}`;
  const extra = params["additionalProperty"];
  if (typeof extra === "string") return `must not have ${extra}`;
  return message ?? keyword;
}
