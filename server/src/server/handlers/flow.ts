import { RequestType } from "vscode-languageserver";
import { FLOW_PICTURE, type FlowPictureParams, type FlowPictureResult } from "../../flowProtocol";
import { drawGraph } from "../../picture/draw";
import { graphOf } from "../../picture/graph";
import type { Issue } from "../../picture/issues";
import { createFlow } from "../../workflow/flow";
import type { Analysis, Analyzer } from "../analysis";
import type { Requests } from "./requests";

const PICTURE = new RequestType<FlowPictureParams, FlowPictureResult, never>(FLOW_PICTURE);

/** The request for the picture of the flow. */
export function handleFlow(requests: Requests): void {
  const { connection, runtime, analyzer, boundary, documents } = requests;

  connection.onRequest(PICTURE, (params, token) =>
    boundary.answer<FlowPictureResult>("The picture of the flow", token, null, async () => {
      const layout = await runtime.loadLayout();
      const source = documents.get(params.textDocument.uri);
      if (!source) {
        return null;
      }
      const { version } = source;
      const analysis = analyzer.analyze(source);
      const { document } = analysis;
      if (document.problems.length > 0 || !document.workflow) {
        return { kind: "broken", version, reason: "The text is no valid JSON at the moment." };
      }
      const catalog = analyzer.catalogFor(source.uri);
      const graph = graphOf({
        document,
        flow: createFlow(document, catalog),
        catalog,
        workspace: requests.workspace(),
        issues: issuesOf(analysis, analyzer),
        collapsed: new Set(params.collapsed),
      });
      return { kind: "picture", version, picture: drawGraph(graph, document.text, params.direction, layout) };
    }),
  );
}

function issuesOf({ findings, source }: Analysis, analyzer: Analyzer): Issue[] {
  return findings.map((finding) => ({
    start: finding.span.start,
    severity: analyzer.severityOf(finding, source.uri),
    message: finding.message,
  }));
}
