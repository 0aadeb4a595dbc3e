import type { CancellationToken } from "vscode-languageserver";

/** Resolves with a promise, or when nobody waits for it any more. */
export async function untilCancelled(
  work: Promise<unknown>,
  token: CancellationToken | undefined,
): Promise<void> {
  if (!token) {
    await work;
    return;
  }
  let stop = (): void => {};
  const cancelled = new Promise<void>((resolve) => {
    const listener = token.onCancellationRequested(() => resolve());
    stop = () => listener.dispose();
  });
  await Promise.race([work, cancelled]).finally(stop);
}
