import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
} from "vscode-languageserver";
import { findIncomingCalls, findOutgoingCalls, prepareCallHierarchy } from "../../features/callHierarchy";
import { createFlow } from "../../workflow/flow";
import { readStepKey, toCallHierarchyItem, toIncomingCall, toOutgoingCall } from "../convertHierarchy";
import type { Requests } from "./requests";

/** The requests for the ways between steps, which LSP has as calls. */
export function handleHierarchy(requests: Requests): void {
  const { connection, analyzer } = requests;
  const { callHierarchy } = connection.languages;

  callHierarchy.onPrepare(({ textDocument, position }, token) =>
    requests.answer<CallHierarchyItem[]>("Call hierarchy", textDocument, token, [], ({ source, document }) =>
      prepareCallHierarchy(document, source.offsetAt(position)).map((item) =>
        toCallHierarchyItem(source, item),
      ),
    ),
  );

  callHierarchy.onIncomingCalls(({ item }, token) =>
    requests.answer<CallHierarchyIncomingCall[]>("Incoming calls", item, token, [], ({ source, document }) =>
      findIncomingCalls(
        document,
        createFlow(document, analyzer.catalogFor(source.uri)),
        readStepKey(item),
      ).map((call) => toIncomingCall(source, call)),
    ),
  );

  callHierarchy.onOutgoingCalls(({ item }, token) =>
    requests.answer<CallHierarchyOutgoingCall[]>("Outgoing calls", item, token, [], ({ source, document }) =>
      findOutgoingCalls(
        document,
        createFlow(document, analyzer.catalogFor(source.uri)),
        readStepKey(item),
      ).map((call) => toOutgoingCall(source, call)),
    ),
  );
}
