import type { Point } from "../flowProtocol";

/** A box in a row of boxes. */
export interface Vertex {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  /** The row that it stands in, from 0 downwards. */
  readonly row: number;
}

/**
 * Finds the centres of boxes, in pixels. The rows are given, and every link leads down. The boxes of a row stand
 * in the order in which a walk comes to them that starts at the first box and takes the links as they are listed.
 */
export type Layout = (
  vertices: readonly Vertex[],
  links: readonly (readonly [from: string, to: string])[],
) => ReadonlyMap<string, Point>;
