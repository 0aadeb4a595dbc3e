/**
 * A place in a text that nothing but its file is known of. Lines and characters count from 0; the characters are
 * what the positions of the client count, units of UTF-16 without one.
 */
export interface TextPlace {
  readonly line: number;
  readonly character: number;
}

/** A stretch of a file of the workspace; `end` is the first place behind it. */
export interface FileRange {
  readonly uri: string;
  readonly start: TextPlace;
  readonly end: TextPlace;
}

/** A step of a file of the workspace. */
export interface IndexedStep {
  /** The `id` as written; undefined when the step has none. */
  readonly id: string | undefined;
  /** How it is called to a person. */
  readonly label: string;
  readonly action: string | undefined;
  /** Where it stands, such as `steps[2].next[0].steps[1]`. */
  readonly path: string;
  /** The whole step. */
  readonly range: FileRange;
  /** Its `id`, else its opening brace. */
  readonly selection: FileRange;
}

/** The UUID of another workflow in a step's config. */
export interface IndexedReference {
  readonly id: string;
  /** The value, quotes included. */
  readonly range: FileRange;
  /** How the step that has it is called to a person. */
  readonly step: string;
}

/** What others name a workflow by, and what it is for. That is all that rules know of other files. */
export interface NamedWorkflow {
  readonly uri: string;
  /** The path from the folder that it was found in, with slashes; the whole URI outside of folders. */
  readonly path: string;
  /** The `id` as written; undefined when there is none. */
  readonly id: string | undefined;
  /** The `id`, else the opening brace. */
  readonly selection: FileRange;
  /** Its name, else the name of its file. */
  readonly label: string;
  readonly schema: string | undefined;
  readonly country: string | undefined;
}

/** What is known of one workflow file of the workspace, open or not. */
export interface IndexedWorkflow extends NamedWorkflow {
  readonly steps: readonly IndexedStep[];
  /** The workflows that its steps name in their configs, in the order of the text. */
  readonly references: readonly IndexedReference[];
}

/** All workflow files of the workspace, as far as they are known. */
export interface Workspace<W extends NamedWorkflow = IndexedWorkflow> {
  /** In the order of their URIs. */
  readonly workflows: readonly W[];
  /** The files with this workflow `id`, however it is spelt; more than one where it is taken twice. */
  withId(id: string): readonly W[];
}
