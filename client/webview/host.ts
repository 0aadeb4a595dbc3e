import type { FromPage, PageState, ToPage } from "../src/flow/messages";
import type { View } from "./view";

/** What is kept of a page while it is hidden, and by VS Code until the next session. */
export interface KeptState extends PageState {
  readonly view?: View;
  /** The key of what had the focus. */
  readonly focus?: string;
}

interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): KeptState | undefined;
  setState(state: KeptState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** VS Code, as the page sees it. */
export interface Host {
  send(message: FromPage): void;
  /** What was kept last; undefined in a new page. */
  kept(): KeptState | undefined;
  keep(state: KeptState): void;
  listen(listener: (message: ToPage) => void): void;
}

/** Connects with the extension. Can be called once. */
export function createHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    kept: () => api.getState(),
    keep: (state) => api.setState(state),
    listen: (listener) =>
      window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => listener(data)),
  };
}
