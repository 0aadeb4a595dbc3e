import assert from "node:assert/strict";
import type { Picture } from "../../server/src/flowProtocol";
import { SOUND, useCliFolder } from "../support/cli";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const MERMAID = `flowchart TB
  n0(["Start"])
  n1["pdf<br/>pdf · PDF Generator"]
  n2(["Stop"])
  n3(["End"])
  n0 --> n1
  n1 -->|"KO"| n2
  n1 --> n3
`;

describe("graph", () => {
  const { run, write } = useCliFolder();

  it("prints an image", () => {
    write("a.workflow.json", SOUND);
    const { status, stdout, stderr } = run(["graph", "a.workflow.json"]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.match(stdout, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>\n$/s);
    assert.match(stdout, /<title id="flow-title">A<\/title>/);
    assert.deepEqual(run(["graph", "--format", "svg", "--theme", "light", "-"], { input: SOUND }), {
      status,
      stdout,
      stderr,
    });
  });

  it("prints it in dark colours, and running to the right", () => {
    write("a.workflow.json", SOUND);
    const light = run(["graph", "a.workflow.json"]).stdout;
    const dark = run(["graph", "--theme", "dark", "a.workflow.json"]).stdout;
    const right = run(["graph", "--direction", "right", "a.workflow.json"]).stdout;
    assert.match(light, /fill="#ffffff"/);
    assert.doesNotMatch(dark, /fill="#ffffff"/);
    assert.notEqual(right, light);
  });

  it("prints Mermaid for Markdown", () => {
    write("a.workflow.json", SOUND);
    const stdout = MERMAID;
    assert.deepEqual(run(["graph", "--format", "mermaid", "a.workflow.json"]), {
      status: 0,
      stdout,
      stderr: "",
    });
    assert.deepEqual(run(["graph", "--format=mermaid", "--direction=right", "-"], { input: SOUND }), {
      status: 0,
      stdout: MERMAID.replace("TB", "LR"),
      stderr: "",
    });
  });

  it("prints JSON with the places of everything", () => {
    write("a.workflow.json", SOUND);
    const { status, stdout, stderr } = run(["graph", "--format", "json", "a.workflow.json"]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    const picture: Picture = JSON.parse(stdout);
    assert.deepEqual(
      picture.nodes.map(({ key, kind }) => [key, kind]),
      [
        ["steps/start", "start"],
        [ID, "step"],
        [`${ID}/next[0]/stop`, "end"],
        ["steps/end", "end"],
      ],
    );
    assert.ok(picture.nodes.every(({ box }) => box.width > 0 && box.height > 0));
    assert.deepEqual(
      picture.edges.map(({ label, points }) => [label, points.length > 1]),
      [
        [undefined, true],
        ["KO", true],
        [undefined, true],
      ],
    );
  });

  it("knows the actions of the project", () => {
    write(
      ".invopop/actions.json",
      '{ "actions": [{ "id": "pdf", "app": { "id": "acme", "name": "Acme" } }] }',
    );
    write("a.workflow.json", SOUND);
    assert.match(run(["graph", "a.workflow.json"]).stdout, /pdf · Acme/);
    assert.match(run(["graph", "--stdin-filename", "b.json", "-"], { input: SOUND }).stdout, /pdf · Acme/);
  });

  it("marks what changed since", () => {
    write("old.json", SOUND);
    write("new.json", SOUND.replace('"pdf"', '"silo.close"'));
    const { status, stdout, stderr } = run(["graph", "--before", "old.json", "new.json"]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.match(stdout, /Changed: action/);
    assert.deepEqual(
      run(["graph", "--before", "old.json", "old.json"]).stdout,
      run(["graph", "old.json"]).stdout,
    );
  });

  it("takes the name of the file where the workflow has none", () => {
    write("a.workflow.json", '{ "steps": [] }');
    assert.match(
      run(["graph", "a.workflow.json"]).stdout,
      /<title id="flow-title">a\.workflow\.json<\/title>/,
    );
  });

  it("says when a workflow is too large to be drawn whole", () => {
    const steps = Array.from({ length: 1501 }, () => ({ action: "pdf" }));
    write("a.workflow.json", JSON.stringify({ name: "Large\u001b", steps }));
    const { status, stderr, stdout } = run(["graph", "--format", "mermaid", "a.workflow.json"]);
    assert.deepEqual(
      { status, stderr },
      {
        status: 0,
        stderr: "Large\\u001b has 1501 steps, too many to draw them all; 400 are in the picture.\n",
      },
    );
    assert.match(stdout, /\["1,101 steps more"\]/);
  });

  it("prints nothing of what cannot be drawn, and says why", () => {
    write("a.workflow.json", '{\n  "steps": [}\n');
    write("b.workflow.json", "[]");
    write("c.workflow.json", SOUND);
    const stderr =
      "a.workflow.json:2:13 cannot be drawn. The JSON is not complete: A closing bracket is missing here.\n";
    assert.deepEqual(run(["graph", "a.workflow.json"]), { status: 1, stdout: "", stderr });
    assert.deepEqual(run(["graph", "--before", "a.workflow.json", "c.workflow.json"]), {
      status: 1,
      stdout: "",
      stderr,
    });
    assert.deepEqual(run(["graph", "b.workflow.json"]), {
      status: 1,
      stdout: "",
      stderr:
        "b.workflow.json:1:1 cannot be drawn. The file is no JSON object, so there is nothing to draw.\n",
    });
  });

  it("says what it cannot read", () => {
    write("a.workflow.json", SOUND);
    const stderr = "nowhere.json could not be read: there is no such file or folder.\n";
    assert.deepEqual(run(["graph", "nowhere.json"]), { status: 3, stdout: "", stderr });
    assert.deepEqual(run(["graph", "--before", "nowhere.json", "a.workflow.json"]), {
      status: 3,
      stdout: "",
      stderr,
    });
  });

  for (const [line, reason] of [
    ["graph", "Name one file, or - for standard input."],
    ["graph a b", "Name one file, or - for standard input."],
    ["graph --format png a", "There is no format 'png', only svg, mermaid, json."],
    ["graph --direction up a", "There is no direction 'up', only down, right."],
    ["graph --theme drak a", "There is no theme 'drak', only light, dark."],
    ["graph --before - a", "--before takes a file; standard input is for the workflow itself."],
    ["graph .", ". has 2 workflows, and one is drawn."],
  ] as const) {
    it(`is not understood as ${line}`, () => {
      write("a.workflow.json", SOUND);
      write("b.workflow.json", SOUND);
      assert.deepEqual(run(line.split(" ")), {
        status: 2,
        stdout: "",
        stderr: `${reason}\nTry 'invopop-workflows graph --help'.\n`,
      });
    });
  }
});
