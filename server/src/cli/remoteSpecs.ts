import type { CommandSpec, OptionSpec } from "./args";

const EXPECT_SANDBOX: OptionSpec = {
  name: "expect-sandbox",
  help: "do nothing unless the token belongs to a sandbox workspace",
};

const EXPECT_WORKSPACE: OptionSpec = {
  name: "expect-workspace",
  value: "SLUG",
  help: "do nothing unless the token belongs to the workspace with this slug",
};

const REPORT: OptionSpec = {
  name: "format",
  value: "FORM",
  help: "pretty for people (without it) or json for programs",
};

const STDIN_FILENAME: OptionSpec = {
  name: "stdin-filename",
  value: "PATH",
  help: "what the text from standard input is called",
};

/** The commands that talk to Invopop. */
export const REMOTE_SPECS: readonly CommandSpec[] = [
  {
    name: "publish",
    summary: "make Invopop hold what files say",
    operands: "<file | folder | glob | -> ...",
    about: [
      "Publishes workflows in the workspace of the token: each under the id in its file. Files are checked first as validate does, and one with errors is refused. One file that is refused or fails does not stop the others.",
      "The file counts as the truth: what is stored and differs is updated, whoever stored it, and both versions are told. With --if-hash it is updated only if what is stored is what you have seen. What is stored and says the same is left alone.",
      "The schema and the country of what is stored cannot be changed, so a file in which they differ is refused.",
    ],
    options: [
      REPORT,
      {
        name: "dry-run",
        help: "send nothing; print what would change as a diff, and the report to standard error; ends with 1 if anything would change",
      },
      {
        name: "draft",
        help: "publish as a draft, whatever the file says under draft; the file stays as it is. Without it, the file decides",
      },
      {
        name: "if-hash",
        value: "HASH",
        help: "publish the one file only if what is stored has this hash, as publish and list tell it",
      },
      EXPECT_WORKSPACE,
      EXPECT_SANDBOX,
      STDIN_FILENAME,
    ],
    takesFiles: true,
    isRemote: true,
    examples: [
      { line: "publish --expect-workspace acme-sandbox workflows", does: "all of a folder, nowhere else" },
      { line: "publish --dry-run workflows", does: "see what would change" },
      { line: "publish --if-hash 9c56cc51b374c3ba a.workflow.json", does: "unless somebody else changed it" },
    ],
  },
  {
    name: "pull",
    summary: "write workflows of Invopop into files",
    operands: "<id> ... | --all",
    about: [
      "Writes workflows of the token's workspace into a folder: each into the file that has its id, wherever it is in and below the folder, else into a new one named after the workflow.",
      "No change of yours is lost: a file that says something else than what is stored is left as it is and told of, with the exit code 1, unless you give --force. Even then only what differs is rewritten.",
    ],
    options: [
      { name: "all", help: "all workflows of the workspace" },
      { name: "out", value: "FOLDER", help: "the folder to write into; this one without it" },
      { name: "force", help: "overwrite files that differ from what is stored" },
      REPORT,
      EXPECT_WORKSPACE,
      EXPECT_SANDBOX,
    ],
    takesFiles: false,
    isRemote: true,
    examples: [
      { line: "pull --all --out workflows", does: "all workflows, one file each" },
      { line: "pull 019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", does: "one of them" },
    ],
  },
  {
    name: "diff",
    summary: "show in what files differ from what is published",
    operands: "<file | folder | glob | -> ...",
    about: [
      "Prints, from what is published to what each file says, the differences as a unified diff. What is published is written as the file is, so that only real differences show, and none of layout, order of keys or what is empty.",
      "Like diff it ends with 1 if anything differs, or could not be compared as nothing is published under its id.",
    ],
    options: [EXPECT_WORKSPACE, EXPECT_SANDBOX, STDIN_FILENAME],
    takesFiles: true,
    isRemote: true,
    examples: [{ line: "diff workflows", does: "all workflows of a folder" }],
  },
  {
    name: "list",
    summary: "list the workflows of the workspace",
    operands: "",
    about: ["Lists all workflows of the token's workspace, the oldest first."],
    options: [
      REPORT,
      { name: "schema", value: "SCHEMA", help: "only those with this schema, such as bill/invoice" },
      EXPECT_WORKSPACE,
      EXPECT_SANDBOX,
    ],
    takesFiles: false,
    isRemote: true,
    examples: [{ line: "list --format json", does: "with hashes, for programs" }],
  },
];
