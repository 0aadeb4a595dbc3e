import assert from "node:assert/strict";
import { type FindPorts, type FoundPlace, findStep, uuidsIn } from "../../../client/src/findStep";
import type { NoAnswer } from "../../../client/src/session";
import { uuid } from "../../support/ids";

const place = (name: string): FoundPlace => ({
  name,
  container: "Invoice",
  uri: `file:///${name}.workflow.json`,
  start: { line: 1, character: 2 },
  end: { line: 1, character: 40 },
});

describe("finding a step by its UUID", () => {
  let selection: string;
  let clipboard: string;
  let known: Map<string, readonly FoundPlace[]> | NoAnswer;
  let answers: (string | undefined)[];
  let done: string[];

  const ports: FindPorts = {
    selection: () => selection,
    clipboard: async () => clipboard,
    ask: async (proposal, fault) => {
      const answer = answers.shift();
      done.push(`ask '${proposal}'${answer !== undefined && fault(answer) ? `: ${fault(answer)}` : ""}`);
      return answer !== undefined && fault(answer) ? undefined : answer;
    },
    search: async (id) => (typeof known === "string" ? known : (known.get(id) ?? [])),
    choose: async (places) => {
      done.push(`choose ${places.map(({ name }) => name).join(", ")}`);
      const wanted = answers.shift();
      return places.find(({ name }) => name === wanted);
    },
    open: async ({ name }) => void done.push(`open ${name}`),
    inform: async (text, ...buttons) => {
      done.push(text);
      const wanted = answers.shift();
      return buttons.find((button) => button === wanted);
    },
  };

  const run = async () => {
    done = [];
    await findStep(ports);
    assert.deepEqual(answers, []);
    return done;
  };

  beforeEach(() => {
    selection = "";
    clipboard = "";
    answers = [];
    known = new Map([
      [uuid(1), [place("Sign")]],
      [uuid(2), [place("PDF"), place("Copy of PDF")]],
    ]);
  });

  it("opens the one that is selected, or in the clipboard", async () => {
    clipboard = `step ${uuid(1).toUpperCase()} failed: KO`;
    assert.deepEqual(await run(), ["open Sign"]);
    selection = `"${uuid(1)}"`;
    clipboard = uuid(2);
    assert.deepEqual(await run(), ["open Sign"]);
  });

  it("lets the person choose among several", async () => {
    clipboard = JSON.stringify({ job: uuid(7), steps: [uuid(2), uuid(1), uuid(2)] });
    answers = ["Sign"];
    assert.deepEqual(await run(), ["choose PDF, Copy of PDF, Sign", "open Sign"]);
    answers = [undefined];
    assert.deepEqual(await run(), ["choose PDF, Copy of PDF, Sign"]);
  });

  it("asks where nothing is known", async () => {
    answers = [` ${uuid(1)} `];
    assert.deepEqual(await run(), ["ask ''", "open Sign"]);
    clipboard = `something else, ${uuid(8)}`;
    answers = [`a job's error: ${uuid(1)}`];
    assert.deepEqual(await run(), [`ask '${uuid(8)}'`, "open Sign"]);
    answers = [undefined];
    assert.deepEqual(await run(), [`ask '${uuid(8)}'`]);
    answers = ["no id"];
    assert.deepEqual(await run(), [`ask '${uuid(8)}': There is no UUID in this.`]);
    answers = [""];
    assert.deepEqual(await run(), [`ask '${uuid(8)}'`]);
  });

  it("says when there is none, and asks for another", async () => {
    selection = uuid(8);
    const none = `No step or workflow of the open folders has the ID ${uuid(8)}.`;
    answers = [undefined];
    assert.deepEqual(await run(), [none]);
    answers = ["Find Another", `${uuid(8)} ${uuid(9)}`, "Find Another", uuid(1)];
    assert.deepEqual(await run(), [
      none,
      "ask ''",
      "No step or workflow of the open folders has one of these 2 IDs.",
      "ask ''",
      "open Sign",
    ]);
  });

  it("says when the server does not answer", async () => {
    known = "unanswered";
    clipboard = uuid(1);
    answers = [undefined];
    assert.deepEqual(await run(), ["The language server does not answer, so nothing can be found."]);
  });

  it("says nothing more once it is called off", async () => {
    known = "cancelled";
    clipboard = uuid(1);
    assert.deepEqual(await run(), []);
  });

  it("sees the UUIDs in a text, each once", () => {
    assert.deepEqual(uuidsIn(`${uuid(1)},${uuid(2)}\n"${uuid(1).toUpperCase()}"`), [uuid(1), uuid(2)]);
    assert.deepEqual(uuidsIn(`${uuid(1)}0 a${uuid(1)} ${uuid(1).slice(1)} `), []);
    assert.deepEqual(uuidsIn(`x${uuid(1)}-`), [uuid(1)]);
    assert.equal(uuidsIn(Array.from({ length: 200 }, (_, at) => uuid(at)).join(" ")).length, 100);
    assert.deepEqual(uuidsIn(`${"0".repeat(100_000)}-`), []);
  });
});
