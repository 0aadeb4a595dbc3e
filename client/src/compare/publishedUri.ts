/** The scheme of the read-only documents that show what is stored at Invopop. */
export const PUBLISHED_SCHEME = "invopop";

/** What such a document shows. */
export interface PublishedPlace {
  /** The id of the Invopop workspace. */
  readonly workspace: string;
  /** The id of the workflow. */
  readonly id: string;
  /** The file that it is compared with, and laid out like. */
  readonly like?: string;
}

/** The parts of an address that matter here, as VS Code takes them apart. */
export interface AddressParts {
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

/** The address of a document. @param name what its tab is called; the ending gives it the language of workflows */
export function addressOf({ workspace, id, like }: PublishedPlace, name: string): AddressParts {
  const file = name.replace(/[/\\\s]+/g, " ").trim() || "workflow";
  return { authority: "", path: `/${workspace}/${id}/${file}.workflow.json`, query: like ?? "" };
}

/** Reads an address; undefined when it is none of ours. */
export function placeAt({ path, query }: AddressParts): PublishedPlace | undefined {
  const [, workspace, id, file] = path.split("/");
  return workspace && id && file ? { workspace, id, ...(query !== "" && { like: query }) } : undefined;
}
