/** What was known to be stored when a file was last pulled or published: what changes are told by. */
export interface Base {
  /** The id of the Invopop workspace. */
  readonly workspace: string;
  /** The id of the workflow, in small letters. */
  readonly id: string;
  readonly version: string | undefined;
  readonly hash: string | undefined;
  readonly draft: boolean;
  /** The digest of the contents that were stored then. */
  readonly digest: string;
}

/** Where bases are kept. */
export interface BaseStore {
  get(workspace: string, id: string): Base | undefined;
  set(base: Base): PromiseLike<void>;
}
