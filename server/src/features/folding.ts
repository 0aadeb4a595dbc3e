import type { WorkflowDocument } from "../workflow/document";
import { Lines } from "../workflow/lines";
import type { Node } from "../workflow/node";

/** Lines that can be folded into the first of them. They count from 0, and the last one is hidden too. */
export interface Fold {
  readonly firstLine: number;
  readonly lastLine: number;
}

/**
 * What can be folded: every object and array on several lines, so the steps, conditions, lists and configs. The
 * closing bracket stays in sight. On each line starts at most one fold, the outermost.
 *
 * @param limit the most folds that are wanted; of more, those stay that are least deep
 */
export function findFolds({ text, root }: WorkflowDocument, limit = Number.POSITIVE_INFINITY): Fold[] {
  const lines = new Lines(text);
  const folds: (Fold & { readonly depth: number })[] = [];
  const visit = (node: Node, depth: number): void => {
    const inner = [...node.properties.flatMap(({ value }) => value ?? []), ...node.items];
    const isClosed = (inner.at(-1)?.end ?? 0) < node.end && /[}\]]/.test(text.charAt(node.end - 1));
    const firstLine = lines.placeOf(node.start).line;
    const lastLine = lines.placeOf(node.end).line - (isClosed ? 1 : 0);
    if (inner.length === 0 || lastLine <= firstLine) {
      return;
    }
    if (folds.at(-1)?.firstLine !== firstLine) {
      folds.push({ firstLine, lastLine, depth });
    }
    for (const value of inner) {
      visit(value, depth + 1);
    }
  };
  if (root) {
    visit(root, 0);
  }
  const shown = folds.length > limit ? outermost(folds, limit) : folds;
  return shown.map(({ firstLine, lastLine }) => ({ firstLine, lastLine }));
}

function outermost<T extends Fold & { readonly depth: number }>(folds: readonly T[], limit: number): T[] {
  return folds
    .toSorted((a, b) => a.depth - b.depth)
    .slice(0, limit)
    .sort((a, b) => a.firstLine - b.firstLine);
}
