import type { Connection } from "../accounts/connection";
import type { FieldError } from "../api/errors";
import type { StoredWorkflow } from "../api/types";
import type { BaseStore } from "../sync/base";
import type { Marked, MessageAction } from "./messages";
import type { Question } from "./questions";

/** An error in the file, for the person to be led to. Lines and characters count from 0. */
export interface FileError {
  readonly message: string;
  readonly line: number;
  readonly character: number;
  /** The rule that found it. */
  readonly code?: string;
}

/** The document to publish, as the flow sees it. */
export interface PublishDocument {
  readonly key: string;
  /** The text as it stands in the editor, at the moment of the call. */
  text(): string;
  /** Writes an `id` into the file as an edit that undo takes back. False when it could not be written. */
  writeId(id: string): Promise<boolean>;
  /** The errors of the text as it stands; undefined when they could not be found out. */
  errors(): Promise<readonly FileError[] | undefined>;
  reveal(error: FileError): Promise<void>;
  /** The connection to the workspace that the file goes to; undefined when there is none and none was given. */
  connect(): Promise<Connection | undefined>;
  /** Asks for a new token of the workspace. */
  signInAgain(connection: Connection): Promise<void>;
  /** Opens the diff of what is stored against the file. */
  compare(connection: Connection): Promise<void>;
  /** Makes the file say what is stored, as an edit that undo takes back. False when it could not be written. */
  takeTheirs(connection: Connection, stored: StoredWorkflow): Promise<boolean>;
  /** Marks the places that Invopop refuses. @param sent the text that was sent */
  mark(sent: string, fields: readonly FieldError[]): Marked;
  /** Takes the marks away. */
  unmark(): void;
  /** Leads to the first mark. */
  revealMark(): Promise<void>;
  /** Has what is shown of the workflow elsewhere show what is stored now. */
  published(connection: Connection, stored: StoredWorkflow): Promise<void>;
}

/** What the flow asks of the person and of the world. */
export interface PublishPorts {
  readonly bases: BaseStore;
  /** Whether a workflow with errors may be published when the person insists. */
  allowErrors(): boolean;
  /** The slugs of the live workspaces that are published to without a question. */
  unaskedWorkspaces(): readonly string[];
  /** Tells something; the answer is the button that was chosen, if one ever is. */
  inform(text: string, ...buttons: string[]): Promise<string | undefined>;
  /** Tells of a failure, likewise. */
  fail(text: string, ...buttons: string[]): Promise<string | undefined>;
  /** Asks what has to be answered before anything else; undefined when it was turned down. */
  ask(question: Question): Promise<string | undefined>;
  /** Asks for the UUID to publish under; undefined when that was given up. */
  askId(): Promise<string | undefined>;
  isUuid(text: string): boolean;
  newId(): string;
  /** Runs a request while its progress is shown and can be cancelled. */
  withProgress<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** What comes of a button of a message that has nothing to do with the document. */
  act(action: MessageAction): Promise<void>;
  /** Shows what was published. @param isOdd whether not all is as it was sent */
  published(text: string, hash: string | undefined, isOdd: boolean): Promise<"compare" | undefined>;
  log(line: string): void;
}
