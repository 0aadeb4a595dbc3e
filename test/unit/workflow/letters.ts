/**
 * A step called by one letter; its id is that letter too, as the flow looks at equality only.
 *
 * @param next its conditions, joined by commas
 */
export function step(letter: string, next?: string, action?: string): string {
  const conditions = next === undefined ? "" : `, "next": [${next}]`;
  const named = action === undefined ? "" : `, "action": "${action}"`;
  return `{ "id": "${letter}", "name": "${letter}"${named}${conditions} }`;
}

/** A condition that goes to a step; `more` are further fields, each with a comma behind it. */
export function go(letter: string, more = ""): string {
  return `{ ${more}"step_id": "${letter}" }`;
}

/** A condition with steps of its own; `stop` is a further field with a comma before it. */
export function branch(match: string, steps: string, stop = ""): string {
  return `{ ${match && `${match}, `}"steps": [${steps}]${stop} }`;
}

export function list(...items: string[]): string {
  return items.join(", ");
}

/** A condition that always ends the workflow. */
export const STOP = '{ "stop": true }';
export const KO = '"status": "KO"';
export const CODE = '"code": "true"';
