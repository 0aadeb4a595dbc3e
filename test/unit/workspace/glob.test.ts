import assert from "node:assert/strict";
import picomatch from "picomatch/posix";
import { compileGlob, escapeGlob } from "../../../server/src/workspace/glob";
import { times } from "../../support/thorough";
import { seededRandom } from "../workflow/random";

const matches = (pattern: string, path: string) =>
  (compileGlob(pattern) ?? assert.fail(`${pattern} is not taken.`))(path);

describe("patterns of paths", () => {
  for (const [pattern, fitting, others] of [
    ["a.workflow.json", ["a.workflow.json"], ["b/a.workflow.json", "a_workflow.json", "A.workflow.json"]],
    ["*.json", ["a.json", ".json", "a.b.json"], ["a/b.json", "a.jso", "json"]],
    ["**/*.json", ["a.json", "a/b.json", "a/b/c.json"], ["a/b.txt"]],
    ["a/**", ["a/b", "a/b/c.json"], ["b/a/c", "ab", "a"]],
    ["a/", ["a/b", "a/b/c.json"], ["b/a/c", "ab", "a"]],
    ["**", ["a", "a/b"], []],
    ["./a/b.json", ["a/b.json"], ["b.json"]],
    ["/a/b.json", ["a/b.json"], ["b.json"]],
    ["**/a/**/z", ["a/z", "x/a/z", "x/a/b/c/z"], ["a/zz", "az"]],
    ["a?c", ["abc", "a😀c", "a?c"], ["ac", "abbc", "a/c"]],
    ["{a,b}/*.json", ["a/x.json", "b/x.json"], ["c/x.json"]],
    ["{a,b{c,d}}", ["a", "bc", "bd"], ["b", "acd"]],
    ["a{,/**}/z", ["a/z", "a/b/z"], ["z"]],
    ["{a}", ["{a}"], ["a"]],
    ["{a,b", ["{a,b"], ["a", "b"]],
    ["[ab]c", ["ac", "bc"], ["c", "abc", "[ab]c"]],
    ["[a-c1]", ["a", "b", "c", "1"], ["d", "-", "2"]],
    ["[!a-c]", ["d", "-"], ["a", "b"]],
    ["[]]", ["]"], ["[]]"]],
    ["[a", ["[a"], ["a"]],
    ["[a-]", ["a", "-"], ["b"]],
    ["(a|b)+", ["(a|b)+"], ["a", "ab"]],
    ["__proto__", ["__proto__"], ["constructor"]],
  ] as const) {
    it(`takes ${pattern} for what it says`, () => {
      for (const path of fitting) {
        assert.ok(matches(pattern, path), path);
      }
      for (const path of others) {
        assert.ok(!matches(pattern, path), path);
      }
    });
  }

  it("agrees with another reader of patterns on random ones", () => {
    const random = seededRandom(7);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] ?? assert.fail();
    const some = (least: number, most: number, make: () => string) =>
      Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, make);
    const name = () =>
      some(1, 4, () => pick(["a", "b", "ab", ".", "*", "?", "[ab]", "[!a]", "{a,b}", "{ab,b}"])).join("");
    const pattern = () => some(1, 4, () => pick([name, name, () => "**"])()).join("/");
    const path = () => some(1, 4, () => some(1, 4, () => pick(["a", "b", "."])).join("")).join("/");
    let fitting = 0;
    for (let turn = 0; turn < times(5_000); turn++) {
      const glob = pattern();
      // Of these the other one thinks differently: two stars in a name, a star behind a set, names made of dots,
      // and whether all that is below a folder is the folder too.
      if (/\/\*\*$|\*\*[^/]|[^/]\*\*|\]\*|(^|\/)\.+(\/|$)/.test(glob)) {
        continue;
      }
      const file = path();
      const isFitting = matches(glob, file);
      fitting += isFitting ? 1 : 0;
      const options = { dot: true, noextglob: true, posix: true };
      assert.equal(
        isFitting,
        /(^|\/)\.+(\/|$)/.test(file) ? isFitting : picomatch(glob, options)(file),
        `${glob} and ${file}`,
      );
    }
    assert.ok(fitting > 100, String(fitting));
  });

  it("fits a path and no other when it is escaped", () => {
    for (const path of ["a/b.json", "[a]{b,c}/*?.json", "a]b", "{", "[[]]", "😀/!a"]) {
      assert.ok(matches(escapeGlob(path), path), path);
      assert.ok(!matches(escapeGlob(path), `${path}x`));
    }
    assert.ok(!matches(escapeGlob("a*"), "ab"));
  });

  it("is done soon with patterns that are made to take long", () => {
    const path = `${"a".repeat(2000)}/${"a/".repeat(500)}b`;
    for (const pattern of [
      `${"*a".repeat(400)}c`,
      `${"**/".repeat(300)}c`,
      `${"**/*a/".repeat(150)}c`,
      "{a,b}".repeat(9),
      "{".repeat(900),
    ]) {
      assert.equal(matches(pattern, path), false);
    }
    for (const pattern of ["", "/", "./", "a".repeat(1001), "{a,b}".repeat(10), "{a,b}".repeat(190)]) {
      assert.equal(compileGlob(pattern), undefined, pattern);
    }
  });
});
