import type {
  CancellationToken,
  Connection,
  ResponseError,
  TextDocumentIdentifier,
  TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { WorkflowDocument } from "../../workflow/document";
import type { Workspace } from "../../workflow/workspace";
import type { Analyzer } from "../analysis";
import type { Boundary } from "../boundary";
import type { ClientSupport } from "../capabilities";
import type { Runtime } from "../runtime";
import type { DiskFiles } from "../workspaceFiles";
import type { Projects } from "../workspaceProjects";
import type { WorkspaceWorkflows } from "../workspaceWorkflows";

/** An open document with its parsed form, as a feature gets them. */
export interface Opened {
  readonly source: TextDocument;
  readonly document: WorkflowDocument;
}

/** What the handlers of requests share: where they register, and what they find documents with. */
export class Requests {
  constructor(
    readonly connection: Connection,
    readonly runtime: Runtime,
    readonly documents: TextDocuments<TextDocument>,
    readonly analyzer: Analyzer,
    readonly boundary: Boundary,
    readonly projects: Projects,
    readonly files: DiskFiles,
    readonly workflows: WorkspaceWorkflows,
    /** What the client can do; known once it has introduced itself. */
    readonly client: () => ClientSupport,
  ) {}

  /** The workflow files of the workspace, as far as they are known. */
  workspace(): Workspace {
    return this.workflows.now();
  }

  /** Answers with what a feature makes of an open document, and neutrally for one that is not open. */
  answer<T>(
    name: string,
    { uri }: TextDocumentIdentifier,
    token: CancellationToken,
    neutral: T,
    work: (opened: Opened) => T,
  ): Promise<T | ResponseError<never>> {
    return this.boundary.answer(name, token, neutral, () => {
      const source = this.documents.get(uri);
      return source ? work({ source, document: this.analyzer.parse(source) }) : neutral;
    });
  }
}
