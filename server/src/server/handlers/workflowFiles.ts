import { WORKFLOW_FILES, WORKFLOW_FILES_CHANGED, type WorkflowFile } from "../../protocol";
import type { Workspace } from "../../workflow/workspace";
import type { Requests } from "./requests";

/** How long nothing may change before it is told that something did, in milliseconds. */
const REST = 200;

/** What was told where it is not known which files there are: whatever is found out is news. */
const NOTHING = "";

/** Tells which files of the workspace are which workflow, and when that changes. */
export function handleWorkflowFiles({ connection, runtime, boundary, files, workflows }: Requests): void {
  /** What was answered last; undefined while nobody has asked. */
  let told: string | undefined;
  let stopWaiting: (() => void) | undefined;

  const look = (): readonly WorkflowFile[] => {
    const list = filesWithId(workflows.now());
    told = JSON.stringify(list);
    return list;
  };

  connection.onRequest(WORKFLOW_FILES, (_params: unknown, token) =>
    boundary.answer<readonly WorkflowFile[] | null>("The list of workflow files", token, null, async () => {
      await files.scanned(token);
      // What was left out would be taken for what is not there, and be pulled again, or published over.
      const isKnown = !token.isCancellationRequested && !files.isBlind();
      told ??= NOTHING;
      return isKnown ? look() : null;
    }),
  );

  workflows.onChange(() => {
    if (told === undefined) {
      return;
    }
    stopWaiting?.();
    stopWaiting = runtime.later(() => {
      const before = told;
      look();
      if (told !== before) {
        // A client that is shutting down takes no notifications, which is nobody's fault.
        connection.sendNotification(WORKFLOW_FILES_CHANGED).catch(() => {});
      }
    }, REST);
  });
}

function filesWithId({ workflows }: Workspace): WorkflowFile[] {
  return workflows.flatMap(({ uri, id, label }) => (id === undefined ? [] : [{ uri, id, label }]));
}
