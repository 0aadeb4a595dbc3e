import type { Action } from "../../schema/catalog";
import { requiredFields, startValue } from "../../schema/skeleton";
import type { WorkflowDocument } from "../../workflow/document";
import { fieldOf, type Step } from "../../workflow/model";
import { type FieldPiece, literal, type Piece, pieceOf } from "../../workflow/pieces";
import { selectionOf } from "../../workflow/selection";
import type { Span } from "../../workflow/span";
import { configStyle, stepStyle } from "./style";

/**
 * A step with an action: a fresh UUID, a name, and the config that the action cannot do without, written as the
 * step beside it is.
 */
export function newStep(
  document: WorkflowDocument,
  action: Action,
  id: string,
  beside: Step | undefined,
): Piece {
  const config = requiredFields(action).map((field) => [field.key, startValue(field)] as const);
  const fields: FieldPiece[] = [
    { key: "id", value: literal(JSON.stringify(id)) },
    { key: "name", value: literal(JSON.stringify(action.title ?? action.id)) },
    { key: "action", value: literal(JSON.stringify(action.id)) },
  ];
  if (config.length > 0) {
    fields.push({ key: "config", value: pieceOf(Object.fromEntries(config), configStyle(document, beside)) });
  }
  return { kind: "object", fields, style: stepStyle(document, beside) };
}

/** What a person wants to see of a new step: the first value that is to be filled in, else the step's name. */
export function placeToFill(step: Step): Span {
  const { properties = [] } = fieldOf(step, "config")?.value ?? {};
  const blank = properties.find(({ value }) => value?.value === "")?.value;
  return blank ? { start: blank.start + 1, end: blank.end - 1 } : selectionOf(step);
}
