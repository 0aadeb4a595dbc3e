import assert from "node:assert/strict";
import { keepView } from "../../../../client/webview/anchor";
import { distanceTo, headOf, pathOf } from "../../../../client/webview/line";
import { fitAll, LARGEST, openAt, SMALLEST, showBox, within, zoomAt } from "../../../../client/webview/view";
import { pictureFor } from "../../picture/drawn";
import { keyOf, TEXT } from "./sample";

const WINDOW = { width: 400, height: 300 };

describe("the view of a picture", () => {
  it("zooms around a point that stays where it is", () => {
    const view = zoomAt({ x: 10, y: 20, zoom: 1 }, 2, { x: 110, y: 120 });
    assert.deepEqual(view, { x: -90, y: -80, zoom: 2 });
    assert.equal(zoomAt(view, 100, { x: 0, y: 0 }).zoom, LARGEST);
    assert.equal(zoomAt(view, 0, { x: 0, y: 0 }).zoom, SMALLEST);
  });

  it("fits all of a large picture, and leaves a small one as it is", () => {
    assert.deepEqual(fitAll({ width: 704, height: 100 }, WINDOW), { x: 24, y: 125, zoom: 0.5 });
    assert.deepEqual(fitAll({ width: 100, height: 100 }, WINDOW), { x: 150, y: 100, zoom: 1 });
  });

  it("opens where the flow begins, as large as it is read well", () => {
    assert.deepEqual(openAt({ width: 100, height: 9000 }, WINDOW, "down"), { x: 150, y: 24, zoom: 1 });
    assert.deepEqual(openAt({ width: 9000, height: 9000 }, WINDOW, "down"), { x: 24, y: 24, zoom: 0.8 });
    assert.deepEqual(openAt({ width: 9000, height: 100 }, WINDOW, "right"), { x: 24, y: 100, zoom: 1 });
  });

  it("moves as little as needed to show something", () => {
    const view = { x: 0, y: 0, zoom: 1 };
    const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 });
    assert.deepEqual(showBox(view, box(50, 50), WINDOW), view);
    assert.deepEqual(showBox(view, box(350, 50), WINDOW), { x: -74, y: 0, zoom: 1 });
    assert.deepEqual(showBox(view, box(50, -100), WINDOW), { x: 0, y: 124, zoom: 1 });
    assert.deepEqual(showBox(view, box(50, 5000), WINDOW), { x: 0, y: -4875, zoom: 1 });
    assert.deepEqual(showBox(view, box(50, -5000), WINDOW), { x: 0, y: 5125, zoom: 1 });
    const large = { x: 500, y: 0, width: 900, height: 50 };
    assert.deepEqual(showBox(view, large, WINDOW), { x: -476, y: 24, zoom: 1 });
  });

  it("never loses the picture", () => {
    const picture = { width: 100, height: 100 };
    assert.deepEqual(within({ x: 9000, y: -9000, zoom: 1 }, picture, WINDOW), { x: 352, y: -52, zoom: 1 });
  });

  it("keeps what is looked at in its place when the picture changes", () => {
    const before = pictureFor(TEXT);
    const after = pictureFor(TEXT, "down", { collapsed: ["steps[1]"] });
    const view = { x: 0, y: -150, zoom: 0.5 };
    const marked = new Set([keyOf(before, "f")]);
    const placeOf = (picture: typeof before, { y, zoom }: typeof view) =>
      y + (picture.nodes.find(({ title }) => title === "f")?.box.y ?? assert.fail()) * zoom;
    const kept = keepView(before, after, view, WINDOW, marked) ?? assert.fail();
    assert.equal(placeOf(after, kept), placeOf(before, view));
    assert.notEqual(kept.y, view.y);
    assert.equal(keepView(before, { ...after, nodes: [] }, view, WINDOW, marked), undefined);
  });
});

describe("a line", () => {
  const points = [
    { x: 0, y: 0 },
    { x: 0, y: 50 },
    { x: 100, y: 50 },
    { x: 100, y: 100 },
  ];

  it("has round corners and an arrow head at its end", () => {
    assert.equal(pathOf(points), "M0 0L0 42Q0 50 8 50L92 50Q100 50 100 58L100 94");
    assert.equal(headOf(points), "M100 100L103.85 93L96.15 93Z");
    assert.equal(pathOf([]) + headOf([]), "");
  });

  it("tells how far away something is", () => {
    assert.equal(distanceTo(points, { x: 50, y: 30 }), 20);
    assert.equal(distanceTo(points, { x: 100, y: 130 }), 30);
    assert.equal(distanceTo([], { x: 0, y: 0 }), Number.POSITIVE_INFINITY);
  });
});
