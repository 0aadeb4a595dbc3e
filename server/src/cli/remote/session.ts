import type { InvopopClient } from "../../../../client/src/api/client";
import { ApiError } from "../../../../client/src/api/errors";
import type { Workspace } from "../../../../client/src/api/types";
import type { CommandLine } from "../args";
import { EXIT } from "../exit";
import type { Host } from "../host";
import { say } from "../outcome";
import { clientOf } from "./access";
import { failureText } from "./failure";
import { listenForInterruption } from "./interruption";
import { Refusal } from "./refusal";

/** The workspace that the token belongs to. */
export interface Remote {
  readonly client: InvopopClient;
  readonly workspace: Workspace;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

/** A run of a command that talks to Invopop. */
export interface Session {
  /**
   * Finds out, once, which workspace the token belongs to.
   *
   * @throws ApiError
   * @throws Refusal when it is not the one that the command line expects
   */
  connect(): Promise<Remote>;
}

/** How many workflows are fetched or published at the same time. */
export const MOST_AT_ONCE = 4;

/**
 * Runs a command that talks to Invopop. What stops it is told of on standard error.
 *
 * @returns the exit code
 * @throws UsageError when the environment does not say how to reach a workspace
 */
export async function remotely(
  line: CommandLine,
  host: Host,
  run: (session: Session) => Promise<number>,
): Promise<number> {
  const interruption = listenForInterruption();
  const { signal } = interruption;
  try {
    const client = clientOf(line, host);
    const connect = async (): Promise<Remote> => {
      const workspace = await client.workspace(signal);
      checkExpected(line, workspace);
      return { client, workspace, signal };
    };
    let remote: Promise<Remote> | undefined;
    const code = await run({
      connect: () => {
        remote ??= connect();
        return remote;
      },
    });
    return signal.aborted ? EXIT.interrupted : code;
  } catch (error) {
    if (error instanceof ApiError) {
      say(host.stderr, failureText(error));
    } else if (error instanceof Refusal) {
      say(host.stderr, error.message);
    } else {
      throw error;
    }
    return signal.aborted ? EXIT.interrupted : EXIT.findings;
  } finally {
    interruption.dispose();
  }
}

/** The workspace as people know it, and whether what is published there is real. */
export function workspaceText({ name, slug, isSandbox }: Workspace): string {
  const kind = isSandbox === undefined ? "sandbox or live is not known" : isSandbox ? "sandbox" : "live";
  return `${name ?? slug ?? "unnamed"}${slug === undefined ? "" : ` (${slug})`}, ${kind}`;
}

function checkExpected({ options }: CommandLine, workspace: Workspace): void {
  const slug = options.get("expect-workspace");
  if (slug !== undefined && workspace.slug !== slug) {
    throw new Refusal(
      `The token belongs to the workspace ${workspaceText(workspace)}, and --expect-workspace wants ${slug}. Nothing was sent.`,
    );
  }
  // A workspace that does not say what it is may be live.
  if (options.has("expect-sandbox") && workspace.isSandbox !== true) {
    throw new Refusal(
      `The token belongs to the workspace ${workspaceText(workspace)}, and --expect-sandbox wants a sandbox. Nothing was sent.`,
    );
  }
}
