/**
 * The names that client and server share. The client imports nothing else of the server.
 */

/** The language identifier of a workflow, as VS Code and LSP clients send it. */
export const LANGUAGE_ID = "invopop-workflow";

/** The section of the settings that the server asks its client for. */
export const SETTINGS_SECTION = "invopop";

/** What stands as the source of every diagnostic. */
export const DIAGNOSTIC_SOURCE = "invopop";
