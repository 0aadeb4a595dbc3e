import type { ProtocolPosition } from "./protocol";

/**
 * What the preview of the flow and the server say to each other, in JSON only. The webview draws what stands here
 * and works out nothing of its own.
 */

/** The request for the picture of an open document; null when it is not open. Can be cancelled. */
export const FLOW_PICTURE = "invopop/flowPicture";

/** The request for the picture as a text to take along; null when the document is not open or cannot be drawn. */
export const FLOW_EXPORT = "invopop/flowExport";

/** The request for the text edits that one operation in the picture comes to. */
export const FLOW_EDIT = "invopop/flowEdit";

/** The request for the actions to choose from for a file, those that fit it best first. */
export const FLOW_ACTIONS = "invopop/flowActions";

/** A range of a text as LSP writes it. */
export interface ProtocolRange {
  readonly start: ProtocolPosition;
  readonly end: ProtocolPosition;
}

/** Where the flow runs to: from top to bottom, or from left to right. */
export type FlowDirection = "down" | "right";

export interface FlowPictureParams {
  readonly textDocument: { readonly uri: string };
  readonly direction: FlowDirection;
  /** The keys of the steps all of whose branches are folded into them, and of conditions whose branch is folded. */
  readonly collapsed: readonly string[];
  /** Of a workflow that is too large to be drawn whole, the part around this place is drawn. */
  readonly around?: ProtocolPosition;
  /** The text that the document is compared with, such as what is published. */
  readonly before?: string;
}

export type FlowPictureResult =
  | { readonly kind: "picture"; readonly version: number; readonly picture: Picture }
  /** The text cannot be read as it stands, as while somebody types; the last picture still shows most of it. */
  | { readonly kind: "broken"; readonly version: number; readonly reason: string }
  | null;

export interface FlowExportParams extends FlowPictureParams {
  readonly format: "svg" | "mermaid";
  /** The colours and fonts of an SVG, by the names of `Theme`; those that are missing are VS Code's own light ones. */
  readonly theme?: Readonly<Record<string, string>>;
}

export type FlowExportResult = { readonly text: string } | null;

/** A drawn workflow. All lengths are pixels at a zoom of 1, from the upper left corner. */
export interface Picture {
  readonly direction: FlowDirection;
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly PictureLane[];
  /** In the order of the text, as the keyboard and screen readers go through them. */
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** How many steps the file has. */
  readonly total: number;
  /** False where the workflow is too large, so that only a part of it is drawn. */
  readonly isWhole: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** The main steps, or those of `rescue`. */
export interface PictureLane {
  readonly key: LaneKey;
  readonly title: string;
  readonly box: Box;
}

export type LaneKey = "steps" | "rescue";

export type PictureSeverity = "error" | "warning" | "information" | "hint";

/** How something differs from the text that the document is compared with. */
export type PictureChange = "added" | "removed" | "changed";

export interface PictureNode {
  /** Stays the same while the text is edited: of a step its UUID, else its path such as `steps[1]`. */
  readonly key: string;
  /**
   * Where a lane is entered, a step, where the workflow ends, a jump to a step that stands elsewhere (`target`), a
   * folded branch (its key is the condition's), or steps that are left out of a workflow that is too large.
   */
  readonly kind: "start" | "step" | "end" | "jump" | "branch" | "more";
  readonly box: Box;
  readonly title: string;
  /** The action as it is written. */
  readonly action?: string;
  /** The name of the action's app. */
  readonly app?: string;
  /** The state that is set, or what else of the config tells most, on one line. */
  readonly detail?: string;
  readonly lane: LaneKey;
  /** Of the worst problem. */
  readonly severity?: PictureSeverity;
  /** What is wrong with it, worst first, in sentences. */
  readonly problems?: readonly string[];
  readonly isUnreachable: boolean;
  /** The whole of it in the text; absent where nothing in the text stands for it, as for a removed step. */
  readonly range?: ProtocolRange;
  /** What an editor marks for it. */
  readonly selectionRange?: ProtocolRange;
  /** Whether the branches of a step are folded; absent where there are no steps in them. */
  readonly isCollapsed?: boolean;
  /** How many steps are folded into it, or left out. */
  readonly hidden?: number;
  /** The key of the step that a jump leads to. */
  readonly target?: string;
  readonly change?: PictureChange;
  /** The names of the fields of a changed step that differ, `place` for where it stands. */
  readonly differs?: readonly string[];
  /** What a screen reader says: name, action, state, problems, and where it leads. */
  readonly description: string;
}

export interface PictureEdge {
  readonly key: string;
  /** The keys of the nodes that it connects. */
  readonly from: string;
  readonly to: string;
  /** `rescue` leads from the start of the main steps, which stands for all of them, to that of `rescue`. */
  readonly kind: "next" | "branch" | "goto" | "rescue" | "stop";
  /** Whether it is the way straight on from where it starts, which is drawn without a turn. */
  readonly isStraight: boolean;
  /** What its condition matches: `OK`, `KO 4107`, `any`. Absent where the flow goes on by itself. */
  readonly label?: string;
  /** The corners of the line, first to last. */
  readonly points: readonly Point[];
  readonly labelBox?: Box;
  /** The condition in the text. */
  readonly range?: ProtocolRange;
  /** The key of the condition: the key of its step with `/next[1]` behind it. */
  readonly condition?: string;
  readonly change?: PictureChange;
}

export interface FlowEditParams {
  readonly textDocument: { readonly uri: string };
  /** The version of the picture, if only that one may be changed: keys that are paths mean something else in another. */
  readonly version?: number;
  readonly operation: FlowOperation;
}

/** What can be done in the picture. Steps and conditions are named by their keys, actions by their IDs. */
export type FlowOperation =
  | { readonly kind: "add-after"; readonly step: string; readonly action: string }
  | { readonly kind: "add-first"; readonly list: LaneKey; readonly action: string }
  | { readonly kind: "add-inside"; readonly condition: string; readonly action: string }
  | { readonly kind: "delete"; readonly step: string }
  | { readonly kind: "duplicate"; readonly step: string }
  | { readonly kind: "move"; readonly step: string; readonly to: FlowPlace }
  | {
      readonly kind: "add-condition";
      readonly step: string;
      readonly status?: string;
      readonly code?: string;
    }
  | { readonly kind: "point"; readonly condition: string; readonly step: string };

/** Where a step is moved to: beside another one, or to where a condition's branch starts. */
export type FlowPlace =
  | { readonly after: string }
  | { readonly before: string }
  | { readonly inside: string };

/** The edits of one operation, for one workspace edit; or why there are none. Null when the document is not open. */
export type FlowEditResult =
  | {
      readonly edits: readonly { readonly range: ProtocolRange; readonly newText: string }[];
      /** The version of the document that the edits are for. */
      readonly version: number;
      /** What to show afterwards, in the edited text. */
      readonly select?: ProtocolRange;
    }
  | { readonly refused: string }
  | null;

export interface FlowActionsParams {
  readonly textDocument: { readonly uri: string };
}

export interface FlowAction {
  readonly id: string;
  readonly title: string;
  readonly app?: string;
  readonly description?: string;
}
