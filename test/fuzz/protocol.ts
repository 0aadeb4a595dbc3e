/** Inputs that a worker is to try: so many of a target, made up from a seed. */
export interface Batch {
  readonly target: number;
  readonly seed: number;
  readonly runs: number;
  /** Whether steps are counted. */
  readonly isMetered: boolean;
}

/** What a worker tells. */
export type Told =
  | { readonly kind: "ready" }
  /** It begins with an input; they are counted from 0. */
  | { readonly kind: "run"; readonly run: number }
  | {
      readonly kind: "done";
      readonly characters: number;
      /** What is in use on the heap, in MiB. */
      readonly memory: number;
      /** The most steps for each character that an input took, where steps are counted. */
      readonly mostSteps: number;
    }
  /** An input has failed, and this is the smallest one like it that was found. */
  | { readonly kind: "failure"; readonly input: unknown; readonly path: string; readonly error: string };
