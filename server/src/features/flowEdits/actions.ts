import type { FlowAction } from "../../flowProtocol";
import type { Catalog } from "../../schema/catalog";
import { rankActions } from "../../schema/rank";
import type { WorkflowDocument } from "../../workflow/document";

/** The actions to choose from for a workflow, those first that fit its documents and its country. */
export function flowActions(document: WorkflowDocument, catalog: Catalog): FlowAction[] {
  return rankActions(document, catalog)
    .map(({ action: { id, title = id, app, description }, rank }) => ({
      rank,
      action: { id, title, ...(app && { app: app.name }), ...(description && { description }) },
    }))
    .sort((a, b) => a.rank - b.rank || a.action.title.localeCompare(b.action.title, "en"))
    .map(({ action }) => action);
}
