import type { FlowOperation } from "../../flowProtocol";
import { keysOf } from "../../picture/keys";
import { isSound, parseDocument } from "../../workflow/document";
import { applyEdits, type Edit } from "../../workflow/edits";
import type { Workflow } from "../../workflow/model";
import { isLarge, LARGE_IN_WORDS } from "../../workflow/size";
import type { Span } from "../../workflow/span";
import { conditionNamed, type FlowEditContext, type Made, stepNamed } from "./change";
import { addCondition, pointTo } from "./conditions";
import { moveStep } from "./move";
import { placeIn, placeNamed } from "./place";
import { addStep, deleteStep, duplicateStep } from "./steps";

/** What an operation in the picture of a workflow comes to. */
export type FlowEdit =
  | {
      readonly kind: "edited";
      /** They do not overlap; none where all is as wanted already. */
      readonly edits: readonly Edit[];
      /** The text after the edits. */
      readonly text: string;
      /** What to show of that text. */
      readonly shown: Span | undefined;
    }
  /** Why nothing is done, in a sentence. */
  | { readonly kind: "refusal"; readonly reason: string };

/**
 * The edits of an operation. In a text of which nobody knows what belongs to what, and in a large one, there are
 * none.
 */
export function editFlow(context: Omit<FlowEditContext, "keys">, operation: FlowOperation): FlowEdit {
  const { document } = context;
  const { workflow } = document;
  if (!workflow || !isSound(document)) {
    const reason = "The text is no valid JSON at the moment. Correct it first, then change the flow.";
    return { kind: "refusal", reason };
  }
  if (isLarge(document)) {
    const reason = `The file has more than ${LARGE_IN_WORDS}, too much to be changed this way. Change its text.`;
    return { kind: "refusal", reason };
  }
  const made = make({ ...context, keys: keysOf(document) }, workflow, operation);
  if (typeof made === "string") {
    return { kind: "refusal", reason: made };
  }
  const text = applyEdits(document.text, made.edits);
  return { kind: "edited", edits: made.edits, text, shown: made.shown(parseDocument(text)) };
}

function make(context: FlowEditContext, workflow: Workflow, operation: FlowOperation): Made {
  switch (operation.kind) {
    case "add-first":
      return given(placeIn(context, workflow[operation.list], 0), (place) =>
        addStep(context, place, operation.action),
      );
    case "add-after":
      return given(placeNamed(context, { after: operation.step }), (place) =>
        addStep(context, place, operation.action),
      );
    case "add-inside":
      return given(placeNamed(context, { inside: operation.condition }), (place) =>
        addStep(context, place, operation.action),
      );
    case "delete":
      return given(stepNamed(context, operation.step), (step) => deleteStep(context, step));
    case "duplicate":
      return given(stepNamed(context, operation.step), (step) =>
        given(placeNamed(context, { after: operation.step }), (place) => duplicateStep(context, step, place)),
      );
    case "move":
      return given(stepNamed(context, operation.step), (step) =>
        given(placeNamed(context, operation.to), (place) => moveStep(context, step, place)),
      );
    case "add-condition":
      return given(stepNamed(context, operation.step), (step) =>
        addCondition(context, step, operation.status, operation.code),
      );
    case "point":
      return given(conditionNamed(context, operation.condition), (condition) =>
        given(stepNamed(context, operation.step), (step) => pointTo(context, condition, step)),
      );
  }
}

/** Goes on with what was found; where nothing was, the reason stands for the change. */
function given<T extends object>(found: T | string, then: (found: T) => Made): Made {
  return typeof found === "string" ? found : then(found);
}
