import { RequestType } from "vscode-languageserver";
import { editFlow } from "../../features/flowEdits";
import { flowActions } from "../../features/flowEdits/actions";
import {
  FLOW_ACTIONS,
  FLOW_EDIT,
  type FlowAction,
  type FlowActionsParams,
  type FlowEditParams,
  type FlowEditResult,
} from "../../flowProtocol";
import { toRange, toTextEdit } from "../convert";
import { createText } from "../texts";
import type { Requests } from "./requests";

const EDIT = new RequestType<FlowEditParams, FlowEditResult, never>(FLOW_EDIT);
const ACTIONS = new RequestType<FlowActionsParams, readonly FlowAction[], never>(FLOW_ACTIONS);

/** The requests that change a workflow from its picture. */
export function handleFlowEdits(requests: Requests): void {
  const { connection, analyzer, runtime, client } = requests;

  connection.onRequest(EDIT, ({ textDocument, version, operation }, token) =>
    requests.answer<FlowEditResult>("The change of the flow", textDocument, token, null, (opened) => {
      const { source, document } = opened;
      if (version !== undefined && version !== source.version) {
        return { refused: "The text has changed since the picture was drawn. Nothing was done; try again." };
      }
      const catalog = analyzer.catalogFor(source.uri);
      const made = editFlow({ document, catalog, newId: runtime.newId }, operation);
      if (made.kind === "refusal") {
        return { refused: made.reason };
      }
      const { uri, languageId, version: now } = source;
      const after = createText(uri, languageId, now + 1, made.text, client().positionEncoding);
      return {
        edits: made.edits.map((edit) => toTextEdit(source, edit)),
        version: now,
        ...(made.shown && { select: toRange(after, made.shown) }),
      };
    }),
  );

  connection.onRequest(ACTIONS, ({ textDocument }, token) =>
    requests.answer<readonly FlowAction[]>("The list of actions", textDocument, token, [], (opened) =>
      flowActions(opened.document, analyzer.catalogFor(opened.source.uri)),
    ),
  );
}
