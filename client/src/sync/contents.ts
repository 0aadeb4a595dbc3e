/** What a workflow says, without what only the server sets: `name`, `description`, `schema`, `country`, `draft`, `steps`, `rescue`. */
export type Contents = Readonly<Record<string, unknown>>;

/** One place in which two workflows differ. */
export interface Difference {
  readonly kind: "added" | "removed" | "changed";
  /** Where it is, in the one that has it: keys and indexes. */
  readonly path: readonly (string | number)[];
  /** The place as people call it, such as `step 'Sign', config`. */
  readonly label: string;
}
