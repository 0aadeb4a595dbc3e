import type { Connection } from "../accounts/connection";
import { titleOf } from "../accounts/labels";
import { ApiError } from "../api/errors";
import { workflowIdOf } from "../sync/payload";
import { ACTIONS, detailLines, failureMessage, plainText } from "./messages";
import type { PublishDocument, PublishPorts } from "./ports";
import { ANSWERS, elsewhereQuestion } from "./questions";
import { type Refusal, refusalOf } from "./refusal";
import { type Decision, type Ending, send } from "./sending";
import { nameIn, type Published, publishedMessage, sameMessage, workflowTitle } from "./told";

/** How a workflow is to be published. */
export interface PublishOptions {
  /** Saves a draft, whatever the file says; jobs go on with the last published version. */
  readonly draft?: boolean;
  /** The person insists, whatever errors there are. */
  readonly despiteErrors?: boolean;
  /** What was decided about a conflict. */
  readonly decision?: Decision;
}

/** One publish: what, how and where to. */
interface Run {
  readonly document: PublishDocument;
  readonly options: PublishOptions;
  readonly id: string;
  /** All is made of this one text; what is typed from here on is not published. */
  readonly text: string;
  readonly connection: Connection;
}

/** What is still to be said and done when a publish has ended; a new try can come of it. */
type Afterwards = () => Promise<void>;

const GO_TO_ERROR = ACTIONS.goToError;
const PUBLISH_ANYWAY = "Publish Anyway";
const CREATE_ID = "Create an ID";
const ENTER_ID = "Enter an ID…";

/** Publishes workflows, one at a time for each document. */
export class Publisher {
  readonly #underWay = new Set<string>();

  constructor(private readonly ports: PublishPorts) {}

  /**
   * Publishes a document, or tells why not. Its text is touched by nothing but an `id` that is asked for, and what
   * is taken over where the person chooses that.
   */
  async publish(document: PublishDocument, options: PublishOptions = {}): Promise<void> {
    if (this.#underWay.has(document.key)) {
      void this.ports.inform("This workflow is being published already.");
      return;
    }
    this.#underWay.add(document.key);
    let afterwards: Afterwards;
    try {
      afterwards = await this.#run(document, options);
    } finally {
      this.#underWay.delete(document.key);
    }
    // Messages wait for an answer that may never come; by then the next publish must be free to start.
    await afterwards();
  }

  async #run(document: PublishDocument, options: PublishOptions): Promise<Afterwards> {
    const text = document.text();
    const mayHaveErrors = this.ports.allowErrors();
    const refusal = await refusalOf(document, text, mayHaveErrors, options.despiteErrors === true);
    if (refusal) {
      return () => this.#refuse(document, options, refusal);
    }
    const id = await this.#idOf(document, text);
    if (typeof id !== "string") {
      return id;
    }
    const connection = await document.connect();
    if (!connection || !(await this.#isRightPlace(connection))) {
      return NOTHING;
    }
    document.unmark();
    const run = { document, options, id, text, connection };
    const { decision, draft } = options;
    try {
      const local = { id, text, ...(draft !== undefined && { draft }) };
      return await this.#end(run, await send(this.ports, connection, local, decision));
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      return this.#failed(run, error);
    }
  }

