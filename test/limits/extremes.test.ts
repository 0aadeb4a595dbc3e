import assert from "node:assert/strict";
import { Mirror } from "../fuzz/mirror";
import { EXTREMES, LINE_ENDS, NAMES, named } from "../support/extremes";
import { askEverything, diagnose, open, start, URI } from "./asked";

const ENCODINGS = ["utf-8", "utf-16", "utf-32"] as const;

describe("whatever stands in a name", () => {
  for (const encoding of ENCODINGS) {
    it(`all else is found at its place, counted in ${encoding}`, async () => {
      const server = await start(encoding);
      for (const [what, name] of Object.entries(NAMES)) {
        for (const [how, eol] of Object.entries(LINE_ENDS)) {
          const { text, offset } = named(name, eol);
          const mirror = new Mirror(URI, encoding, text, 1);
          await open(server, text);
          // Typed behind the name of the workflow, whose end is found by what stands before it.
          const place = { kind: "offset", at: text.indexOf('", "steps"') } as const;
          const change = mirror.type({ from: place, to: place, isWhole: false, text: "!" });
          await diagnose(server);
          await server.connection.sendNotification("textDocument/didChange", {
            textDocument: { uri: URI, version: 2 },
            contentChanges: [change],
          });
          const found = (await diagnose(server)).filter(({ code }) => code === "unknown-action");
          assert.deepEqual(
            found.map(({ range, message }) => [range.start, message]),
            [[mirror.positionAt(offset + 1), "The action 'acme.unknown' is not known."]],
            `${what}, ${how}`,
          );
        }
      }
      assert.deepEqual(server.errors, []);
      server.dispose();
    }).timeout(60_000);
  }
});

describe("a text such as nobody has", () => {
  for (const [what, { text, told }] of Object.entries(EXTREMES)) {
    it(`is told of and asked about: ${what}`, async () => {
      assert.deepEqual(await askEverything(text()), told);
    });
  }
});
