import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { InvopopClient } from "../../../client/src/api/client";
import {
  type FileError,
  type PublishDocument,
  Publisher,
  type PublishPorts,
} from "../../../client/src/publish/flow";
import { idInsertion } from "../../../client/src/publish/insertId";
import { type StandInApi, startApi } from "../../support/api";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const NEW_ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const STEP = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03";
const WITHOUT_ID = `{ "name": "A", "schema": "bill/invoice", "steps": [{ "id": "${STEP}", "provider": "pdf" }] }`;
const WITH_ID = WITHOUT_ID.replace("{", `{ "id": "${ID}",`);

describe("publishing", () => {
  let api: StandInApi;
  let text: string;
  let errors: readonly FileError[] | undefined;
  let revealed: FileError[];
  /** What was said to the person and asked, and the answers that are still to be given. */
  let said: string[];
  let answers: string[];
  let isAllowed: boolean;

  const answer = async (
    kind: string,
    message: string,
    buttons: readonly string[],
  ): Promise<string | undefined> => {
    said.push(`${kind}: ${message}${buttons.length > 0 ? ` [${buttons.join("] [")}]` : ""}`);
    const wanted = answers[0];
    return wanted !== undefined && buttons.includes(wanted) ? answers.shift() : undefined;
  };

  const ports: PublishPorts = {
    allowErrors: () => isAllowed,
    inform: (message) => answer("inform", message, []),
    fail: (message, ...buttons) => answer("fail", message, buttons),
    ask: (message, _detail, ...buttons) => answer("ask", message, buttons),
    askId: async () => answers.shift(),
    isUuid: (candidate) => candidate.length === 36,
    newId: () => NEW_ID,
    client: async () =>
      new InvopopClient({
        baseUrl: parseBaseUrl(api.url),
        token: api.token,
        userAgent: "invopop-workflows/0 (test)",
        fetch,
        limits: { connect: 5000, total: 5000 },
      }),
    withProgress: (_title, run) => run(new AbortController().signal),
    act: async (action) => void said.push(`act: ${action}`),
    published: async ({ name, version }) => void said.push(`published: ${name} ${version}`),
    log: () => {},
  };

  const document: PublishDocument = {
    key: "a",
    text: () => text,
    writeId: async (id) => {
      const edit = idInsertion(text, id);
      text = text.slice(0, edit.offset) + edit.text + text.slice(edit.offset + edit.length);
      return true;
    },
    errors: async () => errors,
    reveal: async (error) => void revealed.push(error),
  };

  const publish = () => new Publisher(ports).publish(document);
  const sent = () => api.requests.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);

  beforeEach(async () => {
    api = await startApi();
    text = WITH_ID;
    errors = [];
    revealed = [];
    said = [];
    answers = [];
    isAllowed = false;
  });
  afterEach(() => api.close());

  it("sends the text as it stands, and tells what came of it", async () => {
    const published = await publish();
    assert.equal(published?.version, "1");
    assert.deepEqual(said, ["published: A 1"]);
    assert.deepEqual(sent(), [`PUT ${ID}`]);
    assert.equal(api.requests[0]?.body, WITHOUT_ID.replace("provider", "action"));
    assert.equal(text, WITH_ID);
    api.assertClean();
  });

  it("refuses a text with errors and leads to the first", async () => {
    const error = { message: "Wrong.", line: 3, character: 5 };
    errors = [error, { ...error, line: 8 }];
    answers = ["Go to Error"];
    assert.equal(await publish(), undefined);
    assert.deepEqual(said, [
      "fail: Not published: the workflow has 2 errors, the first in line 4: Wrong. [Go to Error]",
    ]);
    assert.deepEqual(revealed, [error]);
    assert.deepEqual(sent(), []);
  });

  it("publishes with errors only where that is allowed and insisted on", async () => {
    errors = [{ message: "Wrong.", line: 0, character: 0 }];
    answers = ["Publish Anyway"];
    await publish();
    assert.deepEqual(sent(), []);
    isAllowed = true;
    await publish();
    assert.deepEqual(sent(), [`PUT ${ID}`]);
  });

  it("never publishes what is no JSON", async () => {
    isAllowed = true;
    answers = ["Publish Anyway"];
    text = WITH_ID.slice(0, -1);
    errors = [
      { message: "No UUID.", line: 0, character: 1, code: "invalid-uuid" },
      { message: "A brace is missing.", line: 0, character: 9, code: "syntax" },
    ];
    await publish();
    assert.deepEqual(said, [
      "fail: Not published: the file is no valid JSON object. Line 1: A brace is missing. [Go to Error]",
    ]);
    assert.deepEqual(sent(), []);
  });

  it("says so when the text could not be checked", async () => {
    errors = undefined;
    await publish();
    assert.deepEqual(sent(), []);
    answers = ["Publish Anyway"];
    await publish();
    assert.deepEqual(sent(), [`PUT ${ID}`]);
  });

  it("makes an id, or takes one that is entered, and writes it into the text", async () => {
    text = WITHOUT_ID;
    await publish();
    assert.deepEqual(sent(), []);
    assert.equal(text, WITHOUT_ID);
    answers = ["Create an ID"];
    await publish();
    assert.equal(text, WITHOUT_ID.replace("{", `{ "id": "${NEW_ID}",`));
    text = WITHOUT_ID;
    answers = ["Enter an ID…", ID];
    await publish();
    assert.deepEqual(sent(), [`PUT ${NEW_ID}`, `PUT ${ID}`]);
    text = WITH_ID.replace(ID, "one");
    await publish();
    assert.equal(said.at(-1), "fail: Not published: the workflow's id is no UUID.");
  });

  for (const repeatedPut of ["conflict", "stored"] as const) {
    it(`asks before it overwrites, when a repeated create is answered with ${repeatedPut}`, async () => {
      await api.close();
      api = await startApi({ repeatedPut });
      await publish();
      text = text.replace('"A"', '"B"');
      assert.equal(await publish(), undefined);
      const question =
        repeatedPut === "conflict"
          ? "Invopop has a workflow with this id already."
          : "Invopop answered with other contents than were sent, as for a workflow that it has already.";
      assert.equal(said.at(-1), `ask: ${question} [Update]`);
      assert.deepEqual(sent(), [`PUT ${ID}`, `PUT ${ID}`]);
      answers = ["Update"];
      assert.equal((await publish())?.name, "B");
      assert.equal(sent().at(-1), `PATCH ${ID}`);
      assert.ok(!api.requests.at(-1)?.body.includes("schema"));
      api.assertClean();
    });
  }

  it("sends the text of the command, whatever is typed while it asks", async () => {
    text = WITHOUT_ID;
    const typing: PublishPorts = {
      ...ports,
      ask: async () => "Enter an ID…",
      askId: async () => {
        text = text.replace('"A"', '"Typed"');
        return ID;
      },
    };
    await new Publisher(typing).publish(document);
    assert.equal(api.requests[0]?.body, WITHOUT_ID.replace("provider", "action"));
    assert.equal(text, WITH_ID.replace('"A"', '"Typed"'));
  });

  it("offers to restart a language server that does not answer", async () => {
    errors = undefined;
    answers = ["Restart Language Server"];
    await publish();
    assert.equal(said.at(-1), "act: Restart Language Server");
    assert.deepEqual(sent(), []);
  });

  it("is cancelled without a question and touches no text", async () => {
    const abort = new AbortController();
    api.inject({ when: "before", kind: "delay", milliseconds: 60_000 });
    const cancelling: PublishPorts = { ...ports, withProgress: (_title, run) => run(abort.signal) };
    const arrived = api.arrival();
    const publishing = new Publisher(cancelling).publish(document);
    await arrived;
    abort.abort();
    assert.equal(await publishing, undefined);
    assert.match(said.join(), /^fail: Publishing was cancelled\./);
    assert.equal(api.workflows.size, 0);
    assert.equal(text, WITH_ID);
  });

  it("counts a repeated create of the same contents as done", async () => {
    await api.close();
    api = await startApi({ repeatedPut: "stored" });
    await publish();
    await publish();
    assert.deepEqual(said, ["published: A 1", "published: A 1"]);
  });

  it("sends nothing twice at a time", async () => {
    const publisher = new Publisher(ports);
    api.inject({ when: "before", kind: "delay", milliseconds: 50 });
    const first = publisher.publish(document);
    assert.equal(await publisher.publish(document), undefined);
    assert.equal((await first)?.version, "1");
    assert.deepEqual(said, ["inform: This workflow is being published already.", "published: A 1"]);
    assert.deepEqual(sent(), [`PUT ${ID}`]);
  });

  it("can be published again while a message is still open", async () => {
    let again: () => ReturnType<Publisher["publish"]> = () => assert.fail("Nothing was published before.");
    const told = new Promise<void>((resolve) => {
      const publisher = new Publisher({
        ...ports,
        fail: () => {
          resolve();
          return new Promise(() => {});
        },
      });
      api.inject({ when: "before", kind: "status", status: 500 });
      void publisher.publish(document);
      again = () => publisher.publish(document);
    });
    await told;
    assert.equal((await again())?.version, "1");
  });

  it("tells of a failure, tries again when asked to, and does what else is asked", async () => {
    api.inject({ when: "before", kind: "status", status: 503 });
    answers = ["Try Again"];
    assert.equal((await publish())?.version, "1");
    assert.match(
      said[0] ?? "",
      /^fail: Invopop has a problem of its own \(503\)\..*\[Try Again\] \[Show Output\]$/,
    );
    api.inject({ when: "before", kind: "status", status: 401 });
    answers = ["Set API Token"];
    await publish();
    assert.equal(said.at(-1), "act: Set API Token");
    assert.equal(text, WITH_ID);
  });

  it("says nothing more when there is no token", async () => {
    const publisher = new Publisher({ ...ports, client: async () => undefined });
    assert.equal(await publisher.publish(document), undefined);
    assert.deepEqual(said, []);
  });

  it("saves a draft as such", async () => {
    text = WITH_ID.replace('"name"', '"draft": true, "name"');
    assert.equal((await publish())?.draft, true);
  });
});
