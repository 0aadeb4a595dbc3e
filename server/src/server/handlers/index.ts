import { handleCodeActions } from "./codeActions";
import { handleFlow } from "./flow";
import { handleFlowEdits } from "./flowEdits";
import { handleFormatting } from "./formatting";
import { handleHierarchy } from "./hierarchy";
import { handleNavigation } from "./navigation";
import { handleReading } from "./reading";
import { handleRefactoring } from "./refactoring";
import type { Requests } from "./requests";
import { handleStructure } from "./structure";
import { handleWorkflowFiles } from "./workflowFiles";
import { handleWriting } from "./writing";

/** Connects each LSP request with its feature: finds the document, turns positions into offsets and back. */
export function handleFeatures(requests: Requests): void {
  handleNavigation(requests);
  handleReading(requests);
  handleStructure(requests);
  handleHierarchy(requests);
  handleFormatting(requests);
  handleWriting(requests);
  handleCodeActions(requests);
  handleRefactoring(requests);
  handleWorkflowFiles(requests);
  handleFlow(requests);
  handleFlowEdits(requests);
}
