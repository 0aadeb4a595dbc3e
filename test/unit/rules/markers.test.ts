import assert from "node:assert/strict";
import { parseFixture } from "../../support/fixture";
import { atCursor, mark, parseMarkers } from "../../support/markers";

describe("fixture markers", () => {
  it("stand for a cursor and for ranges, which may stand in one another", () => {
    assert.deepEqual(parseMarkers('{ ‹a-1|"b"›: ‹x|‹[<|>1]›› }'), {
      text: '{ "b": [1] }',
      cursor: 8,
      ranges: [
        { tag: "a-1", start: 2, end: 5 },
        { tag: undefined, start: 7, end: 10 },
        { tag: "x", start: 7, end: 10 },
      ],
    });
  });

  it("are written back as they were read", () => {
    for (const marked of ["", "‹›", "a ‹a|b ‹b|c›› ‹d›", "‹a|‹b|{››}", "‹a|x›‹b|y›"]) {
      const { text, ranges } = parseMarkers(marked);
      assert.equal(mark(text, ranges), marked);
    }
  });

  it("are refused when they make no sense", () => {
    for (const marked of ["<|> <|>", "‹a", "a›", "‹a››", "‹a|‹b|c›"]) {
      assert.throws(() => parseMarkers(marked), Error, marked);
    }
    assert.throws(() => atCursor("no cursor"), /No cursor/);
    assert.throws(
      () =>
        mark("abcdef", [
          { tag: "a", start: 0, end: 3 },
          { tag: "b", start: 2, end: 5 },
        ]),
      /cross/,
    );
  });

  it("come with sections that have known names", () => {
    assert.deepEqual(parseFixture("{}\n--- messages\na: b\n--- fix: C d\n[]\n--- file: e/f.json\n{ }\n"), {
      marked: "{}\n",
      messages: "a: b\n",
      related: undefined,
      fixes: [{ title: "C d", text: "[]\n" }],
      files: [{ path: "e/f.json", text: "{ }\n" }],
    });
    assert.throws(() => parseFixture("{}\n--- message\na\n"), /no section/);
    assert.throws(() => parseFixture("{}\n--- related\na\n--- related\nb\n"), /twice/);
  });
});
