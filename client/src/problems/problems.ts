import * as vscode from "vscode";
import type { FieldError } from "../api/errors";
import type { Marked } from "../publish/messages";
import { type Problem, placeFields } from "./placed";
import { shifted } from "./shift";

/** What stands as the source of what Invopop refuses. */
const SOURCE = "Invopop API";

/**
 * Shows in the files what Invopop refused. A mark moves with the text around it and goes with the first edit of
 * the text that it marks.
 */
export class ApiProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection("invopop-api");
  readonly #problems = new Map<string, readonly Problem[]>();
  readonly #listening: vscode.Disposable;

  constructor() {
    this.#listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
      // A text that is read anew from disk may be another one.
      vscode.workspace.onDidCloseTextDocument((document) => this.unmark(document)),
    );
  }

  /** Marks what Invopop refused of a text that was sent. */
  mark(document: vscode.TextDocument, sent: string, fields: readonly FieldError[]): Marked {
    const { problems, others } = placeFields(sent, document.getText(), fields);
    this.#show(document, problems);
    return { count: problems.length, others };
  }

  /** Takes the marks of a document away. */
  unmark({ uri }: vscode.TextDocument): void {
    this.#problems.delete(uri.toString());
    this.#collection.delete(uri);
  }

  /** Leads to the first mark. */
  async reveal(document: vscode.TextDocument): Promise<void> {
    const [first] = this.#problems.get(document.uri.toString()) ?? [];
    const selection = first && rangeOf(document, first);
    await vscode.window.showTextDocument(document, selection && { selection });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#collection.dispose();
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const before = this.#problems.get(document.uri.toString());
    if (!before || contentChanges.length === 0) {
      return;
    }
    const problems = before.flatMap((problem) => {
      let stretch: Problem["stretch"] | undefined = problem.stretch;
      for (const { rangeOffset, rangeLength, text } of contentChanges) {
        stretch &&= shifted(stretch, { offset: rangeOffset, length: rangeLength, newLength: text.length });
      }
      return stretch ? [{ ...problem, stretch }] : [];
    });
    this.#show(document, problems);
  }

  #show(document: vscode.TextDocument, problems: readonly Problem[]): void {
    if (problems.length === 0) {
      this.unmark(document);
      return;
    }
    this.#problems.set(document.uri.toString(), problems);
    this.#collection.set(
      document.uri,
      problems.map((problem) => {
        const diagnostic = new vscode.Diagnostic(rangeOf(document, problem), problem.message);
        diagnostic.source = SOURCE;
        return diagnostic;
      }),
    );
  }
}

function rangeOf(document: vscode.TextDocument, { stretch }: Problem): vscode.Range {
  return new vscode.Range(document.positionAt(stretch.start), document.positionAt(stretch.end));
}
