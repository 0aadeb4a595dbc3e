/**
 * The names that client and server share. The client imports nothing else of the server.
 */

/** The language identifier of a workflow, as VS Code and LSP clients send it. */
export const LANGUAGE_ID = "invopop-workflow";

/** The section of the settings that the server asks its client for. */
export const SETTINGS_SECTION = "invopop";

/** What stands as the source of every diagnostic. */
export const DIAGNOSTIC_SOURCE = "invopop";

/** The client's command that saves the document with a URI, its argument, after an edit of the server's. */
export const SAVE_FILE = "invopop.saveFile";

/**
 * The client's command that shows places in a text as references. Its arguments are a URI, a position and
 * locations, as LSP writes them. A client that has it names it in `experimental.commands` of its capabilities.
 */
export const SHOW_REFERENCES = "invopop.showReferences";
