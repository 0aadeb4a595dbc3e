/** The scheme of the read-only documents that show a file as a pull would leave it. */
export const PULL_SCHEME = "invopop-pull";
