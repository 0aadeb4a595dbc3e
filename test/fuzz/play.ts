import assert from "node:assert/strict";
import {
  CancellationTokenSource,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver/node";
import type { Act, Session } from "./acts";
import { type Host, hostInProcess, hostOverStdio, type Workspace } from "./hosts";
import { Mirror } from "./mirror";
import { NONSENSE } from "./nonsense";
import { REQUESTS } from "./requests";

const FOLDER = "file:///w";
const DOCUMENTS = [`${FOLDER}/a.workflow.json`, "file:///elsewhere/b.workflow.json"];
const FILES = [
  `${FOLDER}/.invopop/actions.json`,
  `${FOLDER}/.invopop/diagnostics.json`,
  `${FOLDER}/other.workflow.json`,
  `${FOLDER}/a.workflow.json`,
];

/** A text that has one finding of its own, to ask whether the server is still itself. */
const PROBE = '{ "name": "Probe", "steps": [{ "id": "x" }], "rescue": [] }';

/** How a session went. */
export interface Played {
  /** How many messages were sent. */
  readonly messages: number;
  /** How many characters the server had to do with: the text of the document for each message. */
  readonly characters: number;
}

/** Plays a session against a server of its own in this process. Throws where it does what it must not do. */
export function play(session: Session): Promise<Played> {
  return new Player(session, (workspace) => hostInProcess(session.client, workspace)).play();
}

/** Plays a session against the built server, which goes on to serve others. */
export function playOverStdio(session: Session): Promise<Played> {
  return new Player(session, hostOverStdio).play();
}

class Player {
  readonly #disk = new Map<string, string>();
  readonly #open = new Map<string, Mirror>();
  readonly #pending: Promise<unknown>[] = [];
  #messages = 0;
  #characters = 0;
  /** Whether the client has kept to the protocol, so that nothing may fail. */
  #isSound = true;

  constructor(
    private readonly session: Session,
    private readonly start: (workspace: Workspace) => Promise<Host>,
  ) {}

  async play(): Promise<Played> {
    const { text, acts } = this.session;
    const server = await this.start({ folder: FOLDER, files: this.#disk });
    try {
      await this.#do(server, { kind: "open", document: 0, text, version: 1 });
      for (const act of acts) {
        await this.#do(server, act);
      }
      server.passTime();
      for (const pending of this.#pending) {
        await server.settled(pending);
      }
      await this.#compare(server);
      await this.#probe(server);
      assert.deepEqual(this.#isSound ? server.errors : [], []);
    } finally {
      for (const uri of [...this.#open.keys()]) {
        await this.#do(server, { kind: "close", document: DOCUMENTS.indexOf(uri) });
      }
      server.end();
    }
    return { messages: this.#messages, characters: this.#characters };
  }

  async #do(server: Host, act: Act): Promise<void> {
    this.#messages++;
    switch (act.kind) {
      case "open":
        return this.#openAs(server, uriOf(act.document), act.text, act.version);
      case "type":
        return this.#type(server, act);
      case "close":
        this.#open.delete(uriOf(act.document));
        return server.connection.sendNotification("textDocument/didClose", {
          textDocument: { uri: uriOf(act.document) },
        });
      case "ask":
        return this.#ask(server, act);
      case "settings":
        server.settings = act.settings;
        return server.connection.sendNotification("workspace/didChangeConfiguration", {});
      case "file":
        return this.#write(server, act);
      case "time":
        server.passTime();
        return;
      default:
        this.#isSound = false;
        return this.#talkNonsense(server, act);
    }
  }

  #openAs(server: Host, uri: string, text: string, version: number): Promise<void> {
    this.#open.set(uri, new Mirror(uri, server.client.encoding, text, version));
    this.#characters += text.length;
    return server.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "invopop-workflow", version, text },
    });
  }

  async #type(server: Host, { document, typings, by }: Act & { kind: "type" }): Promise<void> {
    const mirror = this.#open.get(uriOf(document));
    if (mirror) {
      mirror.version += by;
      this.#characters += mirror.text.length;
      await server.connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: mirror.uri, version: mirror.version },
        contentChanges: typings.map((typing) => mirror.type(typing)),
      });
    }
  }

  async #ask(server: Host, act: Act & { kind: "ask" }): Promise<void> {
    const uri = uriOf(act.document);
    const mirror = this.#open.get(uri) ?? new Mirror(uri, "utf-16", "", 0);
    this.#characters += mirror.text.length;
    const [method, paramsOf] = REQUESTS[act.request % REQUESTS.length] ?? assert.fail();
    const asked = {
      uri,
      position: mirror.positionOf(act.from),
      end: mirror.positionOf(act.to),
      text: act.text,
    };
    const source = new CancellationTokenSource();
    const answer = answered(method, server.connection.sendRequest(method, paramsOf(asked), source.token));
    if (act.cancelAfter !== undefined) {
      for (let turn = 0; turn < act.cancelAfter; turn++) {
        await nextTurn();
      }
      source.cancel();
    }
    if (act.isAwaited && !method.startsWith("workspace/") && !method.endsWith("/resolve")) {
      server.passTime();
      const result = await server.settled(answer);
      if (this.#open.has(uri) && this.#isSound) {
        checkPlaces(method, withoutSelection(result), mirror);
      }
    } else {
      this.#pending.push(answer);
    }
  }

  async #write(server: Host, { file, text }: Act & { kind: "file" }): Promise<void> {
    const uri = FILES[file % FILES.length] ?? "";
    if (text === undefined) {
      this.#disk.delete(uri);
    } else {
      this.#disk.set(uri, text);
    }
    await server.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri, type: text === undefined ? 3 : 2 }],
    });
  }

  async #talkNonsense(server: Host, act: Act & { kind: "nonsense" }): Promise<void> {
    const method = NONSENSE[act.method % NONSENSE.length] ?? "";
    if (method.startsWith("!")) {
      await server.connection.sendNotification(method.slice(1), act.params);
    } else {
      this.#pending.push(server.connection.sendRequest(method, act.params).catch(() => {}));
    }
  }

  /** What the server says of each open document is what it says of one that is opened with that text. */
  async #compare(server: Host): Promise<void> {
    for (const { uri, text } of [...this.#open.values()]) {
      const before = await this.#stateOf(server, uri);
      await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
      await this.#openAs(server, uri, text, 1);
      const after = await this.#stateOf(server, uri);
      if (this.#isSound) {
        assert.deepEqual(before, after, `${uri} is not as if just opened`);
      }
    }
  }

  async #stateOf(server: Host, uri: string): Promise<unknown> {
    const textDocument = { uri };
    const state: unknown[] = [];
    for (const method of [
      "textDocument/documentSymbol",
      "textDocument/foldingRange",
      "textDocument/diagnostic",
    ]) {
      server.passTime();
      const answer: unknown = await server.settled(
        answered(method, server.connection.sendRequest(method, { textDocument })),
      );
      const isReport = typeof answer === "object" && answer !== null && "items" in answer;
      state.push(isReport ? answer.items : answer);
    }
    return state;
  }

  /** Whatever was done, a document that is opened now is checked as ever. */
  async #probe(server: Host): Promise<void> {
    server.settings = {};
    await server.connection.sendNotification("workspace/didChangeConfiguration", {});
    for (const known of this.#open.keys()) {
      await this.#openAs(server, known, PROBE, 1);
      const [, , items] = (await this.#stateOf(server, known)) as [unknown, unknown, Diagnostic[]];
      if (!known.startsWith(FOLDER)) {
        assert.deepEqual(
          items.map(({ code }) => code),
          ["missing-action", "invalid-uuid", "no-rescue"],
        );
      }
    }
  }
}

