import assert from "node:assert/strict";
import fc from "fast-check";
import { layout, place } from "../../../server/src/layout";
import type { Layout, Vertex } from "../../../server/src/picture/layout";
import { MOST_CONDITIONS, MOST_LEVELS, MOST_STEPS } from "../../../server/src/picture/part";
import { pictureOf, reasonNotToDraw, workflowGraph } from "../../../server/src/picture/picture";
import { inSegments } from "../../../server/src/picture/segments";
import { parseDocument } from "../../../server/src/workflow/document";
import { CATALOG } from "../../support/rules";
import { tries } from "../../support/thorough";
import { anyText } from "../arbitrary";
import { branch, go, KO, list, STOP, step } from "../workflow/letters";
import { flow, graphFor, pictureFor } from "./drawn";

describe("a picture", () => {
  it("can be drawn of any text, whole or cut", () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), fc.boolean(), (text, from, length, isRight) => {
        const start = from % text.length;
        const cut = text.slice(0, start) + text.slice(start + (length % 40));
        pictureFor(cut, isRight ? "right" : "down", { before: text });
      }),
      tries(100),
    );
  });

  it("can be drawn of any words", () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (text, value) => {
        pictureFor(text);
        pictureFor(
          JSON.stringify({
            steps: value,
            rescue: [{ next: value, id: value, action: value, config: value }],
          }),
        );
      }),
      tries(100),
    );
  });

  for (const [text, reason] of [
    ['{ "steps": [] }', undefined],
    ['{ "steps": [{}, ] /* x */ }', undefined],
    ['{ "steps": [{ "name": "x }] }', "The JSON is not complete: This string has no closing quote."],
    ['{ "steps": [{ ] }', "The JSON is not complete: A closing brace is missing here."],
    ["[]", "The file is no JSON object, so there is nothing to draw."],
    ["", "The file is no JSON object, so there is nothing to draw."],
    [
      `{ "steps": [{ "next": [${"{},".repeat(MOST_CONDITIONS)}{}] }] }`,
      "A step has more than 4,000 conditions, too many to be drawn.",
    ],
  ] as const) {
    it(`${reason ? "says why there is none of" : "is there of"} ${text.slice(0, 40) || "an empty file"}`, () => {
      assert.equal(reasonNotToDraw(parseDocument(text)), reason);
    });
  }

  it("tells a screen reader what each step is and where it leads", () => {
    const text = flow(
      list(
        step("a", list(branch(KO, step("b"), ', "stop": true'), go("c", '"code": "x", ')), "pdf"),
        step("c", STOP),
        step("d"),
      ),
      step("r"),
    );
    const issues = [{ start: text.lastIndexOf('"c"'), severity: "error", message: "It is wrong." }] as const;
    assert.deepEqual(
      pictureFor(text, "down", { issues }).nodes.map(({ description }) => description),
      [
        "Start. Leads to a, on an unhandled KO to Rescue.",
        "a, pdf, PDF Generator. Leads on KO to b, on x to Go to c, otherwise to c.",
        "b. Leads to Stop.",
        "c. It is wrong. Leads on any to Stop.",
        "d. Never reached. Leads to End.",
        "Go to c.",
        "Stop.",
        "Stop.",
        "End.",
        "Rescue. Entered on an unhandled KO of 2 of 4 steps. Leads to r.",
        "r. Leads to End.",
        "End.",
      ],
    );
  });

  it("tells where everything stands in the text", () => {
    const text = `{\n  "steps": [\n    { "name": "a", "next": [\n      { "code": "x", "stop": true }\n    ] }\n  ]\n}`;
    const { nodes, edges } = pictureFor(text);
    const range = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    assert.deepEqual(
      nodes.map(({ title, range: whole, selectionRange }) => [title, whole, selectionRange]),
      [
        ["Start", undefined, undefined],
        ["a", { start: { line: 2, character: 4 }, end: { line: 4, character: 7 } }, range(2, 14, 17)],
        ["Stop", range(3, 6, 35), range(3, 16, 19)],
        ["End", undefined, undefined],
      ],
    );
    assert.deepEqual(
      edges.flatMap((edge) => (edge.range ? [[edge.label, edge.range, edge.condition]] : [])),
      [["x", range(3, 6, 35), "steps[0]/next[0]"]],
    );
  });
});

