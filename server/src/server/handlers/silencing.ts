import {
  type CodeAction,
  CodeActionKind,
  CreateFile,
  type Diagnostic,
  type TextDocumentEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findSilencings } from "../../features/silence";
import { SAVE_FILE } from "../../protocol";
import type { Finding } from "../../rules/rule";
import type { Span } from "../../workflow/span";
import { escapeGlob } from "../../workspace/glob";
import { DIAGNOSTICS_FILE, PROJECT_FOLDER } from "../../workspace/project";
import { pathWithin, uriWithin } from "../../workspace/uri";
import { toTextEdit } from "../convert";
import { createText } from "../texts";
import type { Requests } from "./requests";

/**
 * The offers not to be told of the findings in a range any more, by the project that the file belongs to, else by
 * a new one in its folder. None for files outside of folders, and none for clients that cannot make files.
 *
 * @param diagnosticOf the client's own diagnostic of a finding
 */
export function silencingActions(
  { client, files, projects }: Requests,
  source: TextDocument,
  findings: readonly Finding[],
  range: Span,
  diagnosticOf: (finding: Finding) => Diagnostic,
): CodeAction[] {
  const project = projects.of(source.uri);
  const root = project?.root ?? files.folderOf(source.uri);
  const path = root === undefined ? undefined : pathWithin(root, source.uri);
  if (root === undefined || path === undefined || !client().documentChanges || !client().createFiles) {
    return [];
  }
  const uri = uriWithin(root, `${PROJECT_FOLDER}/${DIAGNOSTICS_FILE}`);
  const text = projects.diagnosticsText(root);
  const target = createText(uri, "json", 0, text ?? "", client().positionEncoding);
  return findSilencings(findings, range, text, escapeGlob(path)).map(
    ({ title, findings: silenced, edits }) => {
      const edit: TextDocumentEdit = {
        textDocument: { uri, version: null },
        edits: edits.map((one) => toTextEdit(target, one)),
      };
      const create = text === undefined ? [CreateFile.create(uri, { ignoreIfExists: true })] : [];
      return {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: silenced.map(diagnosticOf),
        edit: { documentChanges: [...create, edit] },
        // What was said is in effect once it is saved.
        ...(client().commands.has(SAVE_FILE) && {
          command: { title: "Save", command: SAVE_FILE, arguments: [uri] },
        }),
      };
    },
  );
}
