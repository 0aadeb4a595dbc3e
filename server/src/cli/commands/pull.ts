import { isUuid } from "../../schema/uuid";
import { type CommandLine, choice } from "../args";
import { paintFor } from "../colours";
import { EXIT, UsageError } from "../exit";
import { reasonOf } from "../files/reason";
import type { Host } from "../host";
import { exitCode, say, tell } from "../outcome";
import { Folder } from "../remote/folder";
import { fetchAll, fetchThese, pullInto } from "../remote/pull";
import { REPORT_FORMATS, reportText } from "../remote/report";
import { isWell } from "../remote/result";
import { remotely } from "../remote/session";

/** `pull`: writes workflows of the token's workspace into files. */
export async function pull(line: CommandLine, host: Host): Promise<number> {
  const format = choice(line, "format", REPORT_FORMATS);
  const ids = idsOf(line);
  const out = line.options.get("out");
  const path = typeof out === "string" && out !== "" ? out : ".";
  return remotely(line, host, async (session) => {
    const folder = await readFolder(path, host);
    if (!folder) {
      return EXIT.unreadable;
    }
    const remote = await session.connect();
    const fetched = ids ? await fetchThese(remote, ids) : await fetchAll(remote);
    const pulled = await pullInto(folder, fetched, line.options.has("force"), remote.signal);
    const { results, isUnwritable } = pulled;
    const { unreadable } = folder;
    const report = { workspace: remote.workspace, results, unreadable, isDry: false };
    host.stdout.write(reportText(report, format, paintFor(host.stdout, host.env)));
    tell(host, { unreadable, empty: [] });
    return isUnwritable ? EXIT.unreadable : exitCode({ unreadable, empty: [] }, !results.every(isWell));
  });
}

/** The ids of the workflows to pull, each once; undefined for all. */
function idsOf({ names, options, command }: CommandLine): readonly string[] | undefined {
  const isAll = options.has("all");
  if (isAll === names.length > 0) {
    throw new UsageError(
      isAll ? "Name ids or give --all, not both." : "Name the ids of workflows, or give --all.",
      command?.name,
    );
  }
  const wrong = names.find((name) => !isUuid(name));
  if (wrong !== undefined) {
    throw new UsageError(`'${wrong}' is no id of a workflow; 'list' tells them.`, command?.name);
  }
  return isAll ? undefined : [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

async function readFolder(path: string, host: Host): Promise<Folder | undefined> {
  try {
    return await Folder.read(path, host);
  } catch (error) {
    say(host.stderr, `${path} could not be read: ${reasonOf(error)}.`);
    return undefined;
  }
}
