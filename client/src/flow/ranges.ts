import * as vscode from "vscode";
import type { ProtocolRange } from "../../../server/src/flowProtocol";

/** A range of the protocol as VS Code has it. */
export function toRange({ start, end }: ProtocolRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
