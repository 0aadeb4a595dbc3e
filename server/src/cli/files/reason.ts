/** Something that was named and could not be read or written. */
export interface Unreadable {
  readonly name: string;
  /** Why, as the end of a sentence. */
  readonly reason: string;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a file stands where a folder should be",
  EACCES: "permission is missing",
  EPERM: "permission is missing",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EROFS: "the disk may only be read",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  EBUSY: "something else is using it",
  ERR_FS_FILE_TOO_LARGE: "it is too large",
};

/** Why a file could not be read or written, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  return (
    REASONS[codeOf(error) ?? ""] ??
    (error instanceof Error ? error.message : String(error)).replace(/\.$/, "")
  );
}

/** The code of an error of Node.js, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
