import { posix } from "node:path";

/** The names that a TypeScript source imports from, in their order, however it imports; those in comments and texts aside. */
export function importsOf(source: string): string[] {
  const found: string[] = [];
  for (const match of source.matchAll(TOKENS)) {
    const name = match.groups?.["name"];
    if (name !== undefined) {
      found.push(name);
    }
  }
  return found;
}

/** Comments and other texts are matched too, so that what looks like an import inside of them is passed over. */
const TOKENS = new RegExp(
  [
    String.raw`\/\/[^\n]*`,
    String.raw`\/\*[\s\S]*?\*\/`,
    String.raw`(?:\bfrom|\bimport|\b(?:import|require)\s*\()\s*(?<quote>["'])(?<name>[^"'\n]+)\k<quote>`,
    String.raw`"(?:[^"\\\n]|\\.)*"`,
    String.raw`'(?:[^'\\\n]|\\.)*'`,
    String.raw`\x60(?:[^\x60\\]|\\[\s\S])*\x60`,
  ].join("|"),
  "g",
);

/** What a file of a layer may import: packages by name, our own files by their path from the root after a slash. */
interface Layer {
  readonly files: RegExp;
  readonly allowed: readonly RegExp[];
}

const WORKFLOW = /^\/server\/src\/workflow\//;
const SCHEMA = /^\/server\/src\/schema\//;
const WORKSPACE = /^\/server\/src\/workspace\//;
const RULES = /^\/server\/src\/rules\//;
const RULE = /^\/server\/src\/rules\/rule$/;
const RULE_KIT = /^\/server\/src\/rules\/(rule|run|plan|memo|weights|fixes|large)$/;
const COMPLETION = /^\/server\/src\/features\/completion\//;
const REFACTOR = /^\/server\/src\/features\/refactor\//;
const FLOW_EDITS = /^\/server\/src\/features\/flowEdits\//;
const PICTURE = /^\/server\/src\/picture\//;
const PICTURE_KEYS = /^\/server\/src\/picture\/keys$/;
const PROTOCOL = /^\/server\/src\/protocol$/;
const FLOW_PROTOCOL = /^\/server\/src\/flowProtocol$/;
const WEBVIEW = /^\/client\/webview\//;
const FLOW_MESSAGES = /^\/client\/src\/flow\/messages$/;
const API = /^\/client\/src\/api\//;
const SYNC = /^\/client\/src\/sync\//;
const DATA = /^\/schemas\/[\w.-]+\.json$/;
const MANIFEST = /^\/package\.json$/;
const PACKAGE = /^[^/]/;
const PACKAGE_BUT_VSCODE = /^(?!vscode$)[^/]/;

/** The first layer that a file belongs to counts. */
const LAYERS: readonly Layer[] = [
  { files: WORKFLOW, allowed: [WORKFLOW, /^jsonc-parser$/] },
  { files: SCHEMA, allowed: [SCHEMA, WORKFLOW, DATA, /^fastest-levenshtein$/, /^i18n-iso-countries(\/|$)/] },
  { files: WORKSPACE, allowed: [WORKSPACE, WORKFLOW, SCHEMA] },
  { files: /^\/server\/src\/rules\/registry\.ts$/, allowed: [RULES] },
  {
    files: /^\/server\/src\/rules\/(run|plan|memo|weights|fixes|large)\.ts$/,
    allowed: [WORKFLOW, SCHEMA, RULE_KIT],
  },
  { files: RULES, allowed: [WORKFLOW, SCHEMA, RULE] },
  { files: COMPLETION, allowed: [WORKFLOW, SCHEMA, RULE, COMPLETION] },
  { files: REFACTOR, allowed: [WORKFLOW, SCHEMA, REFACTOR] },
  { files: FLOW_EDITS, allowed: [WORKFLOW, SCHEMA, FLOW_EDITS, PICTURE_KEYS, FLOW_PROTOCOL] },
  { files: /^\/server\/src\/features\//, allowed: [WORKFLOW, SCHEMA, RULE_KIT] },
  { files: PICTURE, allowed: [WORKFLOW, SCHEMA, PICTURE, FLOW_PROTOCOL] },
  { files: /^\/server\/src\/protocol\.ts$/, allowed: [] },
  { files: /^\/server\/src\/flowProtocol\.ts$/, allowed: [PROTOCOL] },
  { files: /^\/server\/src\/cli\//, allowed: [/^\/server\/src\//, API, SYNC, MANIFEST, PACKAGE_BUT_VSCODE] },
  { files: /^\/server\//, allowed: [/^\/server\/src\//, MANIFEST, PACKAGE_BUT_VSCODE] },
  { files: API, allowed: [API, PACKAGE_BUT_VSCODE] },
  { files: SYNC, allowed: [SYNC, API, PACKAGE_BUT_VSCODE] },
  { files: WEBVIEW, allowed: [WEBVIEW, PROTOCOL, FLOW_PROTOCOL, FLOW_MESSAGES] },
  { files: /^\/client\/src\/flow\/messages\.ts$/, allowed: [FLOW_PROTOCOL] },
  { files: /^\/client\//, allowed: [/^\/client\/src\//, PROTOCOL, FLOW_PROTOCOL, DATA, MANIFEST, PACKAGE] },
];

const NEVER = /^ajv(\/|$)/;

/**
 * The imports of one source file that the layers forbid, each as a line.
 *
 * @param path the path of the file from the root of the project, with slashes
 */
export function importFaults(path: string, source: string): string[] {
  const layer = LAYERS.find(({ files }) => files.test(`/${path}`));
  if (!layer) {
    return [`${path} belongs to no layer`];
  }
  const isAllowed = (target: string): boolean =>
    !NEVER.test(target) && layer.allowed.some((pattern) => pattern.test(target));
  return importsOf(source)
    .map((name) => (name.startsWith(".") ? posix.join("/", posix.dirname(path), name) : name))
    .filter((target) => !isAllowed(target))
    .map((target) => `${path} imports ${target.replace(/^\//, "")}`);
}

/** What makes code out of text in a bundle, each as a line. A browser's content security policy forbids that. */
export function bundleFaults(path: string, bundle: string): string[] {
  return [
    ...(/\bnew\s+Function\s*\(/.test(bundle) ? [`${path} has new Function(`] : []),
    ...(/(?<![\w$.])eval\s*\(/.test(bundle) ? [`${path} has eval(`] : []),
  ];
}

/** What of Node.js is in a bundle for browsers, each as a line. */
export function nodeFaults(path: string, bundle: string): string[] {
  return NODE_ONLY.filter(([pattern]) => pattern.test(bundle)).map(([, what]) => `${path} has ${what}`);
}

/** What browsers do not have. Texts that hold the like, and names of properties, are none of it. */
const NODE_ONLY: readonly (readonly [RegExp, string])[] = [
  [/(?<!['"\w$.])require\s*\(\s*["'`](?!vscode["'`])/, "require("],
  [/["'`]node:/, "node:"],
  [/(?<![\w$.'"-])process\s*(\.|\[)/, "process"],
  [/(?<![\w$.'"])Buffer\s*\./, "Buffer"],
  [/(?<![\w$.'"])(__dirname|__filename)\b/, "a path of its own"],
];
