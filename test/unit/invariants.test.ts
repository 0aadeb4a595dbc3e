import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleFaults, importFaults, importsOf, nodeFaults } from "../support/invariants";

const ROOT = join(__dirname, "../..");

const NODE_BUNDLES = [
  "dist/client.js",
  "dist/nodeClient.js",
  "dist/layout.js",
  "dist/server.js",
  "dist/cli.js",
];
const BROWSER_BUNDLES = ["dist/flow.js", "dist/browser/client.js", "dist/browser/server.js"];

/** Every TypeScript file under these folders, by its path from the root of the project. */
function sources(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts")),
  );
}

describe("the invariants", () => {
  it("hold for every import of the server and the client", () => {
    const files = sources("server/src", "client/src", "client/webview");
    assert.ok(files.length > 60, `${files.length} files`);
    assert.deepEqual(
      files.flatMap((path) => importFaults(path, readFileSync(join(ROOT, path), "utf8"))),
      [],
    );
  });

  // The packaging test looks at what ships; here whatever is built is looked at, and what is not says so.
  for (const path of [...NODE_BUNDLES, ...BROWSER_BUNDLES]) {
    const isBuilt = existsSync(join(ROOT, path));
    it(isBuilt ? `hold in ${path}` : `cannot be looked at in ${path}, which is not built`, () => {
      const bundle = isBuilt ? readFileSync(join(ROOT, path), "utf8") : "";
      assert.deepEqual(bundleFaults(path, bundle), []);
      assert.deepEqual(BROWSER_BUNDLES.includes(path) ? nodeFaults(path, bundle) : [], []);
    });
  }
});

