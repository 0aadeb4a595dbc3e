import {
  type CodeAction,
  CodeActionKind,
  CreateFile,
  type Diagnostic,
  type TextDocumentEdit,
} from "vscode-languageserver";
import { findActionOffers } from "../../features/addAction";
import { findSilencings } from "../../features/silence";
import { SAVE_FILE } from "../../protocol";
import type { Finding } from "../../rules/rule";
import type { Edit } from "../../workflow/edits";
import type { Span } from "../../workflow/span";
import { escapeGlob } from "../../workspace/glob";
import { ACTIONS_FILE, DIAGNOSTICS_FILE, PROJECT_FOLDER } from "../../workspace/project";
import { pathWithin, uriWithin } from "../../workspace/uri";
import { toTextEdit } from "../convert";
import { createText } from "../texts";
import type { Opened, Requests } from "./requests";

/** What the project's files can say about findings, and the edits that have one of them say so. */
interface Offer {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly edits: readonly Edit[];
}

/**
 * The offers to settle the findings in a range in the project that the file belongs to, else in a new one in its
 * folder: to make an action known there, and not to be told of something any more. None for files outside of
 * folders, and none for clients that cannot make files.
 *
 * @param diagnosticOf the client's own diagnostic of a finding
 */
export function projectFixes(
  { client, files, projects }: Requests,
  { source, document }: Opened,
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
  const toAction = (file: string, text: string | undefined, offer: Offer): CodeAction => {
    const uri = uriWithin(root, `${PROJECT_FOLDER}/${file}`);
    const target = createText(uri, "json", 0, text ?? "", client().positionEncoding);
    const edit: TextDocumentEdit = {
      textDocument: { uri, version: null },
      edits: offer.edits.map((one) => toTextEdit(target, one)),
    };
    const create = text === undefined ? [CreateFile.create(uri, { ignoreIfExists: true })] : [];
    return {
      title: offer.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: offer.findings.map(diagnosticOf),
      edit: { documentChanges: [...create, edit] },
      // What was said is in effect once it is saved.
      ...(client().commands.has(SAVE_FILE) && {
        command: { title: "Save", command: SAVE_FILE, arguments: [uri] },
      }),
    };
  };
  const actions = projects.textOf(root, "actions");
  const severities = projects.textOf(root, "diagnostics");
  return [
    ...findActionOffers(document, findings, range, actions).map((offer) =>
      toAction(ACTIONS_FILE, actions, offer),
    ),
    ...findSilencings(findings, range, severities, escapeGlob(path)).map((offer) =>
      toAction(DIAGNOSTICS_FILE, severities, offer),
    ),
  ];
}
