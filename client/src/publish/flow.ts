import type { InvopopClient } from "../api/client";
import { ApiError } from "../api/errors";
import type { StoredWorkflow } from "../api/types";
import { NotAWorkflowError, toBody, workflowIdOf } from "../sync/payload";
import { hasSameContents } from "../sync/sameContents";
import { ACTIONS, detailLines, failureMessage, type MessageAction, plainText } from "./messages";

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
}

/** What the flow asks of the person and of the world. */
export interface PublishPorts {
  /** Whether a workflow with errors may be published when the person insists. */
  allowErrors(): boolean;
  inform(text: string): Promise<unknown>;
  /** Tells of a failure; the answer is the button that was chosen, if one ever is. */
  fail(text: string, ...buttons: string[]): Promise<string | undefined>;
  /** Asks a question that has to be answered before anything else; undefined when it was turned down. */
  ask(text: string, detail: string, ...buttons: string[]): Promise<string | undefined>;
  /** Asks for the UUID to publish under; undefined when that was given up. */
  askId(): Promise<string | undefined>;
  isUuid(text: string): boolean;
  newId(): string;
  /** The client for the API with the token; undefined when there is none and none was given. */
  client(): Promise<InvopopClient | undefined>;
  /** Runs a request while its progress is shown and can be cancelled. */
  withProgress<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** What comes of a button of a message, such as asking for a token. */
  act(action: MessageAction): Promise<void>;
  /** Shows what was published. */
  published(workflow: StoredWorkflow): Promise<void>;
  log(line: string): void;
}

const GO_TO_ERROR = "Go to Error";
const PUBLISH_ANYWAY = "Publish Anyway";
const CREATE_ID = "Create an ID";
const ENTER_ID = "Enter an ID…";
const UPDATE = "Update";

/** What is still to be said and done when a publish has ended; a new try can come of it. */
type Afterwards = () => Promise<StoredWorkflow | undefined>;

/** Publishes workflows, one at a time for each document. */
export class Publisher {
  readonly #underWay = new Set<string>();

  constructor(private readonly ports: PublishPorts) {}

  /** Publishes a document, or tells why not. Its text is not touched but for an `id` that is asked for. */
  async publish(document: PublishDocument, despiteErrors = false): Promise<StoredWorkflow | undefined> {
    if (this.#underWay.has(document.key)) {
      void this.ports.inform("This workflow is being published already.");
      return undefined;
    }
    this.#underWay.add(document.key);
    let afterwards: Afterwards;
    try {
      afterwards = await this.#run(document, despiteErrors);
    } finally {
      this.#underWay.delete(document.key);
    }
    // Messages wait for an answer that may never come; by then the next publish must be free to start.
    return afterwards();
  }

