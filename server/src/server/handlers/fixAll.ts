import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
} from "vscode-languageserver";
import { fixAllOf, fixAllSafely, rulesToFixAll } from "../../features/fixAll";
import { FIX_ALL_KIND } from "../../protocol";
import { RULES } from "../../rules/registry";
import type { Finding } from "../../rules/rule";
import { isLarge } from "../../workflow/size";
import { isAskedFor, toWorkspaceEdit } from "../convert";
import type { Opened, Requests } from "./requests";

/** What the edits of an action are made from, once it is chosen: making them looks at the whole file several times. */
interface FixAllData {
  readonly uri: string;
  readonly version: number;
  readonly code: string;
}

/** Fills in the edits of those actions that came without them. */
export function handleFixAll(requests: Requests): void {
  const { connection, boundary, documents } = requests;
  connection.onCodeActionResolve((action, token) =>
    boundary.answer("Fix all", token, action, () => {
      const { uri, version, code } = readData(action.data);
      const source = documents.get(uri);
      return source?.version === version ? { ...action, ...editOfAll(requests, source, code) } : action;
    }),
  );
}

/**
 * The offers to fix all of a kind in the file, of which there is more than one. In a large file there are none, as
 * they look at all of it several times.
 *
 * @param touched the findings in the range that is asked about
 * @param diagnosticOf the client's own diagnostic of a finding
 */
export function fixAllActions(
  requests: Requests,
  { source, document }: Opened,
  touched: readonly Finding[],
  findings: readonly Finding[],
  diagnosticOf: (finding: Finding) => Diagnostic,
): CodeAction[] {
  const rules = isLarge(document) ? [] : rulesToFixAll(touched, findings);
  return rules.map(({ code }) => {
    const data: FixAllData = { uri: source.uri, version: source.version, code };
    return {
      title: `Fix all '${code}' in this file`,
      kind: CodeActionKind.QuickFix,
      diagnostics: touched.filter(({ rule }) => rule.code === code).map(diagnosticOf),
      ...(requests.client().resolvedActions ? { data } : editOfAll(requests, source, code)),
    };
  });
}

/** The action for a file that is saved: nothing that it does changes what the workflow does. */
export function safeFixActions(
  { analyzer, runtime, client }: Requests,
  { source, document }: Opened,
  context: CodeActionContext,
): CodeAction[] {
  // Among the offers at the cursor it would stand everywhere, so it is only there for who asks for it. Saving a large file does not wait for it.
  if (context.only === undefined || !isAskedFor(FIX_ALL_KIND, context) || isLarge(document)) {
    return [];
  }
  const edits = fixAllSafely(document.text, { ...analyzer.optionsFor(source.uri), newId: runtime.newId });
  return edits.length === 0
    ? []
    : [
        {
          title: "Fix all that can be fixed safely",
          kind: FIX_ALL_KIND,
          edit: toWorkspaceEdit(source, edits, client().documentChanges),
        },
      ];
}

function editOfAll(
  { analyzer, runtime, client }: Requests,
  source: Opened["source"],
  code: string,
): Pick<CodeAction, "edit"> {
  const rule = RULES.find((candidate) => candidate.code === code);
  if (!rule) {
    return {};
  }
  const edits = fixAllOf(rule, source.getText(), {
    ...analyzer.optionsFor(source.uri),
    newId: runtime.newId,
  });
  return { edit: toWorkspaceEdit(source, edits, client().documentChanges) };
}

/** The data of an action as a client sends it back, whatever that is. */
function readData(data: Partial<FixAllData> | null | undefined): FixAllData {
  return { uri: String(data?.uri), version: Number(data?.version), code: String(data?.code) };
}
