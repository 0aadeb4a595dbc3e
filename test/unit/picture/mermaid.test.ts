import assert from "node:assert/strict";
import fc from "fast-check";
import { mermaidOf } from "../../../server/src/picture/mermaid";
import { tries } from "../../support/thorough";
import { anyText } from "../arbitrary";
import { branch, go, KO, list, STOP, step } from "../workflow/letters";
import { flow, type Given, graphFor } from "./drawn";

function mermaid(text: string, given: Given = {}): string {
  return mermaidOf(graphFor(text, given), "down");
}

describe("a flow as Mermaid", () => {
  /** Mermaid's own parser. */
  let parse: (text: string) => Promise<unknown>;

  before(async () => {
    // What Mermaid cleans markup with needs a browser; the parser does not, but asks for it.
    const { default: purify } = await import("dompurify");
    Object.assign(purify, { addHook: () => {}, sanitize: (markup: string) => markup });
    const { default: library } = await import("mermaid");
    parse = (text) => library.parse(text);
  });

  it("has steps, conditions, jumps to their steps, stops, and rescue in a frame of its own", () => {
    const text = flow(
      list(
        step("a", list(branch(KO, step("b")), go("c", '"code": "x", ')), "pdf"),
        step("c", STOP),
        step("d"),
      ),
      step("r"),
    );
    assert.equal(
      mermaid(text),
      `flowchart TB
  subgraph lane_steps["steps"]
    direction TB
    n0(["Start"])
    n1["a<br/>pdf · PDF Generator"]
    n2["b"]
    n3["c"]
    n4["d"]
    n6(["Stop"])
    n7(["End"])
  end
  subgraph lane_rescue["rescue"]
    direction TB
    n8(["Unhandled KO<br/>of 2 of 4 steps"])
    n9["r"]
    n10(["End"])
  end
  n0 --> n1
  n1 -->|"KO"| n2
  n1 -.->|"x"| n3
  n1 --> n3
  n2 --> n3
  n3 -->|"any"| n6
  n4 --> n7
  n8 --> n9
  n9 --> n10
  lane_steps -.-> lane_rescue
  classDef unreachable opacity:0.5,stroke-dasharray:4 3
  class n4 unreachable
`,
    );
  });

  it("has no frame where there is no rescue, and runs to where it is told", () => {
    assert.equal(
      mermaidOf(graphFor(flow(step("a"))), "right"),
      'flowchart LR\n  n0(["Start"])\n  n1["a"]\n  n2(["End"])\n  n0 --> n1\n  n1 --> n2\n',
    );
  });

  it("has what is folded, and keeps jumps to what is folded as signs", () => {
    const text = flow(list(step("a", list(branch(KO, step("b")), go("b", '"code": "x", '))), step("c")));
    assert.equal(
      mermaid(text, { collapsed: ["steps[0]/next[0]"] }),
      `flowchart TB
  n0(["Start"])
  n1["a"]
  n2[["1 step"]]
  n3["c"]
  n4>"b"]
  n5(["End"])
  n0 --> n1
  n1 -->|"KO"| n2
  n1 -.->|"x"| n4
  n1 --> n3
  n2 --> n3
  n3 --> n5
`,
    );
  });

  it("says how things changed", () => {
    const named = (letters: string) =>
      flow(
        list(
          ...[...letters].map(
            (letter) => `{ "id": "019ab4c2-6b1e-7c1a-9d0e-00000000000${letter}", "name": "${letter}" }`,
          ),
        ),
      );
    assert.match(
      mermaid(named("abc"), { before: named("bda") }),
      / {2}class n2 changed\n.*\n {2}class n3 removed\n.*\n {2}class n4 added\n$/s,
    );
  });

  it("writes what means something to Mermaid, Markdown or HTML as numbers", () => {
    const name = JSON.stringify('1. "a" <b> & `c` [d](e) {f} | #g; *h* _i_ fa:fa-j\n- k');
    assert.equal(
      mermaid(`{ "steps": [{ "name": ${name} }] }`).split("\n")[2],
      '  n1["1#46; #34;a#34; #60;b#62; #38; #96;c#96; #91;d#93;(e) #123;f#125; #124; #35;g#59; #42;h#42; #95;i#95; fa#58;fa-j - k"]',
    );
  });

  it("is accepted by Mermaid's own parser, whatever stands in the workflow", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, fc.boolean(), async (text, before, isCompared) => {
        await parse(mermaid(text, isCompared ? { before } : {}));
      }),
      tries(20),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.string(), async (name, word) => {
        const step = { name, action: word, config: { state: name }, next: [{ code: word, stop: true }] };
        await parse(mermaid(JSON.stringify({ steps: [step], rescue: [{ name: word }] })));
      }),
      tries(50),
    );
    await assert.rejects(parse('flowchart TB\n  n0["a"'));
  });
});
