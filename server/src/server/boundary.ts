import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Runtime } from "./runtime";

/**
 * Every request passes here. One that was cancelled is answered as such, without being worked on; one that
 * fails is logged and gets the neutral answer, so that a fault in one feature is never a fault of the server.
 */
export class Boundary {
  constructor(
    private readonly connection: Connection,
    private readonly runtime: Runtime,
  ) {}

  async answer<T>(
    name: string,
    token: CancellationToken,
    neutral: T,
    work: () => T | Promise<T>,
  ): Promise<T | ResponseError<never>> {
    await this.runtime.yield();
    if (token.isCancellationRequested) {
      return new ResponseError<never>(LSPErrorCodes.RequestCancelled, `${name} was cancelled.`);
    }
    try {
      return await work();
    } catch (error) {
      this.log(`${name} failed`, error);
      return neutral;
    }
  }

  /** Writes a failure to the client's log. */
  log(message: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    try {
      this.connection.console.error(`${message}: ${detail}`);
    } catch {
      // The connection has closed, and nobody is there to be told.
    }
  }
}
