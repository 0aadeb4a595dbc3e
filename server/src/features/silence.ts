import { type Finding, findingsAt } from "../rules/rule";
import { parseDocument } from "../workflow/document";
import type { Edit } from "../workflow/edits";
import { appendField } from "../workflow/insert";
import { type Layout, layoutOf } from "../workflow/layout";
import { type Node, propertyOf } from "../workflow/node";
import { type Piece, pieceOf, writeSpread } from "../workflow/pieces";
import type { Span } from "../workflow/span";

/** A way not to be told of findings any more: the edits that it makes in the project's file of severities. */
export interface Silencing {
  readonly title: string;
  /** Those in the range that it silences. */
  readonly findings: readonly Finding[];
  readonly edits: readonly Edit[];
}

/** Of these nobody can do without knowing: the file is no workflow. */
const NEVER = new Set(["syntax", "schema"]);

/** The value that says that a rule is off. */
const OFF = "off";

/**
 * The ways to silence the rules whose findings a range of the text touches, in this file and in all. None where
 * the file of severities holds something that nothing can be added to.
 *
 * @param severities the text of `.invopop/diagnostics.json`; undefined while there is none
 * @param pattern the pattern that stands for the file of the findings there
 */
export function findSilencings(
  findings: readonly Finding[],
  range: Span,
  severities: string | undefined,
  pattern: string,
): Silencing[] {
  const touched = findingsAt(findings, range);
  const codes = new Set(touched.map(({ rule }) => rule.code).filter((code) => !NEVER.has(code)));
  return [...codes].flatMap((code) => {
    const silenced = touched.filter(({ rule }) => rule.code === code);
    return [
      { title: `Silence '${code}' in this file`, path: ["files", pattern, code] },
      { title: `Silence '${code}' in this workspace`, path: ["rules", code] },
    ].flatMap(({ title, path }) => {
      const edits = turnOff(severities ?? "", path);
      return edits ? [{ title, findings: silenced, edits }] : [];
    });
  });
}

/** The edits that put `"off"` behind a path of keys; undefined where that cannot be. */
function turnOff(text: string, path: readonly string[]): Edit[] | undefined {
  const document = parseDocument(text);
  const layout = layoutOf(document);
  if (text.trim() === "") {
    return [
      { span: { start: 0, end: text.length }, text: writeSpread(nestedOff(path), layout, "") + layout.eol },
    ];
  }
  const { root, problems } = document;
  return root && problems.length === 0 ? setOff(text, layout, root, path) : undefined;
}

function setOff(text: string, layout: Layout, object: Node, path: readonly string[]): Edit[] | undefined {
  const [key, ...rest] = path;
  if (object.type !== "object" || key === undefined) {
    return undefined;
  }
  const value = propertyOf(object, key)?.value;
  if (!value) {
    return appendField(text, layout, object, { key, value: nestedOff(rest) });
  }
  return rest.length === 0 ? [{ span: value, text: JSON.stringify(OFF) }] : setOff(text, layout, value, rest);
}

/** The objects, one in another, in which a path of keys leads to `"off"`. */
function nestedOff(path: readonly string[]): Piece {
  return pieceOf(path.reduceRight<unknown>((value, key) => ({ [key]: value }), OFF));
}
