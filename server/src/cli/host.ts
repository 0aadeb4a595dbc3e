import type { Layout } from "../picture/layout";

/** Where the command line reads from and writes to, and what it loads where it needs it. */
export interface Host {
  readonly stdin: AsyncIterable<Buffer | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Environment;
  /** Loads what finds the places in a picture of the flow. */
  loadLayout(): Promise<Layout>;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** The width of the terminal in characters. */
  readonly columns?: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;
