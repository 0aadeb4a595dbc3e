import { handleNavigation } from "./navigation";
import { handleReading } from "./reading";
import type { Requests } from "./requests";
import { handleWriting } from "./writing";

/** Connects each LSP request with its feature: finds the document, turns positions into offsets and back. */
export function handleFeatures(requests: Requests): void {
  handleNavigation(requests);
  handleReading(requests);
  handleWriting(requests);
}
