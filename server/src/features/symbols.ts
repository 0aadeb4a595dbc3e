import { targetOf, type WorkflowDocument } from "../workflow/document";
import { oneLine } from "../workflow/label";
import {
  actionOf,
  type Condition,
  fieldOf,
  isStop,
  labelOf,
  matchLabelOf,
  type Step,
  type StepList,
} from "../workflow/model";
import { selectionOf } from "../workflow/selection";
import type { Span } from "../workflow/span";

/** One line of the outline. `selection` lies in `span` and is what the editor marks. */
export interface OutlineSymbol {
  readonly kind: "step" | "condition" | "rescue";
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly OutlineSymbol[];
}

const NONE: readonly OutlineSymbol[] = [];

/** The outline: the steps by name, the conditions inside them, and `rescue` as a branch of its own. */
export function findSymbols(document: WorkflowDocument): OutlineSymbol[] {
  const { workflow } = document;
  if (!workflow) {
    return [];
  }
  const symbols = stepSymbols(document, workflow.steps);
  const rescue = fieldOf(workflow, "rescue");
  const children = stepSymbols(document, workflow.rescue);
  if (rescue?.value && children.length > 0) {
    const selection = rescue.key;
    const span = { start: selection.start, end: rescue.value.end };
    symbols.push({ kind: "rescue", name: "rescue", detail: "", span, selection, children });
  }
  return symbols;
}

function stepSymbols(document: WorkflowDocument, list: StepList): OutlineSymbol[] {
  return list.steps.map((step) => stepSymbol(document, step));
}

function stepSymbol(document: WorkflowDocument, step: Step): OutlineSymbol {
  const name = oneLine(labelOf(step));
  const action = actionOf(step) ?? "";
  return {
    kind: "step",
    name,
    detail: action === name ? "" : action,
    span: step.span,
    selection: selectionOf(step),
    children:
      step.conditions.length === 0
        ? NONE
        : step.conditions.map((condition) => conditionSymbol(document, condition)),
  };
}

function conditionSymbol(document: WorkflowDocument, condition: Condition): OutlineSymbol {
  const target = targetOf(document, condition);
  const goesTo = target ? `go to ${oneLine(labelOf(target))}` : "";
  const stops = isStop(condition) ? "stop" : "";
  return {
    kind: "condition",
    name: oneLine(matchLabelOf(condition)),
    detail: goesTo && stops ? `${goesTo}, ${stops}` : goesTo || stops,
    span: condition.span,
    selection: selectionOf(condition),
    children: stepSymbols(document, condition.steps),
  };
}