function uriOf(document: number): string {
  return DOCUMENTS[document % DOCUMENTS.length] ?? "";
}

/** The answer to a request; that it was cancelled, or refused with a reason, is one too. */
async function answered(method: string, answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    const isMeant =
      error instanceof ResponseError &&
      (error.code === LSPErrorCodes.RequestCancelled || error.code === LSPErrorCodes.RequestFailed);
    if (!isMeant) {
      throw new Error(`${method} failed`, { cause: error });
    }
    return null;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** An answer without the place in the text as it will be, which a change of the flow tells of. */
function withoutSelection(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "select" in answer
    ? { ...answer, select: undefined }
    : answer;
}

/** Checks that every range of an answer, but for those of other files, lies in the text. */
function checkPlaces(method: string, answer: unknown, mirror: Mirror): void {
  if (typeof answer !== "object" || answer === null) {
    return;
  }
  const value = answer as Readonly<Record<string, unknown>>;
  const uri = value["uri"] ?? value["targetUri"] ?? uriIn(value["textDocument"]) ?? mirror.uri;
  if (uri !== mirror.uri) {
    return;
  }
  const { line, character } = value;
  if (typeof line === "number" && typeof character === "number") {
    const place = { line, character };
    assert.ok(mirror.holds(place), `${method}: ${JSON.stringify(place)} of ${JSON.stringify(mirror.text)}`);
  }
  for (const inner of Object.values(value)) {
    checkPlaces(method, inner, mirror);
  }
}

/** The address of the document that edits are meant for. */
function uriIn(textDocument: unknown): unknown {
  return typeof textDocument === "object" && textDocument !== null && "uri" in textDocument
    ? textDocument.uri
    : undefined;
}
