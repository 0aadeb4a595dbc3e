/** What the page of the preview is made with. */
export interface PageParts {
  /** Where the page's script and style are, as the page can load them. */
  readonly script: string;
  readonly style: string;
  /** The source of the extension's files, as VS Code names it for content security policies. */
  readonly source: string;
  /** Letters and digits that nobody can guess, new for each page. */
  readonly nonce: string;
}

/**
 * The page of the preview. Nothing runs in it but our own script, nothing is loaded but our own style, and it
 * reaches nothing outside; `data:` is there for a picture that is exported as a PNG.
 */
export function pageHtml({ script, style, source, nonce }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Flow Preview</title>
    <link rel="stylesheet" href="${attribute(style)}">
  </head>
  <body>
    <script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
}
