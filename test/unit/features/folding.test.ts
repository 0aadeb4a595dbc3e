import assert from "node:assert/strict";
import { findFolds } from "../../../server/src/features/folding";
import { parseDocument } from "../../../server/src/workflow/document";
import { placesIn } from "../../support/thorough";
import { BIG } from "../workflow/texts";

/** The text with a mark on the line that each fold starts on: how many lines it hides. */
function folded(text: string, limit?: number): string {
  const lines = text.split(/\r\n|\r|\n/);
  for (const { firstLine, lastLine } of findFolds(parseDocument(text), limit)) {
    lines[firstLine] += ` ‹${lastLine - firstLine}›`;
  }
  return lines.join("\n");
}

describe("folding", () => {
  it("follows steps, conditions, lists and configs, and leaves the closing brackets in sight", () => {
    const text = `{
  "name": "A",
  "steps": [
    {
      "id": "a",
      "config": {
        "state": "sent"
      },
      "next": [
        {
          "status": "KO",
          "steps": [
            { "id": "b" }
          ]
        }
      ]
    },
    { "id": "c" }
  ],
  "rescue": []
}
`;
    assert.equal(
      folded(text),
      `{ ‹19›
  "name": "A",
  "steps": [ ‹15›
    { ‹12›
      "id": "a",
      "config": { ‹1›
        "state": "sent"
      },
      "next": [ ‹6›
        { ‹4›
          "status": "KO",
          "steps": [ ‹1›
            { "id": "b" }
          ]
        }
      ]
    },
    { "id": "c" }
  ],
  "rescue": []
}
`,
    );
  });

  it("starts one fold on a line, the outermost", () => {
    assert.equal(
      folded('{\n  "steps": [{\n    "id": "a"\n  }, {\n    "id": "b"\n  }]\n}'),
      '{ ‹5›\n  "steps": [{ ‹3›\n    "id": "a"\n  }, { ‹1›\n    "id": "b"\n  }]\n}',
    );
  });

  it("counts lines as editors do", () => {
    assert.equal(folded('{\r\n"a": {\r\n"b": 1\r\n}\r\n}'), '{ ‹3›\n"a": { ‹1›\n"b": 1\n}\n}');
    assert.equal(folded('{\r"a": 1\r}'), '{ ‹1›\n"a": 1\n}');
  });

  it("hides the last line too where the closing bracket is missing", () => {
    assert.equal(
      folded('{\n  "steps": [\n    {\n      "id": "a",\n      "next": []\n'),
      '{ ‹4›\n  "steps": [ ‹3›\n    { ‹2›\n      "id": "a",\n      "next": []\n',
    );
  });

  it("has nothing to fold on one line, nor in what is empty", () => {
    for (const text of ["", "7", '{ "a": [1, { "b": 2 }] }', "{\n}", "{\n\n}", "[\n\n]"]) {
      assert.deepEqual(findFolds(parseDocument(text)), []);
    }
  });

  it("keeps to the limit of the editor, the least deep first", () => {
    const text = '{\n"a": {\n"b": {\n"c": 1\n}\n},\n"d": {\n"e": 1\n}\n}';
    assert.equal(folded(text, 3), '{ ‹8›\n"a": { ‹3›\n"b": {\n"c": 1\n}\n},\n"d": { ‹1›\n"e": 1\n}\n}');
    assert.equal(folded(text, 0), text);
  });

  it("lies in one another and ends in the text, wherever a workflow is cut off", () => {
    for (const length of placesIn(BIG)) {
      const text = BIG.slice(0, length);
      const open: number[] = [];
      let previous = -1;
      for (const { firstLine, lastLine } of findFolds(parseDocument(text))) {
        assert.ok(previous < firstLine && firstLine < lastLine && lastLine < text.split("\n").length);
        while ((open.at(-1) ?? lastLine) < firstLine) {
          open.pop();
        }
        assert.ok(lastLine <= (open.at(-1) ?? lastLine));
        open.push(lastLine);
        previous = firstLine;
      }
    }
  });
});
