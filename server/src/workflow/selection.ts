import { actionField, type Condition, fieldOf, isForAnyStatus, type Step } from "./model";
import type { Node } from "./node";
import type { Span } from "./span";

/**
 * What of a step or condition an editor marks for the whole: what it is called by, else its first key, else its
 * opening brace. Editors show the line that it is on for the whole as well.
 */
export function selectionOf(part: Step | Condition): Span {
  const named = part.kind === "step" ? nameOf(part) : matchOf(part);
  const { start } = part.span;
  return named ?? part.node.properties[0]?.key ?? { start, end: start + 1 };
}

function nameOf(step: Step): Node | undefined {
  const name = fieldOf(step, "name")?.value;
  const isNamed = typeof name?.value === "string" && name.value !== "";
  return isNamed ? name : (actionField(step) ?? fieldOf(step, "name") ?? fieldOf(step, "id"))?.value;
}

/** Of a condition for any status, the code says what it is for. */
function matchOf(condition: Condition): Node | undefined {
  const status = fieldOf(condition, "status")?.value;
  const code = fieldOf(condition, "code")?.value;
  const match = isForAnyStatus(condition) ? (code ?? status) : (status ?? code);
  return match ?? fieldOf(condition, "step_id")?.value;
}
