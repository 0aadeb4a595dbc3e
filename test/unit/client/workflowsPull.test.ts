import assert from "node:assert/strict";
import { ApiError } from "../../../client/src/api/errors";
import { readWorkflow, type StoredWorkflow } from "../../../client/src/api/types";
import type { NoAnswer } from "../../../client/src/session";
import type { Base } from "../../../client/src/sync/base";
import { baseOf } from "../../../client/src/sync/engine";
import { renderLike } from "../../../client/src/sync/render";
import { type PullPorts, type PullQuestion, pull } from "../../../client/src/workflows/pull";
import { uuid } from "../../support/ids";

const ID = uuid(1);

const stored = (more: Readonly<Record<string, unknown>> = {}): StoredWorkflow =>
  readWorkflow({
    id: ID,
    name: "Invoice",
    version: "3",
    hash: "h3",
    draft: false,
    steps: [{ id: uuid(2), name: "Sign", action: "silo.close" }],
    ...more,
  }) ?? assert.fail();

/** A file that says the same, written in its own way. */
const SAME = `{ "name": "Invoice", "id": "${ID}",
  "steps": [ { "id": "${uuid(2)}", "name": "Sign", "provider": "silo.close" } ] }`;
const CHANGED = SAME.replace("Sign", "Sign it");

