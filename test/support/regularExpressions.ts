import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "jsonc-parser";
import {
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isRegularExpressionLiteral,
  type Node,
} from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";

const ROOT = join(__dirname, "../..");

/** A regular expression as it stands in a source. */
export interface FoundExpression {
  /** The file from the root with slashes, a colon and the line from 1. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** What is found in the sources of the product. */
export interface FoundExpressions {
  /** The files that were read, from the root with slashes. */
  readonly files: readonly string[];
  readonly expressions: readonly FoundExpression[];
  /** The places where one is put together at run time, which nobody can check. */
  readonly made: readonly string[];
}

/** Finds the regular expressions below folders, given from the root with slashes, by TypeScript's own parser. */
export function findExpressions(folders: readonly string[]): FoundExpressions {
  const { references }: { references: { path: string }[] } = parse(
    readFileSync(join(ROOT, "tsconfig.json"), "utf8"),
  );
  const files = new Set<string>();
  const expressions: FoundExpression[] = [];
  const made: string[] = [];
  const api = new API({ cwd: ROOT });
  try {
    for (const { path } of references) {
      const config = join(ROOT, path);
      const project = api.updateSnapshot({ openProject: config }).getProject(config);
      for (const file of project?.rootFiles.filter((name) => name.endsWith(".ts")) ?? []) {
        const source = project?.program.getSourceFile(file);
        const name = relative(ROOT, file).replaceAll("\\", "/");
        if (source && !files.has(name) && folders.some((folder) => name.startsWith(`${folder}/`))) {
          files.add(name);
          const placeOf = (node: Node) => `${name}:${source.text.slice(0, node.end).split("\n").length}`;
          visit(source, (node) => {
            if (isRegularExpressionLiteral(node)) {
              const end = node.text.lastIndexOf("/");
              expressions.push({
                place: placeOf(node),
                source: node.text.slice(1, end),
                flags: node.text.slice(end + 1),
              });
            } else if (isMaker(node)) {
              made.push(placeOf(node));
            }
          });
        }
      }
    }
  } finally {
    api.close();
  }
  return { files: [...files], expressions, made };
}

function visit(node: Node, look: (node: Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}

/** Whether a node makes a regular expression of a text. */
function isMaker(node: Node): boolean {
  return (
    (isNewExpression(node) || isCallExpression(node)) &&
    isIdentifier(node.expression) &&
    node.expression.text === "RegExp"
  );
}
