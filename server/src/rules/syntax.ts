import type { Rule } from "./rule";

export const syntax: Rule = {
  code: "syntax",
  severity: "error",
  isBasic: true,
  docs: {
    summary: "The file is not strict JSON.",
    reason:
      "Invopop takes strict JSON: no trailing commas, no comments, double quotes only. The rest of the file is still understood as far as possible.",
    bad: `{
  "name": "Invoice",
  "steps": [],
}`,
    good: `{
  "name": "Invoice",
  "steps": []
}`,
  },
  document({ document, report }) {
    for (const { span, message, remove } of document.problems) {
      // A comma too many says nothing, while a comment is somebody's words.
      const isSafe = remove && document.text.slice(remove.start, remove.end) === ",";
      report({
        span,
        message,
        ...(remove && {
          fixes: [
            {
              title: "Remove it",
              preferred: true,
              isSafe: isSafe === true,
              edit: { kind: "replace", span: remove, text: "" },
            },
          ],
        }),
      });
    }
  },
};
