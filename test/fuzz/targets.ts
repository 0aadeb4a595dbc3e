import assert from "node:assert/strict";
import fc from "fast-check";
import { parseBaseUrl } from "../../client/src/api/baseUrl";
import { InvopopClient } from "../../client/src/api/client";
import { ApiError } from "../../client/src/api/errors";
import { readWorkflow } from "../../client/src/api/types";
import { hoverPlaces } from "../../client/src/flow/hoverPlaces";
import { looksLikeWorkflow } from "../../client/src/looksLikeWorkflow";
import { contentsOfStored, contentsOfText, isSame } from "../../client/src/sync/contents";
import { differencesOf } from "../../client/src/sync/differences";
import { digestOf } from "../../client/src/sync/digest";
import { droppedOf } from "../../client/src/sync/dropped";
import { fileNameOf } from "../../client/src/sync/fileName";
import { NotAWorkflowError, toBody } from "../../client/src/sync/payload";
import { placeOf } from "../../client/src/sync/place";
import { renderLike, renderNew } from "../../client/src/sync/render";
import { parseCommandLine } from "../../server/src/cli/args";
import { fix } from "../../server/src/cli/commands/fix";
import { format as formatFiles } from "../../server/src/cli/commands/format";
import { graph } from "../../server/src/cli/commands/graph";
import { validate } from "../../server/src/cli/commands/validate";
import { unifiedDiff } from "../../server/src/cli/diff";
import { SPECS } from "../../server/src/cli/specs";
import { layout } from "../../server/src/layout";
import { RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import { createCatalog } from "../../server/src/schema/catalog";
import { readSettings } from "../../server/src/server/settings";
import { parseDocument } from "../../server/src/workflow/document";
import { readProject, withProjectActions } from "../../server/src/workspace/project";
import { anyBrokenSession, anyProjectText, anySession, anySettings } from "./acts";
import { play, playOverStdio } from "./play";
import { anyFileText, anyValue } from "./texts";

/** Something that is tried with made-up input. */
export interface Target<T = unknown> {
  readonly name: string;
  /** Its share of all inputs. */
  readonly weight: number;
  readonly input: fc.Arbitrary<T>;
  /** Throws where what is tried does what it must not do. Answers how many characters it had to do with. */
  run(input: T): Promise<number>;
}

function target<T>(given: Target<T>): Target {
  return given as Target;
}

/** Everything that is tried, those that take longest last. */
export const TARGETS: readonly Target[] = [
  target({
    name: "files brought together",
    weight: 6,
    input: fc.record({ text: anyFileText, other: anyFileText, stored: anyValue, path: anyPath() }),
    run: async ({ text, other, stored, path }) => {
      await synchronize(text, parsed(other) ?? stored, path);
      return text.length + other.length;
    },
  }),
  target({
    name: "answers of the API",
    weight: 3,
    input: fc.record({
      status: fc.constantFrom(200, 201, 200, 400, 401, 403, 404, 409, 422, 429, 500, 302),
      body: fc.oneof(
        anyValue.map((value) => JSON.stringify(value)),
        anyFileText,
        fc
          .record({ list: anyValue, next_created_at: anyValue }, { requiredKeys: [] })
          .map((page) => JSON.stringify(page)),
        fc
          .record({ fields: anyValue, faults: anyValue, message: anyValue })
          .map((body) => JSON.stringify(body)),
      ),
      retryAfter: fc.constantFrom("1", "-1", "x", "Wed, 21 Oct 2015 07:28:00 GMT", ""),
    }),
    run: async (answer) => {
      await callAll(answer);
      return answer.body.length;
    },
  }),
  target({
    name: "settings and projects",
    weight: 4,
    input: fc.record({
      settings: anySettings,
      actions: anyProjectText,
      diagnostics: anyProjectText,
      text: anyFileText,
    }),
    run: async ({ settings, actions, diagnostics, text }) => {
      checkWith(settings, actions, diagnostics, text);
      return actions.length + diagnostics.length + text.length;
    },
  }),
  target({
    name: "the command line",
    weight: 3,
    input: fc.record({
      command: fc.constantFrom("validate", "format", "fix", "graph"),
      text: anyFileText,
      format: fc.nat(4),
    }),
    run: async ({ command, text, format }) => {
      await commandLine(command, text, format);
      return text.length;
    },
  }),
  target({
    name: "sessions with an editor",
    weight: 12,
    input: anySession,
    run: async (session) => (await play(session)).characters,
  }),
  target({
    name: "sessions with a broken editor",
    weight: 4,
    input: anyBrokenSession,
    run: async (session) => (await play(session)).characters,
  }),
  target({
    name: "sessions over stdio",
    weight: 1,
    input: anySession,
    run: async (session) => (await playOverStdio(session)).characters,
  }),
];

function anyPath(): fc.Arbitrary<(string | number)[]> {
  const part = fc.oneof(
    fc.constantFrom("steps", "rescue", "next", "config", "action", "__proto__", "constructor", "0"),
    fc.nat(3),
    fc.string(),
  );
  return fc.array(part, { maxLength: 7 });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a function answers; undefined where the text is none that can be published. */
function ifWorkflow<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    assert.ok(error instanceof NotAWorkflowError, String(error));
    return undefined;
  }
}

