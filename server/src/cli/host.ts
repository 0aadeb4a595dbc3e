/** Where the command line reads from and writes to. */
export interface Host {
  readonly stdin: AsyncIterable<Buffer | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Environment;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** The width of the terminal in characters. */
  readonly columns?: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;