describe("the scan for imports", () => {
  it("finds them in whatever way they are written", () => {
    const source = `
      import "a";
      import b from "b";
      import { c1, type c2 } from 'c';
      import type { d } from "d";
      import * as e from "e";
      import {
        f1,
        f2,
      } from "f";
      export { g } from "g";
      export type { h } from "h";
      export * from "i";
      export * as j from "j";
      const k = await import("k");
      const l = require("l");
      type M = import("m").M;
      import n = require("n");
      // import "comment";
      /* import o from "comment"; */
      const text = 'import p from "text"';
    `;
    assert.deepEqual(importsOf(source), [..."abcdefghijklmn"]);
  });

  for (const [path, source, fault] of [
    ["server/src/workflow/a.ts", 'import { b } from "./b"; import { c } from "jsonc-parser";', undefined],
    ["server/src/workflow/a.ts", 'import type { C } from "../schema/catalog";', "server/src/schema/catalog"],
    ["server/src/workflow/a.ts", 'import { distance } from "fastest-levenshtein";', "fastest-levenshtein"],
    ["server/src/workflow/a.ts", 'export { b } from "../features/hover";', "server/src/features/hover"],
    ["server/src/workflow/a.ts", 'import { readFileSync } from "node:fs";', "node:fs"],
    ["server/src/workflow/a.ts", 'import { readFileSync } from "fs";', "fs"],
    [
      "server/src/schema/a.ts",
      'import x from "../../../schemas/actions.json"; import { n } from "../workflow/node";',
      undefined,
    ],
    ["server/src/schema/a.ts", 'import v from "./generated/workflow";', undefined],
    ["server/src/schema/a.ts", 'import type { Rule } from "../rules/rule";', "server/src/rules/rule"],
    ["server/src/schema/a.ts", 'import Ajv from "ajv";', "ajv"],
    [
      "server/src/rules/a.ts",
      'import { Rule } from "./rule"; import { n } from "../schema/nearest";',
      undefined,
    ],
    ["server/src/rules/a.ts", 'import { syntax } from "./syntax";', "server/src/rules/syntax"],
    [
      "server/src/rules/a.ts",
      'import type { Diagnostic } from "vscode-languageserver";',
      "vscode-languageserver",
    ],
    ["server/src/rules/a.ts", 'import type { S } from "../server/settings";', "server/src/server/settings"],
    ["server/src/rules/registry.ts", 'import { syntax } from "./syntax";', undefined],
    [
      "server/src/rules/registry.ts",
      'import { distance } from "fastest-levenshtein";',
      "fastest-levenshtein",
    ],
    ["server/src/rules/run.ts", 'import { syntax } from "./syntax";', "server/src/rules/syntax"],
    ["server/src/rules/rule.ts", 'import { runRules } from "./run";', "server/src/rules/run"],
    [
      "server/src/features/a.ts",
      'import type { Fix } from "../rules/rule"; import { n } from "../workflow/node";',
      undefined,
    ],
    ["server/src/features/a.ts", 'import { hover } from "./hover";', "server/src/features/hover"],
    [
      "server/src/features/a.ts",
      'import { toItem } from "./completion/item";',
      "server/src/features/completion/item",
    ],
    [
      "server/src/features/a.ts",
      'import { Range } from "vscode-languageserver-textdocument";',
      "vscode-languageserver-textdocument",
    ],
    ["server/src/features/a.ts", 'import { toRange } from "../server/convert";', "server/src/server/convert"],
    [
      "server/src/features/completion/keys.ts",
      'import { toItem } from "./item"; import x from "../../schema/format";',
      undefined,
    ],
    [
      "server/src/features/completion/keys.ts",
      'import { hover } from "../hover";',
      "server/src/features/hover",
    ],
    ["server/src/features/completion/keys.ts", 'import { x } from "../../cli/main";', "server/src/cli/main"],
    [
      "server/src/features/flowEdits/a.ts",
      'import { x } from "./b"; import { y } from "../../picture/keys"; import { z } from "../../flowProtocol";',
      undefined,
    ],
    [
      "server/src/features/flowEdits/a.ts",
      'import { x } from "../../picture/graph";',
      "server/src/picture/graph",
    ],
    [
      "server/src/features/flowEdits/a.ts",
      'import { x } from "../refactor/plan";',
      "server/src/features/refactor/plan",
    ],
    [
      "server/src/server/start.ts",
      'import { x } from "vscode-languageserver"; import y from "../features/hover";',
      undefined,
    ],
    ["server/src/server/start.ts", 'import type { Uri } from "vscode";', "vscode"],
    [
      "server/src/server/start.ts",
      'import { x } from "../../../client/src/settings";',
      "client/src/settings",
    ],
    ["server/src/cli/main.ts", 'import type { Uri } from "vscode";', "vscode"],
    [
      "server/src/picture/a.ts",
      'import { b } from "./b"; import type { P } from "../flowProtocol"; import { n } from "../workflow/node";',
      undefined,
    ],
    ["server/src/picture/a.ts", 'import { layout } from "@dagrejs/dagre";', "@dagrejs/dagre"],
    ["server/src/picture/a.ts", 'import { layout } from "../layout";', "server/src/layout"],
    ["server/src/picture/a.ts", 'import type { Finding } from "../rules/rule";', "server/src/rules/rule"],
    ["server/src/flowProtocol.ts", 'import type { P } from "./protocol";', undefined],
    ["server/src/flowProtocol.ts", 'import type { K } from "./picture/keys";', "server/src/picture/keys"],
    ["server/src/protocol.ts", 'import { x } from "./server/settings";', "server/src/server/settings"],
    [
      "client/src/extension.ts",
      'import * as vscode from "vscode"; import { x } from "../../server/src/protocol";',
      undefined,
    ],
    [
      "client/src/extension.ts",
      'import type { Rule } from "../../server/src/rules/rule";',
      "server/src/rules/rule",
    ],
    ["client/src/api/client.ts", 'import type { Uri } from "vscode";', "vscode"],
    ["client/src/api/client.ts", 'import { x } from "../settings";', "client/src/settings"],
    ["client/src/api/client.ts", 'import { x } from "./errors";', undefined],
    ["client/src/sync/a.ts", 'import { x } from "./b"; import { y } from "../api/errors";', undefined],
    ["client/src/sync/a.ts", 'import type { Uri } from "vscode";', "vscode"],
    ["client/src/sync/a.ts", 'import { x } from "../session";', "client/src/session"],
    ["server/src/cli/a.ts", 'import { x } from "../../../client/src/sync/b";', undefined],
    ["server/src/cli/a.ts", 'import { x } from "../../../client/src/session";', "client/src/session"],
    [
      "client/webview/a.ts",
      'import { b } from "./b"; import type { Picture } from "../../server/src/flowProtocol"; import type { M } from "../src/flow/messages";',
      undefined,
    ],
    ["client/webview/a.ts", 'import type { Uri } from "vscode";', "vscode"],
    ["client/webview/a.ts", 'import { x } from "../src/flow/panel";', "client/src/flow/panel"],
    ["client/webview/a.ts", 'import { readFileSync } from "node:fs";', "node:fs"],
    ["client/src/flow/messages.ts", 'import type { Page } from "../../webview/page";', "client/webview/page"],
    ["client/src/publish/a.ts", 'import standalone from "ajv/dist/standalone";', "ajv/dist/standalone"],
  ] as const) {
    it(`${fault ? `sees that ${path} may not import ${fault}` : `lets ${path} have: ${source}`}`, () => {
      assert.deepEqual(importFaults(path, source), fault ? [`${path} imports ${fault}`] : []);
    });
  }

  it("sees code that makes code in a bundle", () => {
    assert.deepEqual(bundleFaults("a.js", 'const f=new Function("x","return x")'), [
      "a.js has new Function(",
    ]);
    assert.deepEqual(bundleFaults("a.js", "eval(x);"), ["a.js has eval("]);
    assert.deepEqual(bundleFaults("a.js", "a=b?eval (x):1"), ["a.js has eval("]);
    assert.deepEqual(
      bundleFaults("a.js", "x.retrieval(1);y.eval(2);z=Function;medieval(3);new FunctionNode(1)"),
      [],
    );
  });

  it("sees what only Node.js has in a bundle for browsers", () => {
    for (const [bundle, fault] of [
      ['var a=require("fs")', "require("],
      ["var a=require('node:fs')", "require("],
      ['import("node:fs")', "node:"],
      ["a(process.env.B)", "process"],
      ['a(process["env"])', "process"],
      ["Buffer.from(a)", "Buffer"],
      ["a(__dirname)", "a path of its own"],
    ] as const) {
      assert.ok(nodeFaults("a.js", bundle).includes(`a.js has ${fault}`), bundle);
    }
    const fine = `require("vscode");a='require("ajv")';b.process.c;this.Buffer.d;"process.env"`;
    assert.deepEqual(nodeFaults("a.js", fine), []);
  });
});