async function synchronize(text: string, value: unknown, path: readonly (string | number)[]): Promise<void> {
  const stored = readWorkflow(value);
  const contents = ifWorkflow(() => contentsOfText(text));
  looksLikeWorkflow(text);
  hoverPlaces(text);
  const place = placeOf(text, path);
  assert.ok(!place || (place.offset >= 0 && place.offset + place.length <= text.length));
  for (const request of ["create", "update"] as const) {
    const body = ifWorkflow(() => toBody(text, request));
    if (body !== undefined) {
      JSON.parse(body);
    }
  }
  if (!stored) {
    return;
  }
  fileNameOf({ id: stored.id, name: stored.name }, new Set());
  const rendered = renderLike(text, stored);
  const fresh = renderNew(stored);
  const wanted = contentsOfStored(stored);
  assert.ok(isSame(contentsOfText(fresh), wanted), `What is stored is not what is written: ${fresh}`);
  if (contents) {
    assert.ok(isSame(contentsOfText(rendered), wanted), `What is stored is not what is written: ${rendered}`);
    const isEqual = differencesOf(contents, wanted).length === 0;
    assert.equal(isEqual, isSame(contents, wanted));
    assert.equal(isEqual, (await digestOf(contents)) === (await digestOf(wanted)));
    droppedOf(JSON.parse(toBody(text, "create")), {}, stored);
  }
  unifiedDiff("a", text, rendered, (_style, line) => line);
}

async function callAll(answer: { status: number; body: string; retryAfter: string }): Promise<void> {
  const client = new InvopopClient({
    baseUrl: parseBaseUrl("https://api.example.com"),
    token: "token",
    userAgent: "test",
    limits: { connect: 1000, total: 1000 },
    fetch: async () =>
      new Response(answer.body, { status: answer.status, headers: { "Retry-After": answer.retryAfter } }),
  });
  const { signal } = new AbortController();
  const calls: readonly (() => Promise<unknown>)[] = [
    () => client.ping(signal),
    () => client.workspace(signal),
    () => client.getWorkflow("id", signal),
    () => client.createWorkflow("id", "{}", signal),
    async () => {
      for await (const page of client.listWorkflows(signal)) {
        assert.ok(Array.isArray(page));
      }
    },
  ];
  for (const call of calls) {
    try {
      await call();
    } catch (error) {
      assert.ok(error instanceof ApiError, String(error));
    }
  }
}

function checkWith(settings: unknown, actions: string, diagnostics: string, text: string): void {
  const { severities, customActions } = readSettings(settings);
  const project = readProject({ actions, diagnostics });
  const catalog = createCatalog(withProjectActions(project, customActions));
  for (const rule of RULES) {
    project.severityOf(rule.code, "a/b.workflow.json");
    severities.get(rule.code);
  }
  runRules(parseDocument(text), {
    catalog,
    rules: RULES,
    onError: (rule, error) => {
      throw new Error(`The rule ${rule.code} failed`, { cause: error });
    },
  });
}

const COMMANDS: Readonly<Record<string, typeof validate>> = { validate, format: formatFiles, fix, graph };

async function commandLine(command: string, text: string, format: number): Promise<void> {
  const formats = command === "validate" ? ["pretty", "json", "sarif", "github"] : [];
  const args = [command, ...(formats[format] ? ["--format", formats[format]] : []), "-"];
  let said = "";
  const output = {
    write: (part: string) => {
      said += part;
    },
  };
  const execute = COMMANDS[command] ?? assert.fail();
  const code = await execute(parseCommandLine(args, SPECS), {
    stdin: (async function* () {
      yield Buffer.from(text);
    })(),
    stdout: output,
    stderr: output,
    env: {},
    loadLayout: async () => layout,
  });
  assert.ok(code === 0 || code === 1, `${args.join(" ")} ended with ${code}: ${said.slice(0, 500)}`);
}
