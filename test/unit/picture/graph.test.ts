import assert from "node:assert/strict";
import { workspaceOf } from "../../support/workspace";
import { branch, CODE, go, KO, list, STOP, step } from "../workflow/letters";
import { flow, graphFor, waysIn } from "./drawn";

/** What is tested, the main steps, the ways, the steps of rescue. */
const CASES: readonly (readonly [what: string, steps: string, ways: readonly string[], rescue?: string])[] = [
  ["no steps", "", ["(Start) >> (End)"]],
  ["steps one after the other", list(step("a"), step("b")), ["(Start) >> a", "a >> b", "b >> (End)"]],
  [
    "a branch beside the way straight on",
    list(step("a", branch(KO, list(step("b"), step("c")))), step("d")),
    ["(Start) >> a", "a KO> b", "a >> d", "b >> c", "c >> d", "d >> (End)"],
  ],
  [
    "what matches, as it is written",
    list(
      step("a", list(`{ ${KO}, "code": "4107" }`, `{ ${CODE} }`, '{ "status": "NA", "code": "x" }')),
      step("b"),
    ),
    ["(Start) >> a", "a KO 4107> b", "a true> b", "a x> b", "a >> b", "b >> (End)"],
  ],
  [
    "stops, each by itself",
    list(step("a", list(`{ ${KO}, "stop": true }`, branch(CODE, step("b"), ', "stop": true'))), step("c")),
    ["(Start) >> a", "a KO> (Stop)", "a true> b", "a >> c", "b >> (Stop)", "c >> (End)"],
  ],
  [
    "jumps as signs that name where they lead",
    list(step("a", go("c", `${KO}, `)), step("b", go("a", `${CODE}, `)), step("c")),
    ["(Start) >> a", "a KO> (to c)", "a >> b", "b true> (to a)", "b >> c", "c >> (End)"],
  ],
  [
    "a branch that jumps when it is done",
    list(step("a", `{ ${KO}, "steps": [${step("b")}], "step_id": "c" }`), step("c")),
    ["(Start) >> a", "a KO> b", "a >> c", "b >> (to c)", "c >> (End)"],
  ],
  [
    "a decision: straight on by what has no steps",
    list(step("a", list(branch(CODE, step("b")), '{ "code": "false" }'), "silo.if"), step("c")),
    ["(Start) >> a", "a true> b", "a false>> c", "b >> c", "c >> (End)"],
  ],
  [
    "a decision: straight on by what does not stop",
    list(
      step(
        "a",
        list(branch(CODE, step("b"), ', "stop": true'), branch('"code": "false"', step("c"))),
        "silo.if",
      ),
      step("d"),
    ),
    ["(Start) >> a", "a true> b", "a false>> c", "b >> (Stop)", "c >> d", "d >> (End)"],
  ],
  [
    "nested branches, which come back to where the outer one does",
    list(step("a", branch(KO, step("b", branch(CODE, step("c"))))), step("d")),
    ["(Start) >> a", "a KO> b", "a >> d", "b true> c", "b >> d", "c >> d", "d >> (End)"],
  ],
  [
    "rescue, entered by one way for all",
    step("a"),
    [
      "(Start) >> a",
      "a >> (End)",
      "(Unhandled KO of any step) >> r",
      "r >> (End)",
      "(Start) rescue> (Unhandled KO of any step)",
    ],
    step("r"),
  ],
  [
    "rescue, where some steps handle what fails",
    list(step("a", `{ ${KO} }`), step("b")),
    [
      "(Start) >> a",
      "a KO> b",
      "a >> b",
      "b >> (End)",
      "(Unhandled KO of 1 of 2 steps) >> r",
      "r >> (End)",
      "(Start) rescue> (Unhandled KO of 1 of 2 steps)",
    ],
    step("r"),
  ],
  [
    "rescue, where nothing comes",
    step("a", `{ ${KO} }`),
    ["(Start) >> a", "a KO> (End)", "a >> (End)", "(Unhandled KO of 0 of 1 steps) >> r", "r >> (End)"],
    step("r"),
  ],
  [
    "a step_id that leads nowhere, which is passed over",
    list(step("a", go("x", `${KO}, `)), step("b")),
    ["(Start) >> a", "a KO> b", "a >> b", "b >> (End)"],
  ],
  [
    "an unconditional stop, behind which there is no way",
    list(step("a", STOP), step("b"), step("c")),
    ["(Start) >> a", "a any> (Stop)", "b >> c", "c >> (End)"],
  ],
];

