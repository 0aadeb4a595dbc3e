/** What a text looks like by its form, and how that is called in a message. */
interface Form {
  readonly name: string;
  /** Matches every place where it may stand, if `isMeant` has a say. */
  readonly pattern: RegExp;
  /** Whether what the pattern matches is one; left out, all of it is. */
  readonly isMeant?: (match: string) => boolean;
}

/**
 * The forms of secrets. Each pattern starts where a word starts and has no two ways of matching the same text, so
 * that none takes more than one turn over it.
 */
const FORMS: readonly Form[] = [
  { name: "a private key", pattern: /-----BEGIN (?:[A-Z]{1,20} )?PRIVATE KEY-----/ },
  { name: "a token", pattern: /(?:^|[^\w.-])eyJ[\w.-]+/g, isMeant: hasThreeParts },
  { name: "an access token", pattern: /(?:^|[^\w-])bearer [\w+/.~-]{16}/i },
  {
    name: "an access token",
    pattern: /(?:^|[^\w-])basic [a-z\d+/]+=?/gi,
    isMeant: isEncoded,
  },
  {
    name: "an access token",
    pattern: /(?:^|[^\w-])(?:gh[oprsu]_\w{30}|github_pat_\w{30}|glpat-[\w-]{20}|xox[abeprs]-[\w-]{10})/,
  },
  {
    name: "an API key",
    pattern:
      /(?:^|[^\w-])(?:[prs]k_(?:live|test)_\w{10}|whsec_\w{10}|AKIA[0-9A-Z]{16}(?:\W|$)|AIza[\w-]{35}|SG\.[\w-]{16})/,
  },
  {
    name: "an address with a password in it",
    pattern: /(?:^|[^\w+.-])[a-z][a-z0-9+.-]+:\/\/[^\s/?#@:{}<>]*:[^\s/?#@{}<>$*]+@/i,
  },
  {
    name: "an address with a secret in it",
    pattern:
      /[?&](?:access[_-]?token|auth[_-]?token|token|api[_-]?key|secret|client[_-]?secret|password)=[^&#\s{}<>]{6}/i,
  },
  {
    name: "an address with a secret in it",
    pattern: /hooks\.slack\.com\/services\/[\w/]+/g,
    isMeant: (match) => isSlackPath(match.split("/")),
  },
];

/** Whether a JSON web token is complete: header, claims and signature with dots between them. */
function hasThreeParts(match: string): boolean {
  const [header = "", claims = "", signature = ""] = match.slice(match.indexOf("eyJ")).split(".");
  return header.length >= 11 && claims.length >= 8 && signature.length >= 8;
}

/** Whether basic authentication has a user and password. Words have no digits, as in basic telecommunications. */
function isEncoded(match: string): boolean {
  const value = match.slice(match.lastIndexOf(" ") + 1);
  return value.endsWith("=") ? value.length >= 15 : value.length >= 16 && /\d/.test(value);
}

function isSlackPath([, , team, app, secret = ""]: readonly string[]): boolean {
  return Boolean(team && app) && secret.length >= 8;
}

function isIn(text: string, { pattern, isMeant }: Form): boolean {
  // Nearly no text has a place that matches, and to ask whether there is one costs less than to list them.
  return isMeant
    ? text.search(pattern) >= 0 && [...text.matchAll(pattern)].some(([match]) => isMeant(match))
    : pattern.test(text);
}

/** Keys whose value is a secret whatever it looks like, in small letters with `_` between the words. */
const SECRET_KEY =
  /(?:^|_)(?:password|passwd|pwd|passphrase|secret|token|apikey|(?:api|access|private|secret)_key)$/;

/** What every key of a secret has in it, which rules out nearly all others at once. */
const MAY_BE_SECRET = /pass|pwd|secret|token|key/i;

/**
 * What stands where a secret is to be filled in or comes from: template variables, angle brackets, the name of an
 * environment variable, a path into the document, words such as changeme, stars and x's.
 */
const STAND_INS: readonly RegExp[] = [
  /\{\{|\$\{|change[_-]?me|placeholder/i,
  /^<.*>$|^\$\w+$|^%\w+%$|^[x*._-]+$/i,
  /^(?:doc|env|args)?\??\.[\w.?]+$|^(?:your|my|the|insert|enter)[ _-]/i,
];

/** How long a secret is at least, in characters; what is shorter is more likely a word. */
const SHORTEST = 8;

/**
 * What kind of secret a text of a config is by its form or by its key, such as "a token"; undefined when it looks
 * like none. Keys are known by how they end, so that `token_type` is none.
 */
export function secretIn(key: string, text: string): string | undefined {
  if (text.length < SHORTEST) {
    return undefined;
  }
  const form = FORMS.find((one) => isIn(text, one));
  if (form) {
    return form.name;
  }
  const isSecret =
    MAY_BE_SECRET.test(key) &&
    SECRET_KEY.test(snakeCase(key)) &&
    !/\s/.test(text) &&
    !STAND_INS.some((standIn) => standIn.test(text));
  return isSecret ? "a secret" : undefined;
}

/** The words of a key in small letters with `_` between them, however it is written. */
function snakeCase(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
}