  async #run(document: PublishDocument, despiteErrors: boolean): Promise<Afterwards> {
    // All is made of this one text; what is typed from here on is not published.
    const text = document.text();
    const refusal = await this.#refusalOf(document, text, despiteErrors);
    if (refusal) {
      return refusal;
    }
    const id = await this.#idOf(document, text);
    if (typeof id !== "string") {
      return id;
    }
    const client = await this.ports.client();
    if (!client) {
      return NOTHING;
    }
    try {
      return await this.#send(client, id, text);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      return () => this.#tell(error, id, document, despiteErrors);
    }
  }

  /** What is in the way of publishing, if anything is. */
  async #refusalOf(
    document: PublishDocument,
    source: string,
    despiteErrors: boolean,
  ): Promise<Afterwards | undefined> {
    const isJson = this.#isJsonObject(source);
    const errors = await document.errors();
    const [first] = errors ?? [];
    if (!isJson) {
      const fault = errors?.find(({ code }) => code === "syntax") ?? first;
      const where = fault ? ` Line ${fault.line + 1}: ${fault.message}` : "";
      const text = `Not published: the file is no valid JSON object.${where}`;
      return () => this.#refuse(document, text, fault, false);
    }
    if (despiteErrors || (errors && !first)) {
      return undefined;
    }
    if (!errors || !first) {
      const text =
        "Not published: the workflow could not be checked, because the language server does not answer.";
      return () => this.#refuse(document, text, undefined, true, ACTIONS.restartServer);
    }
    const count = errors.length === 1 ? "an error in" : `${errors.length} errors, the first in`;
    const text = `Not published: the workflow has ${count} line ${first.line + 1}: ${first.message}`;
    return () => this.#refuse(document, text, first, this.ports.allowErrors());
  }

  #isJsonObject(text: string): boolean {
    try {
      workflowIdOf(text);
      return true;
    } catch (error) {
      if (error instanceof NotAWorkflowError) {
        return false;
      }
      throw error;
    }
  }

  async #refuse(
    document: PublishDocument,
    text: string,
    error: FileError | undefined,
    mayGoOn: boolean,
    action?: MessageAction,
  ): Promise<StoredWorkflow | undefined> {
    const buttons = [
      ...(error ? [GO_TO_ERROR] : []),
      ...(action ? [action] : []),
      ...(mayGoOn ? [PUBLISH_ANYWAY] : []),
    ];
    // What a rule says can quote the file.
    const choice = await this.ports.fail(plainText(text), ...buttons);
    if (choice === GO_TO_ERROR && error) {
      await document.reveal(error);
    }
    if (action && choice === action) {
      await this.ports.act(action);
    }
    return choice === PUBLISH_ANYWAY ? this.publish(document, true) : undefined;
  }

  /** The workflow's id: the one in the file, or one that is made or entered now and written into the file. */
  async #idOf(document: PublishDocument, text: string): Promise<string | Afterwards> {
    const { ports } = this;
    const own = workflowIdOf(text);
    if (own !== undefined && own !== "") {
      return ports.isUuid(own) ? own : this.#say("Not published: the workflow's id is no UUID.");
    }
    const choice = await ports.ask(
      "This workflow has no id yet.",
      "Create one, or enter the one under which Invopop has it? It is written into the file.",
      CREATE_ID,
      ENTER_ID,
    );
    const id = choice === CREATE_ID ? ports.newId() : choice === ENTER_ID ? await ports.askId() : undefined;
    if (id === undefined) {
      return NOTHING;
    }
    return (await document.writeId(id))
      ? id
      : this.#say("Not published: the id could not be written into the file.");
  }

  /** Creates the workflow; if Invopop has it already, asks whether to update it. */
  async #send(client: InvopopClient, id: string, text: string): Promise<Afterwards> {
    const { ports } = this;
    const body = toBody(text, "create");
    let question = "Invopop has a workflow with this id already.";
    try {
      const created = await ports.withProgress("Publishing workflow", (signal) =>
        client.createWorkflow(id, body, signal),
      );
      if (hasSameContents(JSON.parse(body), created.contents)) {
        return this.#done(created, "PUT", id);
      }
      ports.log(`PUT ${id}: the answer holds other contents than were sent`);
      question =
        "Invopop answered with other contents than were sent, as for a workflow that it has already.";
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === "conflict")) {
        throw error;
      }
      ports.log(`PUT ${id}: the workflow exists already`);
    }
    const choice = await ports.ask(
      question,
      "Update it? What is stored there is overwritten, except for schema and country, which an update cannot change.",
      UPDATE,
    );
    if (choice !== UPDATE) {
      return NOTHING;
    }
    const updated = await ports.withProgress("Updating workflow", (signal) =>
      client.updateWorkflow(id, toBody(text, "update"), signal),
    );
    return this.#done(updated, "PATCH", id);
  }

  #done(workflow: StoredWorkflow, request: "PUT" | "PATCH", id: string): Afterwards {
    const { version = "unknown", hash = "unknown", draft } = workflow;
    this.ports.log(
      `${request} ${id}: ${draft ? "saved draft" : "published"}, version ${version}, hash ${hash}`,
    );
    return async () => {
      // Nobody waits for the message to be closed.
      void this.ports.published(workflow);
      return workflow;
    };
  }

  #say(text: string): Afterwards {
    return async () => {
      await this.ports.fail(text);
      return undefined;
    };
  }

  /** Tells of a failure and does what the person chooses. */
  async #tell(
    error: ApiError,
    id: string,
    document: PublishDocument,
    despiteErrors: boolean,
  ): Promise<StoredWorkflow | undefined> {
    const { text, actions } = failureMessage(error);
    this.ports.log(`${id}: ${text}`);
    for (const line of detailLines(error)) {
      this.ports.log(`${id}: ${line}`);
    }
    const choice = await this.ports.fail(text, ...actions);
    const action = Object.values(ACTIONS).find((candidate) => candidate === choice);
    if (action === ACTIONS.tryAgain) {
      return this.publish(document, despiteErrors);
    }
    if (action !== undefined) {
      await this.ports.act(action);
    }
    return undefined;
  }
}

const NOTHING: Afterwards = async () => undefined;