describe("pulling a workflow", () => {
  let there: StoredWorkflow | ApiError;
  let texts: Map<string, string>;
  let base: Base | undefined;
  let answers: unknown[];
  let done: string[];
  let questions: PullQuestion[];
  /** What is said instead of which files there are, each time; undefined where that is known. */
  let noAnswers: (NoAnswer | undefined)[];
  /** Done while the person is asked. */
  let meanwhile: () => void;

  const ports: PullPorts = {
    files: {
      text: async (uri) => texts.get(uri),
      take: async (uri, before, workflow) => {
        if (texts.get(uri) !== before) {
          return false;
        }
        texts.set(uri, renderLike(before, workflow));
        base = await baseOf("w", ID, workflow);
        done.push(`take ${uri}`);
        return true;
      },
      create: async (folder, name, text) => {
        const uri = `${folder}/${name}`;
        if (texts.has(uri)) {
          return undefined;
        }
        texts.set(uri, text);
        done.push(`create ${uri}`);
        return uri;
      },
      names: async (folder) =>
        [...texts.keys()].filter((uri) => uri.startsWith(folder)).map((uri) => uri.slice(folder.length + 1)),
    },
    fetch: async () => {
      if (there instanceof ApiError) {
        throw there;
      }
      return there;
    },
    base: () => base,
    remember: async (workflow) => {
      base = await baseOf("w", ID, workflow);
      done.push("remember");
    },
    forget: async () => {
      base = undefined;
      done.push("forget");
    },
    filesOf: async () => noAnswers.shift() ?? [...texts.keys()].filter((uri) => texts.get(uri)?.includes(ID)),
    chooseFile: async (uris) => {
      done.push(`choose of ${uris.join(", ")}`);
      return answers.shift() as string | undefined;
    },
    chooseFolder: async (name) => {
      done.push(`folder for ${name}`);
      return answers.shift() as string | undefined;
    },
    confirm: async (question) => {
      questions.push(question);
      meanwhile();
      return answers.shift() === true;
    },
    show: async (uri) => void done.push(`show ${uri}`),
    inform: (text) => void done.push(text),
    fail: (text) => void done.push(`! ${text}`),
    offerRestart: (text) => void done.push(`! ${text} [Restart]`),
    pathOf: (uri) => uri,
  };

  const run = async (uri?: string) => {
    done = [];
    questions = [];
    await pull(ports, ID, uri);
    assert.deepEqual(answers, []);
    return done;
  };

  beforeEach(() => {
    there = stored();
    texts = new Map();
    base = undefined;
    answers = [];
    noAnswers = [];
    meanwhile = () => {};
  });

  it("writes a new file under a stable name where no file has the id", async () => {
    answers = ["flows"];
    assert.deepEqual(await run(), [
      "folder for Invoice",
      "create flows/invoice.workflow.json",
      "remember",
      "show flows/invoice.workflow.json",
      "Pulled “Invoice”, version 3 into flows/invoice.workflow.json.",
    ]);
    assert.equal(
      texts.get("flows/invoice.workflow.json"),
      `${JSON.stringify({ id: ID, name: "Invoice", steps: [{ id: uuid(2), name: "Sign", action: "silo.close" }] }, null, 2)}\n`,
    );
  });

  it("writes over nothing, whenever it came there", async () => {
    texts.set("flows/invoice.workflow.json", "{}");
    const { names } = ports.files;
    const late: PullPorts = {
      ...ports,
      files: {
        ...ports.files,
        names: async (folder) => {
          const before = await names(folder);
          texts.set("flows/invoice-019ab4c2.workflow.json", "{}");
          return before;
        },
      },
    };
    answers = ["flows"];
    done = [];
    await pull(late, ID);
    assert.deepEqual(
      [...texts].map(([uri, text]) => [uri, text.length > 2]),
      [
        ["flows/invoice.workflow.json", false],
        ["flows/invoice-019ab4c2.workflow.json", false],
        [`flows/invoice-${ID}.workflow.json`, true],
      ],
    );
  });

  it("does nothing when no folder is chosen", async () => {
    answers = [undefined];
    assert.deepEqual(await run(), ["folder for Invoice"]);
    assert.deepEqual([...texts], []);
  });

  it("leaves a file that says the same as it is written", async () => {
    texts.set("a", SAME);
    assert.deepEqual(await run(), [
      "remember",
      "show a",
      "“Invoice” is the same at Invopop: there is nothing to pull.",
    ]);
    assert.deepEqual([texts.get("a"), questions], [SAME, []]);
  });

  it("shows what would change before it changes it, and keeps the rest to the letter", async () => {
    texts.set("a", CHANGED);
    answers = [true];
    assert.deepEqual(await run(), [
      "take a",
      "show a",
      "Pulled “Invoice”, version 3. Undo brings back what the file was.",
    ]);
    assert.equal(texts.get("a"), SAME);
    assert.deepEqual(questions, [
      {
        uri: "a",
        after: SAME,
        name: "Invoice",
        state: "conflict",
        differences: [{ kind: "changed", path: ["steps", 0, "name"], label: "step 'Sign', name" }],
      },
    ]);
  });

  it("keeps the file when that is chosen", async () => {
    texts.set("a", CHANGED);
    answers = [false];
    assert.deepEqual(await run(), []);
    assert.deepEqual([texts.get("a"), base], [CHANGED, undefined]);
  });

  for (const [state, text, known] of [
    ["behind", CHANGED, () => baseOf("w", ID, stored({ steps: JSON.parse(CHANGED).steps }))],
    ["ahead", CHANGED, () => baseOf("w", ID, stored())],
    ["conflict", CHANGED, () => baseOf("w", ID, stored({ name: "Older" }))],
    ["unreadable", `{ "id": "${ID}", "steps": [`, () => baseOf("w", ID, stored())],
  ] as const) {
    it(`says that the file is ${state}`, async () => {
      texts.set("a", text);
      base = await known();
      answers = [false];
      await run();
      assert.deepEqual(
        questions.map((question) => question.state),
        [state],
      );
    });
  }

  it("does not touch what was typed while the person was asked", async () => {
    texts.set("a", CHANGED);
    answers = [true];
    meanwhile = () => texts.set("a", `${CHANGED} `);
    assert.deepEqual(await run(), [
      "! Not pulled: a was changed while you were asked. It is as it was. Pull again.",
    ]);
    assert.deepEqual([texts.get("a"), base], [`${CHANGED} `, undefined]);
  });

  it("asks for one of several files, and takes the others for conflicts from then on", async () => {
    texts.set("a", CHANGED).set("b", CHANGED);
    answers = ["b", true];
    assert.deepEqual((await run()).slice(0, 3), ["choose of a, b", "take b", "forget"]);
    assert.deepEqual([texts.get("a"), texts.get("b"), base], [CHANGED, SAME, undefined]);
    answers = [undefined];
    assert.deepEqual(await run(), ["choose of a, b"]);
    texts.set("a", SAME).set("b", CHANGED);
    answers = [true];
    assert.deepEqual((await run("b")).slice(0, 2), ["take b", "show b"]);
    texts.set("b", CHANGED);
    assert.deepEqual((await run("a")).slice(0, 1), ["show a"]);
  });

  it("says why it could not, and changes nothing", async () => {
    texts.set("a", CHANGED);
    there = new ApiError("not-found", "404");
    assert.deepEqual(await run(), [
      "! Not pulled: The workspace has no such workflow. Your files are as they were.",
    ]);
    there = new ApiError("cancelled", "cancelled");
    assert.deepEqual(await run(), []);
    there = stored();
    assert.deepEqual(await run("gone"), ["! Not pulled: gone could not be read. It is as it was."]);
    assert.equal(texts.get("a"), CHANGED);
  });

  const UNKNOWN =
    "! Not pulled: the language server does not answer, so it is not known which workflow files there are. Your files are as they were. [Restart]";

  for (const [what, uri, text] of [
    ["writes no second file of an id", undefined, undefined],
    ["changes no file", "a", CHANGED],
    ["remembers nothing of a file that says the same", "a", SAME],
  ] as const) {
    it(`${what} while nobody can say which files there are`, async () => {
      if (text !== undefined) {
        texts.set("a", text);
      }
      const before = [...texts];
      noAnswers = ["unanswered"];
      assert.deepEqual(await run(uri), [UNKNOWN]);
      noAnswers = ["cancelled"];
      assert.deepEqual(await run(uri), []);
      assert.deepEqual([[...texts], base, questions], [before, undefined, []]);
    });
  }

  it("changes no file where nobody can say any more which others there are", async () => {
    texts.set("a", CHANGED);
    base = await baseOf("w", ID, stored({ name: "Older" }));
    const before = base;
    answers = [true];
    noAnswers = [undefined, "unanswered"];
    assert.deepEqual(await run("a"), [UNKNOWN]);
    assert.deepEqual([texts.get("a"), base], [CHANGED, before]);
  });

  it("makes no links of what others have called it", async () => {
    there = stored({ name: "[x](command:evil)\nInvoice" });
    answers = ["flows"];
    assert.deepEqual(
      (await run()).at(-1),
      "Pulled “[x] (command:evil) Invoice”, version 3 into flows/x-command-evil-invoice.workflow.json.",
    );
  });
});
