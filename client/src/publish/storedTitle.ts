import { withoutIcons } from "../accounts/labels";
import type { Base } from "../sync/base";

/** What the line above a workflow says of what is stored. */
export function storedTitle({ version, hash, draft }: Pick<Base, "version" | "hash" | "draft">): string {
  const facts = [version && `version ${version}`, hash && `hash ${hash}`].filter(Boolean).join(", ");
  const what = draft ? "Draft saved" : "Published";
  return withoutIcons(`${what}${facts && `: ${facts}`}`);
}
