import { RequestType } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  FLOW_EXPORT,
  FLOW_PICTURE,
  type FlowExportParams,
  type FlowExportResult,
  type FlowPictureParams,
  type FlowPictureResult,
} from "../../flowProtocol";
import type { Issue } from "../../picture/issues";
import { mermaidOf } from "../../picture/mermaid";
import { type GraphOptions, pictureOf, reasonNotToDraw, workflowGraph } from "../../picture/picture";
import { svgOf } from "../../picture/svg";
import { THEMES } from "../../picture/themes";
import { parseDocument, type WorkflowDocument } from "../../workflow/document";
import { textOf } from "../../workflow/model";
import type { Requests } from "./requests";

const PICTURE = new RequestType<FlowPictureParams, FlowPictureResult, never>(FLOW_PICTURE);
const EXPORT = new RequestType<FlowExportParams, FlowExportResult, never>(FLOW_EXPORT);

/** The requests for the picture of the flow, and for texts of it to take along. */
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
      const options = optionsFor(params, source, document);
      return { kind: "picture", version, picture: pictureOf(options, params.direction, layout) };
    }),
  );

  connection.onRequest(EXPORT, (params, token) =>
    boundary.answer<FlowExportResult>("The flow to take along", token, null, async () => {
      const layout = await runtime.loadLayout();
      const source = documents.get(params.textDocument.uri);
      const document = source && analyzer.parse(source);
      if (!document || reasonNotToDraw(document) !== undefined) {
        return null;
      }
      const options = optionsFor(params, source, document);
      if (params.format === "mermaid") {
        return { text: mermaidOf(workflowGraph(options), params.direction) };
      }
      const picture = pictureOf(options, params.direction, layout);
      const title = (document.workflow && textOf(document.workflow, "name")) || "Flow";
      return { text: svgOf(picture, { theme: { ...THEMES.light, ...params.theme }, title }) };
    }),
  );

  function optionsFor(
    params: FlowPictureParams,
    source: TextDocument,
    document: WorkflowDocument,
  ): GraphOptions {
    if (before?.text !== params.before) {
      before = params.before === undefined ? undefined : parseDocument(params.before);
    }
    return {
      document,
      catalog: analyzer.catalogFor(source.uri),
      workspace: requests.workspace(),
      issues: issuesOf(requests, source),
      collapsed: params.collapsed,
      around: params.around && source.offsetAt(params.around),
      before,
      encoding: requests.client().positionEncoding,
    };
  }
}

function issuesOf({ analyzer }: Requests, source: TextDocument): Issue[] {
  return analyzer.analyze(source).findings.map((finding) => ({
    start: finding.span.start,
    severity: analyzer.severityOf(finding, source.uri),
    message: finding.message,
  }));
}
