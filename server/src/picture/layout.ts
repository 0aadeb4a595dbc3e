import type { Box, FlowDirection, Point } from "../flowProtocol";

/** A box to be placed, in pixels. */
export interface Sized {
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

/** A line to be drawn between two boxes. */
export interface SizedEdge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** The size of the text that stands on it. */
  readonly label?: { readonly width: number; readonly height: number };
  /** Whether it only holds its boxes in their order and is not drawn. */
  readonly isHidden?: boolean;
}

/** Boxes and lines in places, from the upper left corner. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: ReadonlyMap<string, { readonly points: readonly Point[]; readonly labelBox?: Box }>;
}

/** What finds places for boxes and lines. */
export type Layout = (
  boxes: readonly Sized[],
  edges: readonly SizedEdge[],
  direction: FlowDirection,
) => Placed;
