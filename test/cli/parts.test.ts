import assert from "node:assert/strict";
import fc from "fast-check";
import { hasColours } from "../../server/src/cli/colours";
import { unifiedDiff } from "../../server/src/cli/diff";
import { mapLimited } from "../../server/src/cli/files/limit";
import { reasonOf } from "../../server/src/cli/files/reason";
import { exitCode } from "../../server/src/cli/outcome";
import { printable, wrap } from "../../server/src/cli/text";

const plain = (_style: string, text: string) => text;

describe("colours", () => {
  const terminal = { write: () => true, isTTY: true };
  const pipe = { write: () => true };

  for (const [output, env, expected] of [
    [terminal, {}, true],
    [pipe, {}, false],
    [terminal, { NO_COLOR: "1" }, false],
    [terminal, { NO_COLOR: "" }, true],
    [terminal, { TERM: "dumb" }, false],
    [pipe, { FORCE_COLOR: "1" }, true],
    [pipe, { FORCE_COLOR: "" }, true],
    [terminal, { FORCE_COLOR: "0" }, false],
    [terminal, { FORCE_COLOR: "false" }, false],
    [pipe, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  ] as const) {
    it(`are ${expected ? "" : "not "}written to a ${output === pipe ? "pipe" : "terminal"} with ${JSON.stringify(env)}`, () => {
      assert.equal(hasColours(output, env), expected);
    });
  }
});

describe("the difference of two texts", () => {
  const lines = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => `${from + at}\n`).join("");

  for (const [what, before, after, expected] of [
    ["equal texts", "a\n", "a\n", ""],
    ["a first line", "", "a\n", "@@ -0,0 +1,1 @@\n+a\n"],
    ["no line left", "a\n", "", "@@ -1,1 +0,0 @@\n-a\n"],
    [
      "no line break at the end",
      "a\nb",
      "a\nc",
      "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n",
    ],
    [
      "two changes far apart",
      lines(1, 20),
      lines(1, 20).replace("2\n", "two\n").replace("19\n", ""),
      `@@ -1,5 +1,5 @@
 1
-2
+two
 3
 4
 5
@@ -16,5 +16,4 @@
 16
 17
 18
-19
 20
`,
    ],
    [
      "two changes near each other",
      lines(1, 9),
      lines(1, 9).replace("2\n", "").replace("8\n", "8\nnew\n"),
      "@@ -1,9 +1,9 @@\n 1\n-2\n 3\n 4\n 5\n 6\n 7\n 8\n+new\n 9\n",
    ],
  ] as const) {
    it(`shows ${what}`, () => {
      const header = expected === "" ? "" : "--- a.json\n+++ a.json\n";
      assert.equal(unifiedDiff("a.json", before, after, plain), header + expected);
    });
  }

  it("leads from one text to the other, whatever they are", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c\n", "d\n", "\n"), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const texts = { before: before.join(""), after: after.join("") };
        const diff = unifiedDiff("a", texts.before, texts.after, plain);
        assert.equal(patched(texts.before, diff), texts.after);
      }),
    );
  });

  it("leads from one text to the other where they have nothing in common", () => {
    const before = lines(1, 2000);
    const after = lines(3001, 5000);
    assert.equal(patched(before, unifiedDiff("a", before, after, plain)), after);
  });
});

/** A text with a unified diff applied. */
function patched(text: string, diff: string): string {
  const source = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  for (const hunk of diff.split(/^(?=@@ )/m).slice(1)) {
    const [, start = "", length = ""] = /^@@ -(\d+),(\d+) /.exec(hunk) ?? [];
    const first = length === "0" ? Number(start) : Number(start) - 1;
    result.push(...source.slice(at, first));
    at = first;
    for (const [, sign, line = "", mark] of hunk.matchAll(/^([ +-])(.*\n)(\\ .*\n)?/gm)) {
      const whole = mark ? line.slice(0, -1) : line;
      if (sign !== "+") {
        assert.equal(source[at++], whole);
      }
      if (sign !== "-") {
        result.push(whole);
      }
    }
  }
  return [...result, ...source.slice(at)].join("");
}

describe("the text of messages", () => {
  it("is broken between words", () => {
    assert.deepEqual(wrap("a bc def  ghijklmnop q", 6), ["a bc", "def", "ghijklmnop", "q"]);
    assert.deepEqual(wrap("", 6), []);
  });

  it("shows what a terminal would obey", () => {
    assert.equal(printable("a\u001b[2J\r\nö\u202e😀"), "a\\u001b[2J\\u000d\\u000aö\\u202e😀");
  });

  it("says why a file could not be read, whatever the error", () => {
    assert.equal(
      reasonOf(Object.assign(new Error("EACCES: x"), { code: "EACCES" })),
      "permission is missing",
    );
    assert.equal(reasonOf(Object.assign(new Error("Odd."), { code: "EODD" })), "Odd");
    assert.equal(reasonOf("odd"), "odd");
  });
});

describe("tasks with a limit", () => {
  it("run side by side up to it, and give their results in order", async () => {
    let running = 0;
    let most = 0;
    const results = await mapLimited([5, 4, 3, 2, 1], 2, async (number) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < number; turn++) {
        await Promise.resolve();
      }
      running--;
      return number * 2;
    });
    assert.deepEqual({ results, most }, { results: [10, 8, 6, 4, 2], most: 2 });
    assert.deepEqual(await mapLimited([], 2, async () => 1), []);
  });
});

describe("the exit code", () => {
  const sound = { unreadable: [], empty: [] };
  const failed = [{ name: "a", reason: "b" }];

  for (const [trouble, hasFindings, code] of [
    [sound, false, 0],
    [{ ...sound, empty: ["a"] }, false, 0],
    [sound, true, 1],
    [{ ...sound, unreadable: failed }, true, 3],
    [{ ...sound, unwritable: failed }, false, 3],
    [{ ...sound, faults: ["a"] }, true, 3],
    [{ ...sound, unreadable: failed, failures: ["a"] }, true, 70],
  ] as const) {
    it(`is ${code} after ${JSON.stringify(trouble)} with${hasFindings ? "" : "out"} findings`, () => {
      assert.equal(exitCode(trouble, hasFindings), code);
    });
  }
});
