import type { FlowDirection, FlowOperation, FlowPlace, Picture } from "../../../server/src/flowProtocol";

/**
 * What the extension and the page of the flow preview say to each other, in JSON only.
 */

/** What a page shows, and what it is shown again by after VS Code was closed. */
export interface PageState {
  /** The workflow's address. */
  readonly uri: string;
  readonly direction: FlowDirection;
  /** The keys of what is folded. */
  readonly collapsed: readonly string[];
  /** Whether it stays on this workflow when another one is opened. */
  readonly isPinned: boolean;
}

/** Where a step stands in the text, among the others that are drawn. */
export interface OutlinePlace {
  /** How deep, from 1. */
  readonly level: number;
  /** Its number in its list, from 1, and how many there are. */
  readonly position: number;
  readonly count: number;
  /** The keys of its neighbours in its list. */
  readonly previous?: string;
  readonly next?: string;
}

/** The places of the steps by their keys. */
export type Outline = Readonly<Record<string, OutlinePlace>>;

/** A picture and what belongs to it. */
export interface PictureMessage {
  readonly type: "picture";
  readonly state: PageState;
  /** The name of the workflow's file. */
  readonly title: string;
  readonly picture: Picture;
  readonly outline: Outline;
  /** The key of the step that the cursor of the editor is in. */
  readonly cursor?: string;
  /** What it is compared with, such as "what is published"; absent when it is not compared. */
  readonly comparedWith?: string;
  /** The key of the step to go to, as after an edit. */
  readonly focus?: string;
  /** Whether something can be changed from here. */
  readonly canEdit: boolean;
}

/** The colours and the font of the page, by the names that the export knows them by. */
export type PageTheme = Readonly<Record<string, string>>;

export type ToPage =
  | PictureMessage
  /** The last picture stays, and this is said below it. An empty text says that all is well again. */
  | { readonly type: "note"; readonly text: string }
  /** There is nothing to draw, for this reason. */
  | { readonly type: "nothing"; readonly text: string; readonly state: PageState }
  /** The cursor of the editor moved. */
  | { readonly type: "cursor"; readonly key?: string }
  /** What the hover of the editor says, in Markdown, most important first. */
  | { readonly type: "hover"; readonly key: string; readonly markdown: readonly string[] }
  /** Starts what the palette was asked for. */
  | { readonly type: "export"; readonly format: ExportFormat }
  /** Asks for a picture of points. */
  | { readonly type: "draw"; readonly svg: string; readonly scale: number };

/** What the flow can be taken along as. */
export type ExportFormat = "svg" | "png" | "mermaid" | "markdown";

/** Where a step is added whose action is still to be chosen. */
export type AddPlace =
  | { readonly kind: "add-after"; readonly step: string }
  | { readonly kind: "add-first"; readonly list: "steps" | "rescue" }
  | { readonly kind: "add-inside"; readonly condition: string };

/** A change that the person asks for; what is missing in it is asked from them. */
export type PageEdit =
  | AddPlace
  | Extract<FlowOperation, { readonly kind: "delete" | "duplicate" }>
  | { readonly kind: "move"; readonly step: string; readonly to: FlowPlace }
  | { readonly kind: "add-condition"; readonly step: string }
  | { readonly kind: "point"; readonly condition: string };

export type FromPage =
  /** The page is there, or there again. */
  | { readonly type: "ready" }
  /** Shows a node or an edge in the editor; `isOpened` takes the focus there. */
  | { readonly type: "reveal"; readonly key: string; readonly isOpened: boolean }
  | { readonly type: "hover"; readonly key: string }
  | { readonly type: "edit"; readonly edit: PageEdit }
  | { readonly type: "undo" | "redo" }
  | { readonly type: "direction"; readonly direction: FlowDirection }
  | { readonly type: "collapse"; readonly keys: readonly string[] }
  | { readonly type: "pin"; readonly isPinned: boolean }
  | { readonly type: "end-comparison" }
  | { readonly type: "export"; readonly format?: ExportFormat; readonly theme: PageTheme }
  /** A picture of points as a `data:` address; absent when it could not be drawn. */
  | { readonly type: "drawn"; readonly png?: string };
