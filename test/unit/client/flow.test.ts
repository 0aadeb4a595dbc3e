import assert from "node:assert/strict";
import type { Connection } from "../../../client/src/accounts/connection";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { InvopopClient } from "../../../client/src/api/client";
import { Bases } from "../../../client/src/bases";
import { placeFields } from "../../../client/src/problems/placed";
import { Publisher, type PublishOptions } from "../../../client/src/publish/flow";
import { idInsertion } from "../../../client/src/publish/insertId";
import type { FileError, PublishDocument, PublishPorts } from "../../../client/src/publish/ports";
import { baseOf } from "../../../client/src/sync/engine";
import { renderLike } from "../../../client/src/sync/render";
import { type StandInApi, startApi } from "../../support/api";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const NEW_ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const STEP = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03";
const WITHOUT_ID = `{ "name": "A", "schema": "bill/invoice", "steps": [{ "id": "${STEP}", "provider": "pdf" }] }`;
const WITH_ID = WITHOUT_ID.replace("{", `{ "id": "${ID}",`);

/** What others have made of the workflow. */
const THEIRS = { id: ID, name: "Theirs", schema: "bill/invoice", steps: [{ id: STEP, action: "pdf" }] };

describe("publishing", () => {
  let api: StandInApi;
  let text: string;
  let errors: readonly FileError[] | undefined;
  let revealed: FileError[];
  let bases: Bases;
  /** What was said to the person and asked, and the answers that are still to be given. */
  let said: string[];
  let answers: string[];
  let isAllowed: boolean;
  let isLive: boolean;
  let unasked: string[];
  let insteadOf: string | undefined;

  const answer = async (
    kind: string,
    message: string,
    buttons: readonly string[],
  ): Promise<string | undefined> => {
    said.push(`${kind}: ${message}${buttons.length > 0 ? ` [${buttons.join("] [")}]` : ""}`);
    const wanted = answers[0];
    return wanted !== undefined && buttons.includes(wanted) ? answers.shift() : undefined;
  };

  const connection = (): Connection => ({
    client: new InvopopClient({
      baseUrl: parseBaseUrl(api.url),
      token: api.token,
      userAgent: "invopop-workflows/0 (test)",
      fetch,
      limits: { connect: 5000, total: 5000 },
    }),
    workspace: { id: "w1", name: "Acme", slug: "acme", country: "ES", isSandbox: !isLive },
    origin: api.url,
    ...(insteadOf !== undefined && { insteadOf }),
  });

  const ports: PublishPorts = {
    get bases() {
      return bases;
    },
    allowErrors: () => isAllowed,
    unaskedWorkspaces: () => unasked,
    inform: (message, ...buttons) => answer("inform", message, buttons),
    fail: (message, ...buttons) => answer("fail", message, buttons),
    ask: ({ text: message, buttons }) => answer("ask", message, buttons),
    askId: async () => answers.shift(),
    isUuid: (candidate) => candidate.length === 36,
    newId: () => NEW_ID,
    withProgress: (_title, run) => run(new AbortController().signal),
    act: async (action) => void said.push(`act: ${action}`),
    published: async (message, _hash, isOdd) => {
      said.push(`${isOdd ? "odd" : "done"}: ${message.replace(/hash \w+/, "hash …")}`);
      const isCompared = answers[0] === "compare";
      answers = answers.slice(isCompared ? 1 : 0);
      return isCompared ? "compare" : undefined;
    },
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
    connect: async () => connection(),
    signInAgain: async ({ workspace }) => void said.push(`signInAgain: ${workspace.name}`),
    compare: async () => void said.push("compare"),
    takeTheirs: async ({ workspace }, stored) => {
      text = renderLike(text, stored);
      await bases.set(await baseOf(workspace.id, ID, stored));
      return true;
    },
    mark: (sent, fields) => {
      const { problems, others } = placeFields(sent, text, fields);
      said.push(...problems.map(({ message }) => `mark: ${message}`));
      return { count: problems.length, others };
    },
    unmark: () => {},
    revealMark: async () => void said.push("revealMark"),
    published: async (_connection, { version }) => void said.push(`refresh: version ${version}`),
  };

  const publish = (options?: PublishOptions) => new Publisher(ports).publish(document, options);
  /** What was sent that can change what is stored. */
  const sent = () =>
    api.requests
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);
  const stored = () => api.workflows.get(ID) ?? assert.fail("Nothing is stored.");
  const lastBody = () => api.requests.findLast(({ body }) => body !== "")?.body;

  beforeEach(async () => {
    api = await startApi();
    text = WITH_ID;
    errors = [];
    revealed = [];
    bases = new Bases({ get: () => undefined, update: async () => {} });
    said = [];
    answers = [];
    isAllowed = false;
    isLive = false;
    unasked = [];
    insteadOf = undefined;
  });
  afterEach(() => api.close());

  const DONE = (version: number, name = "A") =>
    `done: Published “${name}” to “Acme” (sandbox) · version ${version} · hash …`;

  it("creates what is not there, and tells what came of it", async () => {
    await publish();
    assert.deepEqual(said, ["refresh: version 1", DONE(1)]);
    assert.deepEqual(sent(), [`PUT ${ID}`]);
    assert.equal(lastBody(), WITHOUT_ID.replace("provider", "action"));
    assert.equal(text, WITH_ID);
    assert.equal(bases.get("w1", ID)?.version, "1");
    api.assertClean();
  });

  it("sends nothing where nothing differs, and remembers what is stored", async () => {
    api.seed({ ...THEIRS, name: "A" });
    await publish();
    assert.deepEqual(said, [
      "inform: “A” is already published in “Acme” (sandbox) as version 1: nothing was sent.",
    ]);
    assert.deepEqual(sent(), []);
    assert.equal(bases.get("w1", ID)?.version, "1");
  });

  it("updates what it knows to be stored, without a question in a sandbox", async () => {
    await publish();
    text = text.replace('"A"', '"B"');
    await publish();
    assert.deepEqual(said.slice(2), ["refresh: version 2", DONE(2, "B")]);
    assert.deepEqual(sent(), [`PUT ${ID}`, `PATCH ${ID}`]);
    assert.ok(!lastBody()?.includes("schema"));
    assert.equal(bases.get("w1", ID)?.version, "2");
    api.assertClean();
  });

  describe("to a live workspace", () => {
    beforeEach(() => {
      isLive = true;
    });

    it("asks before anything is sent", async () => {
      await publish();
      assert.deepEqual(said, ["ask: Publish “A” to the live workspace “Acme”? [Publish]"]);
      assert.deepEqual(sent(), []);
      answers = ["Publish"];
      await publish();
      text = text.replace('"A"', '"B"');
      said = [];
      await publish();
      assert.deepEqual(said, ["ask: Publish “B” to the live workspace “Acme”? [Publish] [Compare]"]);
      answers = ["Compare"];
      await publish();
      assert.equal(said.at(-1), "compare");
      assert.deepEqual(sent(), [`PUT ${ID}`]);
      answers = ["Publish"];
      await publish();
      assert.deepEqual(sent(), [`PUT ${ID}`, `PATCH ${ID}`]);
    });

    it("does not ask where the person wants no question, or where there is nothing to send", async () => {
      unasked = ["acme"];
      await publish();
      unasked = ["other"];
      await publish();
      assert.deepEqual(said, [
        "refresh: version 1",
        "done: Published “A” to “Acme” (live) · version 1 · hash …",
        "inform: “A” is already published in “Acme” (live) as version 1: nothing was sent.",
      ]);
    });
  });

  describe("what somebody else has changed", () => {
    const question =
      "ask: “A” was changed in Invopop since it was last published or pulled here. [Compare] [Overwrite] [Take Theirs]";

    beforeEach(async () => {
      await publish();
      api.seed(THEIRS);
      text = text.replace("}] }", '}], "description": "ours" }');
      said = [];
    });

    it("sends nothing before the choice, and nothing when there is none", async () => {
      await publish();
      assert.deepEqual(said, [question]);
      assert.equal(stored().name, "Theirs");
      assert.deepEqual(sent(), [`PUT ${ID}`]);
    });

    it("overwrites when that is chosen", async () => {
      answers = ["Overwrite"];
      await publish();
      assert.deepEqual(said, [question, "refresh: version 3", DONE(3)]);
      assert.equal(stored().description, "ours");
      assert.equal(stored().name, "A");
    });

    it("takes theirs into the file when that is chosen, and is in step then", async () => {
      answers = ["Take Theirs"];
      await publish();
      assert.deepEqual(said, [question]);
      assert.equal(text, WITH_ID.replace('"A"', '"Theirs"'));
      assert.deepEqual(sent(), [`PUT ${ID}`]);
      text = text.replace("Theirs", "Ours again");
      await publish();
      assert.deepEqual(said.slice(1), ["refresh: version 3", DONE(3, "Ours again")]);
    });

    it("compares first, and takes the decision beside the diff", async () => {
      answers = ["Compare", "Overwrite"];
      await publish();
      assert.deepEqual(said, [
        question,
        "compare",
        "inform: Nothing was sent. What is to become of “A” in “Acme” (sandbox)? [Overwrite] [Take Theirs]",
        "refresh: version 3",
        DONE(3),
      ]);
    });

    it("asks once more before it overwrites something live that was compared", async () => {
      isLive = true;
      answers = ["Compare", "Overwrite"];
      await publish();
      assert.equal(said.at(-1), "ask: Publish “A” to the live workspace “Acme”? [Publish] [Compare]");
      assert.equal(stored().name, "Theirs");
    });

    it("asks anew when it was changed again since it was compared", async () => {
      answers = ["Compare", "Overwrite"];
      const changing: PublishPorts = {
        ...ports,
        bases,
        inform: (message, ...buttons) => {
          api.seed({ ...THEIRS, name: "Theirs again" });
          return ports.inform(message, ...buttons);
        },
      };
      await new Publisher(changing).publish(document);
      assert.equal(said.at(-1), question);
      assert.equal(stored().name, "Theirs again");
    });

    it("plans anew when it is changed while the question is open", async () => {
      const changing: PublishPorts = {
        ...ports,
        bases,
        ask: (asked) => {
          const result = ports.ask(asked);
          if (said.length === 1) {
            api.seed({ ...THEIRS, name: "Theirs again" });
          }
          return result;
        },
      };
      answers = ["Overwrite"];
      await new Publisher(changing).publish(document);
      assert.deepEqual(said, [question, question]);
      assert.equal(stored().name, "Theirs again");
      assert.deepEqual(sent(), [`PUT ${ID}`]);
    });

    it("gives up when it is changed each time", async () => {
      const changing: PublishPorts = {
        ...ports,
        bases,
        ask: (asked) => {
          answers = ["Overwrite"];
          const result = ports.ask(asked);
          api.seed({ ...THEIRS, name: `Theirs ${said.length}` });
          return result;
        },
      };
      await new Publisher(changing).publish(document);
      assert.equal(said.length, 6);
      assert.equal(
        said.at(-1),
        "fail: Not published: what is stored changes again and again. Your file is as it was. Try again in a while.",
      );
      assert.deepEqual(sent(), [`PUT ${ID}`]);
    });
  });

  it("is a conflict too when nobody knows what was there", async () => {
    api.seed(THEIRS);
    await publish();
    assert.deepEqual(said, [
      "ask: Invopop has other contents for “A”, and it was not published or pulled here before. [Compare] [Overwrite] [Take Theirs]",
    ]);
    assert.deepEqual(sent(), []);
  });

  it("tells before anything is sent what an update cannot change", async () => {
    await publish();
    text = text.replace("bill/invoice", "bill/order");
    said = [];
    await publish();
    assert.deepEqual(said, [
      "fail: Not published: an update cannot change the schema of “A”. Nothing else differs. Your file is as it was. To change it, publish the workflow under a new id.",
    ]);
    text = text.replace('"A"', '"B"');
    await publish();
    assert.equal(said.at(-1), "ask: An update cannot change the schema of “B”. [Publish the Rest] [Compare]");
    assert.deepEqual(sent(), [`PUT ${ID}`]);
    answers = ["Publish the Rest"];
    await publish();
    assert.equal(stored().name, "B");
    assert.equal(stored().schema, "bill/invoice");
  });

  it("saves a draft when the file or the command says so, and publishes it afterwards", async () => {
    await publish({ draft: true });
    assert.equal(stored().draft, true);
    assert.equal(text, WITH_ID);
    assert.equal(
      said.at(-1),
      "done: Saved “A” as a draft in “Acme” (sandbox) · version 1 · hash …. Jobs go on with the last published version.",
    );
    await publish({ draft: true });
    assert.equal(
      said.at(-1),
      "inform: “A” is already saved as a draft in “Acme” (sandbox) as version 1: nothing was sent.",
    );
    await publish();
    assert.equal(stored().draft, false);
    assert.equal(said.at(-1), DONE(1));
    text = WITH_ID.replace('"name"', '"draft": true, "name"');
    await publish();
    assert.equal(stored().draft, true);
    api.assertClean();
  });

  it("tells what was not kept as it was sent, and compares when asked to", async () => {
    await api.close();
    api = await startApi();
    api.inject({
      match: { method: "PUT" },
      when: "after",
      kind: "status",
      status: 200,
      body: { id: ID, version: "1", hash: "h", name: "A", schema: "bill/invoice", steps: [] },
    });
    answers = ["compare"];
    await publish();
    assert.match(
      said.join("\n"),
      /odd: Published “A” to “Acme” \(sandbox\) · version 1 · hash …\. Invopop did not keep/,
    );
    assert.equal(said.at(-1), "compare");
  });

  it("asks before a file goes elsewhere than where it belongs", async () => {
    insteadOf = "other";
    await publish();
    assert.deepEqual(said, [
      "ask: This file belongs to the workspace other, and you switched to “Acme” (sandbox). [Publish There]",
    ]);
    assert.deepEqual(api.requests, []);
    answers = ["Publish There"];
    await publish();
    assert.equal(said.at(-1), DONE(1));
  });

  it("marks what is refused, and names what has no place in the file", async () => {
    api.inject({
      match: { method: "PUT" },
      when: "before",
      kind: "status",
      status: 422,
      body: {
        key: "validation",
        message: "invalid",
        fields: { steps: { 0: { action: "is not known" } }, country: "is missing" },
      },
    });
    answers = ["Go to Error"];
    await publish();
    assert.deepEqual(said, [
      "mark: is not known",
      "fail: Not published: Invopop refused the workflow. The place is marked in the file. country: is missing. Your file is as it was. Correct it and publish again. [Go to Error] [Show Output]",
      "revealMark",
    ]);
  });

  it("refuses a text with errors and leads to the first", async () => {
    const error = { message: "Wrong.", line: 3, character: 5 };
    errors = [error, { ...error, line: 8 }];
    answers = ["Go to Error"];
    await publish();
    assert.deepEqual(said, [
      "fail: Not published: the workflow has 2 errors, the first in line 4: Wrong. [Go to Error]",
    ]);
    assert.deepEqual(revealed, [error]);
    assert.deepEqual(api.requests, []);
  });

  it("publishes with errors only where that is allowed and insisted on", async () => {
    errors = [{ message: "Wrong.", line: 0, character: 0 }];
    answers = ["Publish Anyway"];
    await publish();
    assert.deepEqual(sent(), []);
    isAllowed = true;
    await publish({ draft: true });
    assert.deepEqual(sent(), [`PUT ${ID}`]);
    assert.equal(stored().draft, true);
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
    assert.deepEqual(api.requests, []);
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

  it("sends the text of the command, whatever is typed while it asks", async () => {
    text = WITHOUT_ID;
    const typing: PublishPorts = {
      ...ports,
      bases,
      ask: async () => "Enter an ID…",
      askId: async () => {
        text = text.replace('"A"', '"Typed"');
        return ID;
      },
    };
    await new Publisher(typing).publish(document);
    assert.equal(lastBody(), WITHOUT_ID.replace("provider", "action"));
    assert.equal(text, WITH_ID.replace('"A"', '"Typed"'));
  });

  it("offers to restart a language server that does not answer", async () => {
    errors = undefined;
    answers = ["Restart Language Server"];
    await publish();
    assert.equal(said.at(-1), "act: Restart Language Server");
    assert.deepEqual(sent(), []);
  });

  for (const [method, told] of [
    ["GET", /^fail: Publishing was cancelled\. Nothing was sent, and your file is as it was\./],
    ["PUT", /^fail: Publishing was cancelled\. Invopop may or may not have stored the workflow\./],
  ] as const) {
    it(`is cancelled at its ${method} without a question and touches no text`, async () => {
      const abort = new AbortController();
      api.inject({ match: { method }, when: "before", kind: "delay", milliseconds: 60_000 });
      const cancelling: PublishPorts = { ...ports, bases, withProgress: (_title, run) => run(abort.signal) };
      const arrived = api.arrival({ method });
      const publishing = new Publisher(cancelling).publish(document);
      await arrived;
      abort.abort();
      await publishing;
      assert.match(said.join(), told);
      assert.equal(api.workflows.size, 0);
      assert.equal(text, WITH_ID);
    });
  }

  it("sends nothing twice at a time", async () => {
    const publisher = new Publisher(ports);
    const arrived = api.arrival();
    api.inject({ when: "before", kind: "delay", milliseconds: 50 });
    const first = publisher.publish(document);
    await arrived;
    await publisher.publish(document);
    await first;
    assert.deepEqual(said, [
      "inform: This workflow is being published already.",
      "refresh: version 1",
      DONE(1),
    ]);
    assert.deepEqual(sent(), [`PUT ${ID}`]);
  });

  it("can be published again while a message is still open", async () => {
    let again: () => Promise<void> = () => assert.fail("Nothing was published before.");
    const told = new Promise<void>((resolve) => {
      const publisher = new Publisher({
        ...ports,
        bases,
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
    await again();
    assert.equal(said.at(-1), DONE(1));
  });

  it("tells of a failure, tries again when asked to, and does what else is asked", async () => {
    api.inject({ match: { method: "PUT" }, when: "before", kind: "status", status: 503 });
    answers = ["Try Again"];
    await publish();
    assert.match(
      said[0] ?? "",
      /^fail: Invopop has a problem of its own \(503\)\..*\[Try Again\] \[Show Output\]$/,
    );
    assert.equal(said.at(-1), DONE(1));
    text = text.replace('"A"', '"B"');
    api.inject({ when: "before", kind: "status", status: 401 });
    answers = ["Sign In"];
    await publish();
    assert.equal(said.at(-1), "signInAgain: Acme");
    api.inject({ when: "before", kind: "redirect", location: "https://example.com" });
    answers = ["Open Settings"];
    await publish();
    assert.equal(said.at(-1), "act: Open Settings");
  });

  it("says nothing more when there is no account", async () => {
    const publisher = new Publisher(ports);
    await publisher.publish({ ...document, connect: async () => undefined });
    assert.deepEqual(said, []);
  });
});
