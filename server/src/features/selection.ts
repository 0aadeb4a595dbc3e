import type { WorkflowDocument } from "../workflow/document";
import type { Property } from "../workflow/node";
import { insideQuotes } from "../workflow/quotes";
import { type Span, touches } from "../workflow/span";

/**
 * What to select around an offset, from the innermost out: the text in the quotes, the value, the property, the
 * step or condition, the list, and so on up to the whole workflow. Each is larger than the one before. None
 * outside of the workflow.
 */
export function findSelection({ text, root }: WorkflowDocument, offset: number): Span[] {
  const spans: Span[] = [];
  const add = (span: Span | undefined): void => {
    if (span && touches(span, offset)) {
      spans.unshift(span);
    }
  };
  let node = root && touches(root, offset) ? root : undefined;
  while (node) {
    add(node);
    add(node.type === "string" ? insideQuotes(text, node) : undefined);
    const property: Property | undefined = node.properties.find(({ span }) => touches(span, offset));
    if (property && touches(property.key, offset)) {
      add(property.span);
      add(property.key);
      add(insideQuotes(text, property.key));
    } else {
      add(property?.span);
    }
    const inner = property?.value ?? node.items.find((item) => touches(item, offset));
    node = inner && touches(inner, offset) ? inner : undefined;
  }
  const growing: Span[] = [];
  for (const span of spans) {
    if (isWider(span, growing.at(-1))) {
      growing.push(span);
    }
  }
  return growing;
}

function isWider({ start, end }: Span, inner: Span | undefined): boolean {
  return (
    inner === undefined || (start <= inner.start && inner.end <= end && end - start > inner.end - inner.start)
  );
}
