/**
 * What is run so that its steps are counted (`Metered`): everything that is asked of a text. Each operation makes
 * ready what it needs and answers the work itself.
 */
import { contentsOfText } from "../../client/src/sync/contents";
import { differencesOf } from "../../client/src/sync/differences";
import { toBody } from "../../client/src/sync/payload";
import { placeOf } from "../../client/src/sync/place";
import { renderLike, renderNew } from "../../client/src/sync/render";
import { findIncomingCalls, prepareCallHierarchy } from "../../server/src/features/callHierarchy";
import { findQuickFixes } from "../../server/src/features/codeActions";
import { findReferenceLenses, findStepReferences } from "../../server/src/features/codeLenses";
import { findCompletions } from "../../server/src/features/completion";
import { findDefinition } from "../../server/src/features/definition";
import { fixAllSafely, rulesToFixAll } from "../../server/src/features/fixAll";
import { findFolds } from "../../server/src/features/folding";
import { formatText } from "../../server/src/features/format";
import { findHighlights } from "../../server/src/features/highlights";
import { findHover } from "../../server/src/features/hover";
import { findInlayHints } from "../../server/src/features/inlayHints";
import { findLinks } from "../../server/src/features/links";
import { freshenPasted } from "../../server/src/features/paste";
import { findRefactorings } from "../../server/src/features/refactor";
import { findReferences } from "../../server/src/features/references";
import { rename } from "../../server/src/features/rename";
import { findSelection } from "../../server/src/features/selection";
import { findSymbols } from "../../server/src/features/symbols";
import { mermaidOf } from "../../server/src/picture/mermaid";
import { workflowGraph } from "../../server/src/picture/picture";
import { RULES } from "../../server/src/rules/registry";
import { type RunOptions, runRules } from "../../server/src/rules/run";
import { createCatalog } from "../../server/src/schema/catalog";
import { parseDocument, type WorkflowDocument } from "../../server/src/workflow/document";
import { createFlow } from "../../server/src/workflow/flow";
import { updateDocument } from "../../server/src/workflow/update";

const CATALOG = createCatalog();

/** A catalog that remembers nothing of what it was asked before. */
const freshOptions = (): RunOptions => ({ catalog: createCatalog(), rules: RULES });
const LAYOUT = { tabSize: 2, insertSpaces: true };
const ID = "00000000-0000-7000-8000-000000000001";
const newId = (): string => ID;

const OPTIONS: RunOptions = { catalog: CATALOG, rules: RULES };

type Operation = (text: string) => () => unknown;

/** What was read last: most operations do not change it. */
let last: { readonly text: string; readonly document: WorkflowDocument } | undefined;

function documentOf(text: string): WorkflowDocument {
  if (last?.text !== text) {
    last = { text, document: parseDocument(text) };
  }
  return last.document;
}

/** An operation on a document at one place: in the middle of the text, behind the next quote. */
function at(work: (document: WorkflowDocument, offset: number) => unknown): Operation {
  return (text) => {
    const document = documentOf(text);
    const offset = text.indexOf('"', text.length / 2) + 1;
    return () => work(document, offset);
  };
}

function on(work: (document: WorkflowDocument) => unknown): Operation {
  return at(work);
}

function graphOf(document: WorkflowDocument) {
  return {
    document,
    catalog: CATALOG,
    workspace: undefined,
    issues: [],
    collapsed: [],
    around: undefined,
    before: undefined,
  };
}

/** Everything that is asked of a text, by what is done to it. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  read: (text) => () => parseDocument(text),
  "typed in": (text) => {
    const document = parseDocument(text);
    const offset = text.indexOf('"', text.length / 2) + 1;
    const typed = `${text.slice(0, offset)}x${text.slice(offset)}`;
    return () => updateDocument(document, { start: offset, end: offset, length: 1 }, typed);
  },
  checked: (text) => {
    const [document, options] = [documentOf(text), freshOptions()];
    return () => runRules(document, options);
  },
  completed: at((document, offset) => findCompletions(document, CATALOG, offset, newId)),
  hovered: at((document, offset) => findHover(document, CATALOG, offset)),
  "gone to": at((document, offset) => findDefinition(document, offset)),
  referred: at((document, offset) => findReferences(document, offset, true)),
  highlighted: at((document, offset) => findHighlights(document, CATALOG, offset)),
  outlined: on(findSymbols),
  folded: on((document) => findFolds(document)),
  linked: on((document) => findLinks(document, CATALOG, undefined)),
  hinted: on((document) =>
    findInlayHints(document, CATALOG, undefined, { start: 0, end: document.text.length }),
  ),
  "shown with lenses": on((document) =>
    findReferenceLenses(document)
      .slice(0, 20)
      .map(({ id }) => findStepReferences(document, id)),
  ),
  selected: at(findSelection),
  renamed: at((document, offset) => rename(document, offset, ID)),
  called: at((document, offset) =>
    prepareCallHierarchy(document, offset)
      .slice(0, 1)
      .map(({ key }) => findIncomingCalls(document, createFlow(document, CATALOG), key)),
  ),
  formatted: on(({ text }) => formatText(text, LAYOUT)),
  refactored: at((document, offset) =>
    findRefactorings(
      { document, catalog: CATALOG, range: { start: offset, end: offset }, newId },
      () => true,
    ),
  ),
  pasted: on((document) =>
    freshenPasted(document, { start: 0, end: 0 }, document.text.slice(0, document.text.length / 2), newId),
  ),
  "mended at one place": at((document, offset) => {
    const findings = runRules(document, OPTIONS);
    const fixes = findQuickFixes(document, findings, { start: offset, end: offset + 1 }, newId);
    return [fixes, rulesToFixAll(findings, findings)];
  }),
  "mended everywhere": (text) => () => fixAllSafely(text, { ...OPTIONS, newId }),
  "written as a flowchart": on((document) => mermaidOf(workflowGraph(graphOf(document)), "down")),
  sent: (text) => () => attempt(() => toBody(text, "update")),
  placed: (text) => () => placeOf(text, ["steps", 1, "config", "a"]),
  compared: (text) => {
    const contents = attempt(() => contentsOfText(text));
    return () => contents && differencesOf(contents, renamed(contents));
  },
  pulled: (text) => {
    const contents = attempt(() => contentsOfText(text));
    return () => contents && renderLike(text, { id: ID, contents: renamed(contents) });
  },
  "pulled anew": (text) => {
    const contents = attempt(() => contentsOfText(text));
    return () => contents && renderNew({ id: ID, contents });
  },
};

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    // What is no workflow cannot be sent.
    return undefined;
  }
}

/** The same with every name and key of a config another one. */
function renamed(contents: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return JSON.parse(
    JSON.stringify(contents)
      .replace(/"(?=k\d+":)/g, '"x')
      .replaceAll('"name":"', '"name":"x'),
  );
}