  async #refuse(
    document: PublishDocument,
    options: PublishOptions,
    { text, error, mayGoOn, action }: Refusal,
  ): Promise<void> {
    const buttons = [
      ...(error ? [GO_TO_ERROR] : []),
      ...(action ? [action] : []),
      ...(mayGoOn ? [PUBLISH_ANYWAY] : []),
    ];
    const choice = await this.ports.fail(text, ...buttons);
    if (choice === GO_TO_ERROR && error) {
      await document.reveal(error);
    } else if (action && choice === action) {
      await this.ports.act(action);
    } else if (choice === PUBLISH_ANYWAY) {
      await this.publish(document, { ...options, despiteErrors: true });
    }
  }

  /** The workflow's id: the one in the file, or one that is made or entered now and written into the file. */
  async #idOf(document: PublishDocument, text: string): Promise<string | Afterwards> {
    const { ports } = this;
    const own = workflowIdOf(text);
    if (own !== undefined && own !== "") {
      return ports.isUuid(own) ? own : this.#say("Not published: the workflow's id is no UUID.");
    }
    const choice = await ports.ask({
      text: "This workflow has no id yet.",
      detail: "Create one, or enter the one under which Invopop has it? It is written into the file.",
      buttons: [CREATE_ID, ENTER_ID],
    });
    const id = choice === CREATE_ID ? ports.newId() : choice === ENTER_ID ? await ports.askId() : undefined;
    if (id === undefined) {
      return NOTHING;
    }
    return (await document.writeId(id))
      ? id
      : this.#say("Not published: the id could not be written into the file.");
  }

  /** A file that belongs to another workspace goes to this one only when the person says so. */
  async #isRightPlace({ insteadOf, workspace }: Connection): Promise<boolean> {
    return (
      insteadOf === undefined ||
      (await this.ports.ask(elsewhereQuestion(insteadOf, workspace))) === ANSWERS.publishThere
    );
  }

  /** What is still to be done at an end, and what is to be said after it. */
  async #end(run: Run, ending: Ending): Promise<Afterwards> {
    const { document, connection } = run;
    switch (ending.kind) {
      case "published":
        this.#log(run, ending.outcome);
        await document.published(connection, ending.outcome.stored);
        return () => this.#tellPublished(run, ending.outcome);
      case "same": {
        const text = sameMessage(ending.stored, connection.workspace);
        this.ports.log(`${run.id}: ${text}`);
        return async () => void (await this.ports.inform(text));
      }
      case "takeTheirs": {
        const isTaken = await document.takeTheirs(connection, ending.stored);
        return isTaken ? NOTHING : this.#say("What is stored could not be written into the file.");
      }
      case "compare":
        return () => this.#compare(run, ending.conflictOver);
      case "failed":
        return this.#say(ending.text);
      default:
        return NOTHING;
    }
  }

  /** Opens the diff; in a conflict, the decision can be made beside it. */
  async #compare({ document, options, connection, text }: Run, seen: string | undefined): Promise<void> {
    await document.compare(connection);
    if (seen === undefined) {
      return;
    }
    const place = `${workflowTitle(nameIn(text))} in ${titleOf(connection.workspace)}`;
    const question = plainText(`Nothing was sent. What is to become of ${place}?`);
    const choice = await this.ports.inform(question, ANSWERS.overwrite, ANSWERS.takeTheirs);
    if (choice === ANSWERS.overwrite || choice === ANSWERS.takeTheirs) {
      await this.publish(document, { ...options, decision: { choice, seen } });
    }
  }

  async #tellPublished({ document, connection }: Run, outcome: Published): Promise<void> {
    const { stored, dropped, overtaken } = outcome;
    const text = publishedMessage(outcome, connection.workspace);
    const isOdd = dropped.length > 0 || overtaken !== undefined;
    if ((await this.ports.published(text, stored.hash, isOdd)) === "compare") {
      await document.compare(connection);
    }
  }

  #log({ id, connection }: Run, { stored, dropped }: Published): void {
    const { version = "unknown", hash = "unknown", draft } = stored;
    const what = draft ? "saved as a draft in" : "published to";
    this.ports.log(`${id}: ${what} ${titleOf(connection.workspace)}, version ${version}, hash ${hash}`);
    for (const { kind, label } of dropped) {
      this.ports.log(plainText(`${id}: not kept as sent: ${label} (${kind})`));
    }
  }

  #say(text: string): Afterwards {
    return async () => void (await this.ports.fail(text));
  }

  /** What is told of a failure, and what the person chooses then. */
  #failed({ document, options, id, text: sent, connection }: Run, error: ApiError): Afterwards {
    const { fields } = error.details;
    const marked = error.kind === "invalid" && fields ? document.mark(sent, fields) : undefined;
    const { text, actions } = failureMessage(error, marked);
    for (const line of [text, ...detailLines(error)]) {
      this.ports.log(`${id}: ${line}`);
    }
    return async () => {
      const choice = await this.ports.fail(text, ...actions);
      const action = Object.values(ACTIONS).find((candidate) => candidate === choice);
      switch (action) {
        case undefined:
          return;
        case ACTIONS.tryAgain:
          return this.publish(document, options);
        case ACTIONS.goToError:
          return document.revealMark();
        case ACTIONS.signIn:
          return document.signInAgain(connection);
        default:
          return this.ports.act(action);
      }
    };
  }
}

const NOTHING: Afterwards = async () => {};
