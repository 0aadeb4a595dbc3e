import type { CommandSpec, OptionSpec } from "./args";
import { REMOTE_SPECS } from "./remoteSpecs";

const STDIN_FILENAME: OptionSpec = {
  name: "stdin-filename",
  value: "PATH",
  help: "what the text from standard input is called, for reports and for the settings of its project",
};

const MAX_WARNINGS: OptionSpec = {
  name: "max-warnings",
  value: "N",
  help: "fail when there are more than N warnings; any number passes without it",
};

/** The commands in the order in which the help lists them. */
export const SPECS: readonly CommandSpec[] = [
  {
    name: "validate",
    summary: "report what is wrong in workflows",
    operands: "<file | folder | glob | -> ...",
    about: [
      "Reports what is wrong in workflows, as the editor does. Hints, which nobody has to follow, are told of in JSON only, unless they are asked for.",
      "When a folder is named, its workflows are also compared with each other: by their ids, and by the workflows that their steps start.",
    ],
    options: [
      {
        name: "format",
        value: "FORM",
        help: "pretty for people (without it), json for programs, github for annotations in a GitHub Actions run, or sarif for what reads SARIF 2.1.0, as GitHub code scanning does",
      },
      { name: "hints", help: "report hints too" },
      MAX_WARNINGS,
      STDIN_FILENAME,
    ],
    takesFiles: true,
    examples: [
      { line: "validate .", does: "all workflows in and below this folder" },
      { line: "validate 'workflows/**/*.json'", does: "files that fit a glob" },
      { line: "validate --max-warnings 0 --format github .", does: "in GitHub Actions, warnings fail too" },
      { line: "validate --stdin-filename a.workflow.json - < a.json", does: "a text from standard input" },
    ],
  },
  {
    name: "format",
    summary: "lay workflows out, or check that they are",
    operands: "<file | folder | glob | -> ...",
    about: [
      "Lays workflows out in place: each key and step on a line of its own, indented. Only white space changes. The text from standard input goes to standard output.",
      "What is no JSON stays as it is and is told of, with the exit code 1.",
    ],
    options: [
      {
        name: "check",
        help: "change nothing; name the files that would change, with the exit code 1 if there are any",
      },
      { name: "indent", value: "N", help: "the number of spaces to indent by, or tab; 2 without it" },
      STDIN_FILENAME,
    ],
    takesFiles: true,
    examples: [
      { line: "format .", does: "all workflows in and below this folder" },
      { line: "format --check .", does: "in CI, whether all are laid out" },
      { line: "format --indent tab -", does: "as a filter" },
    ],
  },
  {
    name: "fix",
    summary: "apply the fixes that are surely right",
    operands: "<file | folder | glob | -> ...",
    about: [
      "Applies the fixes that are surely right, in place, and reports what remains as validate does. Where there are several ways to mend something, it is left to you. The text from standard input goes to standard output, and the report to standard error.",
    ],
    options: [
      { name: "hints", help: "do what hints advise too, such as writing action for provider" },
      { name: "safe", help: "apply only what changes nothing of what a workflow does" },
      {
        name: "dry-run",
        help: "change nothing; print the changes as a patch, and the report to standard error",
      },
      MAX_WARNINGS,
      STDIN_FILENAME,
    ],
    takesFiles: true,
    examples: [
      { line: "fix .", does: "all workflows in and below this folder" },
      { line: "fix --dry-run a.workflow.json", does: "see what would change" },
    ],
  },
  {
    name: "graph",
    summary: "draw the flow of a workflow",
    operands: "<file | ->",
    about: [
      "Prints a picture of the flow to standard output: the steps, the conditions as labelled branches, where the workflow jumps or stops, and how rescue is entered. In CI it keeps the pictures in a documentation up to date.",
    ],
    options: [
      {
        name: "format",
        value: "FORM",
        help: "svg (without it), mermaid for Markdown files that GitHub and others draw themselves, or json with the places of everything",
      },
      { name: "direction", value: "WAY", help: "where the flow runs to, down (without it) or right" },
      { name: "theme", value: "THEME", help: "the colours of svg, light (without it) or dark" },
      {
        name: "before",
        value: "FILE",
        help: "the workflow as it was; what was added, removed and changed since is marked",
      },
      STDIN_FILENAME,
    ],
    takesFiles: true,
    examples: [
      { line: "graph a.workflow.json > a.svg", does: "as an image" },
      { line: "graph --format mermaid --direction right a.workflow.json", does: "for a Markdown file" },
      { line: "graph --before old.json new.json > changes.svg", does: "what changed" },
    ],
  },
  {
    name: "explain",
    summary: "tell what a code in a report means",
    operands: "[code]",
    about: ["Prints what a code in a report means, with an example. Without a code it lists all of them."],
    options: [],
    takesFiles: false,
    examples: [{ line: "explain unreachable-step", does: "one of them" }],
  },
  ...REMOTE_SPECS,
];
