import assert from "node:assert/strict";
import { constants } from "node:buffer";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useCliFolder } from "../support/cli";
import { EXTREMES, HUGE, LINE_ENDS, NAMES, named } from "../support/extremes";

/** A problem as `validate --format json` tells it. */
interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
}

describe("a file such as nobody has", () => {
  const folder = useCliFolder();
  const { run, write, read } = folder;

  /** Writes texts under numbers, as their names are none of files. */
  function writeAll(texts: readonly string[]): string[] {
    return texts.map((text, at) => {
      const name = `${at}.workflow.json`;
      write(name, text);
      return name;
    });
  }

  function problemsIn(names: readonly string[]): Problem[] {
    const { status, stdout, stderr } = run(["validate", "--format", "json", ...names]);
    assert.deepEqual([status === 0 || status === 1, stderr], [true, ""]);
    return JSON.parse(stdout).problems;
  }

  /** The code and the place of the first problem of each kind, lines and characters from 0. */
  function toldOf(problems: readonly Problem[]): string[] {
    const first = new Map<string, string>();
    for (const { code, line, column } of problems) {
      if (!first.has(code)) {
        first.set(code, `${code} ${line - 1}:${column - 1}`);
      }
    }
    return [...first.values()];
  }

  it("is told of where it is wrong", () => {
    const names = writeAll(Object.values(EXTREMES).map(({ text }) => text()));
    const problems = problemsIn(names);
    assert.deepEqual(
      names.map((name) => toldOf(problems.filter(({ file }) => file === name))),
      Object.values(EXTREMES).map(({ told }) => told),
    );
  });

  it("has its basics checked when it is larger than any workflow, and says so", () => {
    const names = writeAll(Object.values(HUGE).map(({ text }) => text()));
    const problems = problemsIn(names);
    assert.deepEqual(
      names.map((name) => toldOf(problems.filter(({ file }) => file === name))),
      Object.values(HUGE).map(({ told }) => told),
    );
    for (const name of names) {
      assert.deepEqual(run(["graph", name]), {
        status: 1,
        stdout: "",
        stderr: `${name}:1:1 cannot be drawn. The file has more than 10 MiB or 50,000 steps, too much to be drawn.\n`,
      });
    }
  }).timeout(60_000);

  it("stays as it is where nobody knows what it means", () => {
    const texts = Object.values(EXTREMES).map(({ text }) => Buffer.from(text()).toString());
    const names = writeAll(texts);
    for (const command of ["fix", "format"]) {
      const { status, stderr } = run([command, ...names]);
      assert.equal(status, 1);
      assert.doesNotMatch(stderr, /\n +at /);
      assert.deepEqual(
        names.filter((name, at) => read(name) !== texts[at]),
        [],
        command,
      );
    }
  });

  it("is drawn, or told why not", () => {
    for (const name of writeAll(Object.values(EXTREMES).map(({ text }) => text()))) {
      const { status, stdout, stderr } = run(["graph", name]);
      const isDrawn = status === 0 && stdout.startsWith("<svg ") && stderr === "";
      const isTold = status === 1 && stdout === "" && /^\S+:1:\d+ cannot be drawn\. .*\.\n$/.test(stderr);
      assert.ok(isDrawn || isTold, stderr);
    }
  });

  it("has all else found at its place, whatever stands in a name", () => {
    const made = Object.values(NAMES).flatMap((name) =>
      Object.values(LINE_ENDS).map((eol) => named(name, eol)),
    );
    const names = writeAll(made.map(({ text }) => text));
    const places = made.map(({ text, offset }) => {
      const before = text.slice(0, offset).split(/\r\n|\n|\r/);
      return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    });
    const found = problemsIn(names).filter(({ code }) => code === "unknown-action");
    assert.deepEqual(
      names.map((name) =>
        found.filter(({ file }) => file === name).map((one) => `${one.line}:${one.column}`),
      ),
      places.map((place) => [place]),
    );
    const before = names.map((name) => JSON.parse(read(name)));
    assert.equal(run(["format", ...names]).status, 0);
    assert.deepEqual(
      names.map((name) => JSON.parse(read(name))),
      before,
    );
  });

  it("is not read when it is too large to be a text at all", () => {
    writeFileSync(join(folder.path, "a.workflow.json"), "");
    truncateSync(join(folder.path, "a.workflow.json"), constants.MAX_STRING_LENGTH + 1);
    assert.deepEqual(run(["validate", "a.workflow.json"]), {
      status: 3,
      stdout: "0 files checked: 0 errors, 0 warnings.\n",
      stderr: "a.workflow.json could not be read: it is too large.\n",
    });
  });
});
