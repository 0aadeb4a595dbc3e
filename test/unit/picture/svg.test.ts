import assert from "node:assert/strict";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import type { Picture } from "../../../server/src/flowProtocol";
import { fitted, widthOf } from "../../../server/src/picture/measure";
import { svgOf } from "../../../server/src/picture/svg";
import { THEMES } from "../../../server/src/picture/themes";
import { tries } from "../../support/thorough";
import { anyText } from "../arbitrary";
import { branch, go, KO, list, STOP, step } from "../workflow/letters";
import { flow, pictureFor } from "./drawn";

/** What an SVG says, read by an XML parser that takes nothing that is not well-formed. */
interface Read {
  /** The names of all elements. */
  readonly elements: readonly string[];
  /** The values of an attribute, in their order. */
  values(attribute: string): string[];
  /** The texts in elements of a name. */
  texts(element: string): string[];
}

/** @throws Error when it is no well-formed XML, or its names belong to no namespace that it declares */
function read(svg: string): Read {
  const open: string[] = [];
  const elements: string[] = [];
  const found: { readonly name: string; readonly value: string }[] = [];
  const said: { readonly element: string; text: string }[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, uri, attributes }) => {
    assert.equal(uri, "http://www.w3.org/2000/svg");
    open.push(name);
    elements.push(name);
    said.push({ element: name, text: "" });
    found.push(
      ...Object.values(attributes).map(({ name: attribute, value }) => ({ name: attribute, value })),
    );
  });
  parser.on("text", (text) => {
    const last = said.findLast(({ element }) => element === open.at(-1));
    if (last) {
      last.text += text;
    }
  });
  parser.on("closetag", () => open.pop());
  parser.write(svg).close();
  return {
    elements,
    values: (attribute) => found.filter(({ name }) => name === attribute).map(({ value }) => value),
    texts: (element) => said.filter((one) => one.element === element).map(({ text }) => text),
  };
}

function svg(picture: Picture, theme: keyof typeof THEMES = "light", title = "A flow"): string {
  return svgOf(picture, { theme: THEMES[theme], title });
}

const PICTURE = pictureFor(
  flow(
    list(step("a", list(branch(KO, step("b")), go("c", '"code": "x", ')), "pdf"), step("c", STOP), step("d")),
    step("r"),
  ),
  "down",
);

describe("a picture as SVG", () => {
  it("is well-formed, whatever stands in the workflow and its name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (name, word) => {
        const text = JSON.stringify({
          steps: [
            {
              name,
              action: word,
              config: { state: name },
              next: [{ code: word, stop: true }, { status: name }],
            },
            { name: word },
          ],
        });
        read(svg(pictureFor(text), "dark", name));
      }),
      tries(100),
    );
    fc.assert(
      fc.property(anyText, anyText, (text, before) => {
        read(svg(pictureFor(text, "right", { before })));
      }),
      tries(20),
    );
  });

  it("has a name and says in words what is to be seen", () => {
    const { texts, elements, values } = read(svg(PICTURE, "light", 'A & <b> "c"'));
    assert.deepEqual(elements.slice(0, 3), ["svg", "title", "desc"]);
    assert.equal(texts("title")[0], 'A & <b> "c"');
    assert.match(
      texts("desc")[0] ?? "",
      /^Start\. Leads to a, .* a, pdf, PDF Generator\. Leads on KO to b, /,
    );
    assert.deepEqual(values("role"), ["img"]);
  });

  it("shows names, actions, what conditions match, and where it jumps and ends", () => {
    assert.deepEqual(read(svg(PICTURE)).texts("text"), [
      "steps",
      "rescue",
      "KO",
      "x",
      "any",
      "Start",
      "a",
      "pdf · PDF Generator",
      "b",
      "c",
      "d",
      "↪ c",
      "Stop",
      "End",
      "Unhandled KO",
      "of 2 of 4 steps",
      "r",
      "End",
    ]);
  });

  it("needs nothing besides itself", () => {
    const text = svg(PICTURE);
    assert.deepEqual(
      [...text.matchAll(/(?:https?:|url\(|href|@import|<style|<script|<image)[^"')]*/g)]
        .map(([found]) => found)
        .filter((found) => !found.startsWith("url(#arrow-") && found !== "http://www.w3.org/2000/svg"),
      [],
    );
  });

  it("is as large as the picture, in the colours of its theme", () => {
    for (const theme of ["light", "dark"] as const) {
      const { values } = read(svg(PICTURE, theme));
      assert.deepEqual(values("viewBox")[0], `0 0 ${PICTURE.width} ${PICTURE.height}`);
      const colours = new Set([...values("fill"), ...values("stroke")].filter((value) => value !== "none"));
      const known = Object.values(THEMES[theme]);
      assert.deepEqual(
        [...colours].filter((colour) => !known.includes(colour)),
        [],
      );
      assert.equal(values("fill")[1], THEMES[theme].background);
    }
  });

  it("marks what is wrong, what is never reached, what is folded and how things changed", () => {
    const { error, warning, added, removed, changed } = THEMES.light;
    const text = flow(list(step("a", STOP), step("b", branch(KO, list(step("c"), step("d"))))));
    const marked = pictureFor(text, "down", {
      issues: [
        { start: text.indexOf('"a"'), severity: "error", message: "E" },
        { start: text.indexOf('"d"'), severity: "warning", message: "W" },
      ],
      collapsed: ["steps[1]"],
    });
    const strokes = read(svg(marked)).values("stroke");
    assert.deepEqual([strokes.includes(error), strokes.includes(warning)], [true, true]);
    assert.ok(read(svg(marked)).texts("text").includes("+ 2 steps"));
    assert.ok(read(svg(marked)).values("opacity").length > 0);
    assert.equal(read(svg(PICTURE)).values("stroke").includes(error), false);
    const named = (letters: string) =>
      flow(
        list(
          ...[...letters].map(
            (letter) => `{ "id": "019ab4c2-6b1e-7c1a-9d0e-00000000000${letter}", "name": "${letter}" }`,
          ),
        ),
      );
    const compared = read(svg(pictureFor(named("abc"), "down", { before: named("bda") })));
    assert.deepEqual(
      [added, removed, changed].map((colour) => compared.values("stroke").includes(colour)),
      [true, true, true],
    );
    assert.deepEqual(
      compared.texts("text").filter((one) => /ed$/.test(one)),
      ["changed", "removed", "added"],
    );
  });
});

describe("the width of texts", () => {
  it("grows with each sign and with the size", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme", minLength: 1 }), (a, b) => {
        assert.ok(widthOf(a + b, 10) > widthOf(a, 10));
        assert.ok(Math.abs(widthOf(a, 20) - 2 * widthOf(a, 10)) < 1e-6);
      }),
      tries(50),
    );
  });

  it("decides what of a text fits", () => {
    assert.equal(fitted("short", 10, 100), "short");
    assert.equal(fitted("a rather long text", 10, 60), "a rather lo…");
    assert.equal(fitted("国国国国国国", 10, 40), "国国…");
    assert.equal(fitted("anything", 10, 0), "…");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 10, max: 200 }), (text, width) => {
        assert.ok(widthOf(fitted(text, 10, width), 10) <= width);
      }),
      tries(50),
    );
  });
});
