import assert from "node:assert/strict";
import { hoverPlaces } from "../../../../client/src/flow/hoverPlaces";
import { pageHtml } from "../../../../client/src/flow/html";
import { stateFrom } from "../../../../client/src/flow/state";
import { plainColour } from "../../../../client/webview/export";

describe("the page of the preview", () => {
  it("runs our script alone, and reaches nothing outside", () => {
    const html = pageHtml({
      script: "https://host/dist/flow.js?a=1&b=2",
      style: 'https://host/"dist"/flow.css',
      source: "https://*.host",
      nonce: "abc123",
    });
    assert.equal(
      html,
      `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-abc123'; style-src https://*.host; img-src data:; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Flow Preview</title>
    <link rel="stylesheet" href="https://host/&quot;dist&quot;/flow.css">
  </head>
  <body>
    <script nonce="abc123" src="https://host/dist/flow.js?a=1&amp;b=2"></script>
  </body>
</html>
`,
    );
  });

  it("is restored from what was kept, whatever that is", () => {
    const state = { uri: "file:///a", direction: "right", collapsed: ["b"], isPinned: true } as const;
    assert.deepEqual(stateFrom({ ...state, view: { x: 1 }, focus: "b" }), state);
    assert.deepEqual(stateFrom({ uri: "file:///a", direction: 7, collapsed: ["b", 3], isPinned: "x" }), {
      uri: "file:///a",
      direction: "down",
      collapsed: ["b"],
      isPinned: false,
    });
    assert.deepEqual([undefined, null, "x", {}, { uri: 1 }].map(stateFrom), Array(5).fill(undefined));
  });
});

describe("the colours of an export", () => {
  it("are in words that every program knows", () => {
    const colours = [
      "rgb(1, 2, 3)",
      "color(srgb 0.5 0 1)",
      "color(srgb 1.01 -0.1 0.2 / 0.5)",
      "color(lab 1 2 3)",
    ];
    assert.deepEqual(colours.map(plainColour), [
      "rgb(1, 2, 3)",
      "rgb(128, 0, 255)",
      "rgba(255, 0, 51, 0.5)",
      "color(lab 1 2 3)",
    ]);
  });
});

describe("what is hovered over", () => {
  const places = (text: string) => hoverPlaces(text).map((at) => text.slice(at, text.indexOf('"', at)));

  it("stands for a step by its action and its id", () => {
    assert.deepEqual(places('{ "id": "x-1", "name": "Sign", "action": "silo.close" }'), [
      "silo.close",
      "x-1",
    ]);
    assert.deepEqual(places('{ "provider": "pdf", "config": { "action": "no" } }'), ["pdf"]);
  });

  it("stands for a condition by what it matches and where it goes", () => {
    assert.deepEqual(places('{ "status": "KO", "code": "4107", "steps": [] }'), ["KO", "4107"]);
    assert.deepEqual(places('{ "step_id": "x-1" }'), ["x-1"]);
  });

  it("is nothing where there is nothing", () => {
    assert.deepEqual(places('{ "id": null, "action": 7 }'), []);
    assert.deepEqual(places(""), []);
  });
});