describe("the graph of a workflow", () => {
  for (const [what, steps, ways, rescue] of CASES) {
    it(`has ${what}`, () => {
      assert.deepEqual(waysIn(graphFor(flow(steps, rescue))), ways);
    });
  }

  it("tells apart jumps to steps of one name", () => {
    const named = (id: string, state: string, next = ""): string =>
      `{ "id": "${id}", "name": "Set state", "action": "silo.state", "config": { "state": "${state}" }, "next": [${next}] }`;
    const text = flow(list(named("a", "sent", go("c", `${KO}, `)), named("b", "void"), named("c", "paid")));
    assert.deepEqual(waysIn(graphFor(text))[1], "Set state KO> (to Set state paid)");
  });

  it("has unreachable steps stand behind the one before them, pale", () => {
    const { lanes } = graphFor(flow(list(step("a", STOP), step("b"), step("c"))));
    assert.deepEqual(
      lanes.map(({ order, nodes }) => [
        order,
        nodes.filter((node) => node.isUnreachable).map(({ title }) => title),
      ]),
      [[[["steps[0]", "steps[1]"]], ["b", "c"]]],
    );
  });

  it("tells what each step does", () => {
    const text = `{
      "name": "X",
      "steps": [
        { "id": "019AB4C2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "name": "Mark", "provider": "silo.state", "config": { "state": "sent" } },
        { "name": "Print\\nit", "action": "pdf", "config": { "layout": "A4", "locale": "es" } },
        { "action": "acme.send", "config": { "count": 1, "token": "abcdefgh12345678", "to": "you" } },
        { "action": "pdf", "summary": "Two \`bold\`{.font-medium} words" },
        {}
      ]
    }`;
    const [lane] = graphFor(text).lanes;
    assert.deepEqual(
      lane?.nodes
        .filter(({ kind }) => kind === "step")
        .map(({ key, title, action, app, detail }) => [key, title, action, app, detail]),
      [
        ["019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "Mark", "silo.state", "Silo", "sent"],
        ["steps[1]", "Print it", "pdf", "PDF Generator", "A4"],
        ["steps[2]", "acme.send", "acme.send", undefined, "you"],
        ["steps[3]", "pdf", "pdf", "PDF Generator", "Two bold words"],
        ["steps[4]", "Step 5", undefined, undefined, undefined],
      ],
    );
  });

  it("tells which workflow a step starts, nothing that is encoded or secret, and what is left to tell", () => {
    const other = '{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d09", "name": "The other" }';
    const details = (config: string, action: string, workspace = workspaceOf({ "b.workflow.json": other })) =>
      graphFor(flow(`{ "action": "${action}", "config": ${config} }`), { workspace }).lanes[0]?.nodes[1]
        ?.detail;
    const job = '{ "silo_entry_meta_key": "k", "workflow_id": "019AB4C2-6b1e-7c1a-9d0e-3f5a7c9b1d09" }';
    assert.equal(details(job, "transform.job.create"), "The other");
    assert.equal(details(job, "transform.job.create", workspaceOf({})), "k");
    assert.equal(details(`{ "body": "${"QUJD".repeat(20)}", "to": "you" }`, "acme.send"), "you");
    assert.equal(details('{ "password": "abcdefgh12345678" }', "acme.send"), undefined);
    assert.equal(details('{ "a": { "b": "c" }, "d": 1, "e": "" }', "acme.send"), undefined);
  });

  it("tells what is wrong with each step, and at the start what is wrong with none of them", () => {
    const text = flow(list(step("a", branch(KO, step("b"))), step("c")));
    const at = (what: string) => text.indexOf(what);
    const [lane] = graphFor(text, {
      issues: [
        { start: at('"KO"'), severity: "warning", message: "W" },
        { start: at('"a"'), severity: "error", message: "E" },
        { start: at('"b"'), severity: "information", message: "I" },
        { start: at('"c"'), severity: "hint", message: "H" },
        { start: 1, severity: "error", message: "S" },
      ],
    }).lanes;
    assert.deepEqual(
      lane?.nodes.map(({ title, severity, problems }) => [title, severity, problems]),
      [
        ["Start", "error", ["S"]],
        ["a", "error", ["E", "W"]],
        ["b", "information", ["I"]],
        ["c", undefined, undefined],
        ["End", undefined, undefined],
      ],
    );
  });
});

describe("folded branches", () => {
  const TEXT = flow(
    list(
      step(
        "a",
        list(
          branch(KO, list(step("b", branch(CODE, step("c"), ', "stop": true')), step("d"))),
          branch(CODE, step("e", go("f"))),
        ),
      ),
      step("f"),
    ),
  );

  it("are one node each, when their conditions are named", () => {
    const graph = graphFor(TEXT, { collapsed: ["steps[0]/next[0]"] });
    assert.deepEqual(waysIn(graph), [
      "(Start) >> a",
      "a KO> (3 steps)",
      "a true> e",
      "a >> f",
      "(3 steps) > (Stop)",
      "(3 steps) >> f",
      "e any>> (to f)",
      "f >> (End)",
    ]);
  });

  it("are part of their step, when that is named", () => {
    const graph = graphFor(TEXT, { collapsed: ["steps[0]"] });
    assert.deepEqual(waysIn(graph), ["(Start) >> a", "a >> f", "a > (Stop)", "a > (to f)", "f >> (End)"]);
    assert.deepEqual(
      graph.lanes[0]?.nodes.map(({ title, hidden, isCollapsed }) => [title, hidden, isCollapsed]),
      [
        ["Start", undefined, undefined],
        ["a", 4, true],
        ["f", undefined, undefined],
        ["Stop", undefined, undefined],
        ["f", undefined, undefined],
        ["End", undefined, undefined],
      ],
    );
  });

  it("tell of what is wrong inside", () => {
    const issue = { start: TEXT.indexOf('"c"'), severity: "error", message: "E" } as const;
    const nodes = (key: string) =>
      graphFor(TEXT, { collapsed: [key], issues: [issue] }).lanes.flatMap((lane) => lane.nodes);
    assert.deepEqual(
      ["steps[0]/next[0]", "steps[0]"].map((key) => nodes(key).find((node) => node.key === key)?.problems),
      [["E"], ["E"]],
    );
  });

  it("are not there for what has no steps, and unknown names are passed over", () => {
    assert.deepEqual(
      waysIn(graphFor(flow(step("a", `{ ${KO} }`)), { collapsed: ["steps[0]", "steps[0]/next[0]", "x"] })),
      ["(Start) >> a", "a KO> (End)", "a >> (End)"],
    );
  });
});
