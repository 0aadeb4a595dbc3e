import { oneLine } from "../workflow/label";
import { normalId } from "../workflow/model";
import type { FileRange, IndexedStep, IndexedWorkflow, Workspace } from "../workflow/workspace";

/** A workflow or a step of the workspace. */
export interface WorkspaceSymbol {
  readonly kind: "workflow" | "step";
  /** Its name, followed in brackets by what else of it was looked for. */
  readonly name: string;
  /** Of a step, the name of its workflow; of a workflow, its file. */
  readonly container: string;
  /** Its `id`, else its opening brace. */
  readonly selection: FileRange;
}

interface Ranked {
  readonly rank: number;
  readonly symbol: WorkspaceSymbol;
}

/** Part of a UUID that is long enough to look for. */
const PART_OF_ID = /^[0-9a-f]{4}[0-9a-f-]{0,32}$/;

/**
 * The workflows and steps that fit a query, the best first. Each word of the query has its letters in a name, an
 * action or a file's name in that order; or it is the beginning of a UUID. What was found by something else than
 * its name has that in its name, as editors look there once more.
 */
export function findWorkspaceSymbols(workspace: Workspace, query: string, limit: number): WorkspaceSymbol[] {
  const text = query.trim().toLowerCase();
  const words = text.split(/\s+/).filter(Boolean);
  const id = words.length === 1 && PART_OF_ID.test(text) ? text : undefined;
  const found: Ranked[] = [];
  for (const workflow of workspace.workflows) {
    const own = workflowSymbol(workflow);
    const file = workflow.path.slice(workflow.path.lastIndexOf("/") + 1);
    found.push(...(matchId(own, workflow.id, id) ?? match(own, file, words)));
    for (const step of workflow.steps) {
      const symbol = stepSymbol(step, workflow);
      found.push(...(matchId(symbol, step.id, id) ?? match(symbol, step.action, words)));
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ symbol }) => symbol);
}

function workflowSymbol({ label, path, selection }: IndexedWorkflow): WorkspaceSymbol {
  return { kind: "workflow", name: oneLine(label), container: path, selection };
}

function stepSymbol({ label, selection }: IndexedStep, workflow: IndexedWorkflow): WorkspaceSymbol {
  return { kind: "step", name: oneLine(label), container: oneLine(workflow.label), selection };
}

/** @param other what it may be looked for by besides its name */
function match(symbol: WorkspaceSymbol, other: string | undefined, words: readonly string[]): Ranked[] {
  const rank = rankOf(symbol.name, words);
  if (rank !== undefined) {
    return [{ rank, symbol }];
  }
  const name = `${symbol.name} (${other})`;
  const otherRank = other === undefined || other === symbol.name ? undefined : rankOf(name, words);
  return otherRank === undefined ? [] : [{ rank: otherRank + 1, symbol: { ...symbol, name } }];
}

function matchId(
  symbol: WorkspaceSymbol,
  id: string | undefined,
  part: string | undefined,
): Ranked[] | undefined {
  return id !== undefined && part !== undefined && normalId(id).startsWith(part)
    ? [{ rank: -1, symbol: { ...symbol, name: `${symbol.name} (${id})` } }]
    : undefined;
}

/** How well a text fits, 0 best; undefined when a word is not in it. */
function rankOf(text: string, words: readonly string[]): number | undefined {
  const lower = text.toLowerCase();
  let worst = 0;
  for (const word of words) {
    const at = lower.indexOf(word);
    if (at < 0 && !isSubsequence(word, lower)) {
      return undefined;
    }
    const isWordStart = at === 0 || (at > 0 && !/[\p{L}\p{N}]/u.test(lower.charAt(at - 1)));
    worst = Math.max(worst, at < 0 ? 6 : isWordStart ? (at === 0 ? 0 : 2) : 4);
  }
  return worst;
}

function isSubsequence(word: string, text: string): boolean {
  let at = -1;
  for (const character of word) {
    at = text.indexOf(character, at + 1);
    if (at < 0) {
      return false;
    }
  }
  return true;
}
