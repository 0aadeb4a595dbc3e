import assert from "node:assert/strict";
import type { CodeAction, Diagnostic, DocumentSymbol } from "vscode-languageserver/node";
import { FLOW_EDIT, FLOW_EXPORT, FLOW_PICTURE } from "../../server/src/flowProtocol";
import { FIX_ALL_KIND } from "../../server/src/protocol";
import { LARGE_STEPS } from "../../server/src/workflow/size";
import { diagnose, open, start, URI } from "./asked";

const textDocument = { uri: URI };

/** A workflow of so many steps, each of which goes to the first one and has an id that is none. */
function withSteps(count: number): string {
  const step = '{"id":"x","provider":"pdf","next":[{"step_id":"x"}]}';
  return `{ "name": "", "steps": [${`${step},`.repeat(count - 1)}${step}], "rescue": [] }`;
}

/** What there is for the first step of a workflow of so many. */
async function offersFor(count: number) {
  const server = await start("utf-16");
  const text = withSteps(count);
  const ask = <T>(method: string, params: object): Promise<T> =>
    server.connection.sendRequest(method, { textDocument, ...params });
  const actions = async (only?: string) => {
    const position = { line: 0, character: text.indexOf('"x"') };
    const found = await ask<CodeAction[]>("textDocument/codeAction", {
      range: { start: position, end: position },
      context: { diagnostics: [], ...(only && { only: [only] }) },
    });
    return found.map(({ title }) => title);
  };
  await open(server, text);
  const flow = { direction: "down", collapsed: [] };
  const picture = await ask<{ kind: string; reason?: string }>(FLOW_PICTURE, flow);
  const edit = await ask<{ refused?: string }>(FLOW_EDIT, {
    operation: { kind: "add-first", list: "rescue", action: "pdf" },
  });
  const offers = {
    diagnostics: [...new Set((await diagnose(server)).map(({ code }: Diagnostic) => code))],
    fixes: await actions("quickfix"),
    refactorings: (await actions("refactor")).length > 0,
    safely: await actions(FIX_ALL_KIND),
    picture: picture.reason ?? picture.kind,
    isExported: (await ask(FLOW_EXPORT, { ...flow, format: "mermaid" })) !== null,
    edit: edit.refused ?? "edited",
  };
  assert.deepEqual(server.errors, []);
  server.dispose();
  return offers;
}

describe("a file with too many steps", () => {
  it("is only checked for its basics, and not looked at as a whole", async () => {
    assert.deepEqual(await offersFor(LARGE_STEPS + 1), {
      diagnostics: ["large-file", "invalid-uuid"],
      fixes: ["Replace by a new UUID, where it is referred to as well"],
      refactorings: false,
      safely: [],
      picture: "The file has more than 10 MiB or 50,000 steps, too much to be drawn.",
      isExported: false,
      edit: "The file has more than 10 MiB or 50,000 steps, too much to be changed this way. Change its text.",
    });
  });

  it("is as every other without them", async () => {
    assert.deepEqual(await offersFor(50), {
      diagnostics: [
        "invalid-uuid",
        "legacy-provider",
        "self-reference",
        "endless-loop",
        "unreachable-step",
        "no-rescue",
      ],
      fixes: [
        "Replace by a new UUID, where it is referred to as well",
        "Fix all 'invalid-uuid' in this file",
      ],
      refactorings: true,
      safely: ["Fix all that can be fixed safely"],
      picture: "picture",
      isExported: true,
      edit: "edited",
    });
  });

  it("has an outline of its first steps", async () => {
    const server = await start("utf-16");
    await open(server, withSteps(LARGE_STEPS + 1));
    const all = await server.connection.sendRequest<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument,
    });
    assert.deepEqual([all.length, all.at(-1)?.children?.length], [LARGE_STEPS, 1]);
    server.dispose();
  });
});
