/** What `--help` prints. */
export const USAGE = `Checks Invopop workflows as the editor does.

Usage: invopop-workflows validate [options] <file | folder | -> ...

  A folder stands for every *.workflow.json and *.invopop.json below it, folders whose name
  starts with a dot and node_modules left out. A dash reads one workflow from standard input.

Options:
  --format pretty|json   how to print what is found (default: pretty)
  --max-warnings N       fail when there are more than N warnings (default: any number passes)
  --help                 print this
  --version              print the version

Exit codes:
  0  no errors, and no more warnings than allowed
  1  errors, or too many warnings
  2  the command was not understood
  3  a file could not be read
`;