describe("a picture of a workflow that is too large", () => {
  const many = (count: number): string[] => Array.from({ length: count }, (_, at) => step(`s${at}`));
  const TEXT = flow(list(...many(MOST_STEPS - 100), step("a", branch(KO, list(...many(200))))), step("r"));

  /** The first and the last step that are drawn of each lane, and how many; then what is left out. */
  function drawn(around: number | undefined): unknown {
    const { lanes, isWhole, total } = graphFor(TEXT, { around });
    return {
      isWhole,
      total,
      lanes: lanes.map(({ nodes }) => {
        const steps = nodes.filter(({ kind }) => kind === "step");
        return [steps.length, steps[0]?.title, steps.at(-1)?.title];
      }),
      left: lanes.flatMap(({ nodes }) =>
        nodes.filter(({ kind }) => kind === "more").map(({ title }) => title),
      ),
    };
  }

  it("shows no way between steps that are left out, and few steps where they have very many conditions", () => {
    const countsOf = (count: number, each: number) => {
      const jumps = (at: number) => list(...Array.from({ length: each }, () => go(`s${(at + 1) % count}`)));
      const { lanes } = graphFor(flow(list(...many(count).map((_, at) => step(`s${at}`, jumps(at))))));
      const nodes = lanes.flatMap((lane) => lane.nodes);
      return ["step", "jump", "more"].map((kind) => nodes.filter((node) => node.kind === kind).length);
    };
    assert.deepEqual(countsOf(MOST_STEPS + 1, 1), [400, 401, 1]);
    assert.deepEqual(countsOf(10, MOST_CONDITIONS / 4), [4, MOST_CONDITIONS + 1, 1]);
  });

  it("shows the part around the cursor, and how much is left out", () => {
    assert.deepEqual(drawn(TEXT.indexOf('"s1000"')), {
      isWhole: false,
      total: MOST_STEPS + 102,
      lanes: [
        [400, "s800", "s1199"],
        [0, undefined, undefined],
      ],
      left: ["800 steps more", "401 steps more", "1 step more"],
    });
  });

  it("shows the start without a cursor", () => {
    assert.deepEqual(drawn(undefined), {
      isWhole: false,
      total: MOST_STEPS + 102,
      lanes: [
        [400, "s0", "s399"],
        [0, undefined, undefined],
      ],
      left: ["1,201 steps more", "1 step more"],
    });
  });

  it("shows what the steps around the cursor are nested in", () => {
    assert.deepEqual(drawn(TEXT.lastIndexOf('"s199"')), {
      isWhole: false,
      total: MOST_STEPS + 102,
      lanes: [
        [399, "s1202", "s199"],
        [1, "r", "r"],
      ],
      left: ["1,202 steps more"],
    });
  });

  it("shows what is gone as well", () => {
    const steps = many(MOST_STEPS + 100);
    const options = (text: string, before: string) => ({
      document: parseDocument(flow(text)),
      catalog: CATALOG,
      before: parseDocument(flow(before)),
    });
    const graph = workflowGraph(options(list(...steps), list(step("gone"), ...steps)));
    assert.equal(graph.isWhole, false);
  });

  it("leaves out what is nested too deep", () => {
    const deep = (level: number): string =>
      step(`d${level}`, level < MOST_LEVELS + 5 ? branch(KO, deep(level + 1)) : "");
    const { lanes, isWhole, total } = graphFor(flow(deep(1)));
    const nodes = lanes.flatMap((lane) => lane.nodes);
    assert.deepEqual(
      [
        isWhole,
        total,
        nodes.filter(({ kind }) => kind === "step").length,
        nodes.find(({ kind }) => kind === "more")?.title,
      ],
      [false, MOST_LEVELS + 5, MOST_LEVELS, "5 steps more"],
    );
  });
});

describe("a layout in segments", () => {
  it("comes to the same as one of the whole", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const options = { document: parseDocument(text), catalog: CATALOG };
        assert.deepEqual(pictureOf(options, "down", layout), pictureOf(options, "down", place));
      }),
      tries(50),
    );
  });

  it("asks for each shape once, however often it is there", () => {
    const asked: string[] = [];
    const counting: Layout = (vertices, links) => {
      asked.push(`${vertices.length}/${links.length}`);
      return place(vertices, links);
    };
    const remembering = inSegments(counting);
    const vertices: Vertex[] = Array.from({ length: 50 }, (_, row) => ({
      key: `v${row}`,
      width: 10,
      height: 20,
      row,
    }));
    const links = vertices.slice(1).map(({ key }, at): [string, string] => [`v${at}`, key]);
    const first = remembering(vertices, links);
    assert.deepEqual(asked, ["2/1", "1/0"]);
    assert.deepEqual(remembering(vertices, links), first);
    assert.equal(asked.length, 2);
  });
});
