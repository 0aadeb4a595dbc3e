import { ApiError, attempt } from "../../../../client/src/api/errors";
import type { CommandLine } from "../args";
import { type Paint, paintFor } from "../colours";
import { mapLimited } from "../files/limit";
import { readInputs, type Source } from "../files/read";
import type { Host } from "../host";
import { exitCode, say, tell } from "../outcome";
import { publishedDiff } from "../remote/changes";
import { failureText } from "../remote/failure";
import { localFileOf } from "../remote/local";
import { MOST_AT_ONCE, type Remote, remotely, type Session } from "../remote/session";
import { filesOf, stdinName } from "./files";

/** How a file compares with what is stored. */
type Comparison =
  | { readonly diff: string }
  /** It could not be compared, and why. */
  | { readonly reason: string };

/** `diff`: shows in what files differ from what is published. */
export async function diff(line: CommandLine, host: Host): Promise<number> {
  const names = filesOf(line);
  return remotely(line, host, async (session) => {
    const inputs = await readInputs(names, host, stdinName(line));
    const paint = paintFor(host.stdout, host.env);
    const compared = await mapLimited(inputs.sources, MOST_AT_ONCE, async (source) => ({
      name: source.name,
      ...(await compare(session, source, paint)),
    }));
    for (const file of compared) {
      if ("diff" in file) {
        host.stdout.write(file.diff);
      } else {
        say(host.stderr, `${file.name}: ${file.reason}`);
      }
    }
    tell(host, inputs);
    const isSame = compared.every((file) => "diff" in file && file.diff === "");
    return exitCode(inputs, !isSame);
  });
}

async function compare(session: Session, source: Source, paint: Paint): Promise<Comparison> {
  const file = localFileOf(source);
  if ("reason" in file) {
    return file;
  }
  // What stops all of them is told once.
  const remote = await session.connect();
  return compareWithStored(remote, source, file.id, paint);
}

async function compareWithStored(
  { client, signal }: Remote,
  source: Source,
  id: string,
  paint: Paint,
): Promise<Comparison> {
  const stored = await attempt(() => client.getWorkflow(id, signal));
  if (!(stored instanceof ApiError)) {
    return { diff: publishedDiff(source, { id, text: source.text }, stored, paint) };
  }
  return {
    reason: stored.kind === "not-found" ? "Nothing is published under its id." : failureText(stored),
  };
}
