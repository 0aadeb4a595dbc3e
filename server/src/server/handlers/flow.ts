import { RequestType } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { FLOW_PICTURE, type FlowPictureParams, type FlowPictureResult } from "../../flowProtocol";
import type { Issue } from "../../picture/issues";
import { pictureOf, reasonNotToDraw } from "../../picture/picture";
import { parseDocument, type WorkflowDocument } from "../../workflow/document";
import type { Requests } from "./requests";

const PICTURE = new RequestType<FlowPictureParams, FlowPictureResult, never>(FLOW_PICTURE);

/** The request for the picture of the flow. */
export function handleFlow(requests: Requests): void {
  const { connection, runtime, boundary, documents, analyzer } = requests;
  /** The text that was compared with last, which is the same from one key stroke to the next. */
  let before: WorkflowDocument | undefined;

  connection.onRequest(PICTURE, (params, token) =>
    boundary.answer<FlowPictureResult>("The picture of the flow", token, null, async () => {
      const layout = await runtime.loadLayout();
      const source = documents.get(params.textDocument.uri);
      if (!source) {
        return null;
      }
      const document = analyzer.parse(source);
      const { version } = source;
      const reason = reasonNotToDraw(document);
      if (reason !== undefined) {
        return { kind: "broken", version, reason };
      }
      if (before?.text !== params.before) {
        before = params.before === undefined ? undefined : parseDocument(params.before);
      }
      const options = {
        document,
        catalog: analyzer.catalogFor(source.uri),
        workspace: requests.workspace(),
        issues: issuesOf(requests, source),
        collapsed: params.collapsed,
        around: params.around && source.offsetAt(params.around),
        before,
        encoding: requests.client().positionEncoding,
      };
      return { kind: "picture", version, picture: pictureOf(options, params.direction, layout) };
    }),
  );
}

function issuesOf({ analyzer }: Requests, source: TextDocument): Issue[] {
  return analyzer.analyze(source).findings.map((finding) => ({
    start: finding.span.start,
    severity: analyzer.severityOf(finding, source.uri),
    message: finding.message,
  }));
}
