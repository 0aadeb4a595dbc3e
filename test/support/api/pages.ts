import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Tells a browser that a page may make a request and read its answer. True when that was all it has asked; what is
 * to be answered otherwise is then still open.
 */
export function allowPage({ headers, method }: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader("access-control-allow-origin", headers.origin ?? "*");
  response.setHeader("access-control-expose-headers", "retry-after");
  const isQuestion = method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
  if (isQuestion) {
    response.writeHead(204, {
      "access-control-allow-methods": "GET, PUT, PATCH",
      "access-control-allow-headers": "authorization, content-type",
    });
    response.end();
  }
  return isQuestion;
}
