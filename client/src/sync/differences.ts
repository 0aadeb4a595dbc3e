import { type Contents, contentsOf, type Difference, KEYS } from "./contents";
import { isIdentical } from "./json";

/** In what two workflows differ; nothing exactly where `isSame` says that they do not. */
export function differencesOf(before: Contents, after: Contents): Difference[] {
  const [a, b] = [contentsOf(before, "workflow"), contentsOf(after, "workflow")];
  return KEYS.workflow
    .filter((key) => !isIdentical(a[key], b[key]))
    .map((key) => ({
      kind: a[key] === undefined ? "added" : b[key] === undefined ? "removed" : "changed",
      path: [key],
      label: key,
    }));
}
