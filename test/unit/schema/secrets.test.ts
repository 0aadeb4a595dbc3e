import assert from "node:assert/strict";
import { secretIn } from "../../../server/src/schema/secrets";

/** A made-up secret, put together here so that nobody who scans sources for secrets finds one. */
const fake = (...parts: string[]): string => parts.join("");
const DIGITS = "0123456789".repeat(4);

const FORMS: readonly (readonly [what: string, text: string])[] = [
  ["a private key", fake("-----BEGIN ", "PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")],
  ["a private key", fake("-----BEGIN RSA ", "PRIVATE KEY-----")],
  ["a token", fake("ey", "JhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl")],
  ["a token", fake("token=ey", "JhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl")],
  ["an access token", fake("Bear", "er abcdefghijklmnopqrst")],
  ["an access token", fake("Authorization: bear", `er ${DIGITS}`)],
  ["an access token", fake("Bas", "ic dXNlcjpwYXNzd29yZA==")],
  ["an access token", fake("bas", "ic dXNlcjpwYXNzd29yZDEy")],
  ["an access token", fake("gh", `p_${DIGITS}`)],
  ["an access token", fake("github", `_pat_${DIGITS}`)],
  ["an access token", fake("gl", `pat-${DIGITS}`)],
  ["an access token", fake("xo", `xb-${DIGITS}`)],
  ["an API key", fake("sk", `_live_${DIGITS}`)],
  ["an API key", fake("rk", `_test_${DIGITS}`)],
  ["an API key", fake("wh", `sec_${DIGITS}`)],
  ["an API key", fake("AK", "IAABCDEFGHIJKLMNOP")],
  ["an API key", fake("AI", `za${DIGITS.slice(0, 35)}`)],
  ["an API key", fake("S", `G.${DIGITS}`)],
  ["an address with a password in it", "https://user:hunter22@example.com"],
  ["an address with a password in it", "postgres://:hunter22@db/invoices"],
  ["an address with a password in it", "See https://user:hunter22@example.com/path for more"],
  ["an address with a secret in it", "https://example.com/?token=abcdef"],
  ["an address with a secret in it", "https://example.com/?a=b&API-KEY=abcdef#top"],
  ["an address with a secret in it", "https://example.com/?client_secret=abcdef&a=b"],
  ["an address with a secret in it", fake("https://hooks.sl", "ack.com/services/T0000/B0000/abcdefghijkl")],
];

const HARMLESS: readonly string[] = [
  "",
  "secret",
  "Basic telecommunications services",
  "basic-authentication-by-user",
  "The bearer of this receipt",
  "A token of our appreciation",
  "-----BEGIN CERTIFICATE-----",
  "eyJhbGciOiJub25lIn0",
  "eyes.are-everywhere.in-here",
  "risk_test_0123456789",
  "desk_live_0123456789",
  "AKIAISSHORT",
  "https://example.com:8443/a:b@c",
  "https://user@example.com/a",
  "https://example.com/?q=a:b@c",
  "https://{{.user}}:{{.password}}@example.com/",
  "https://user:$PASSWORD@example.com/",
  "https://user:******@example.com/",
  "https://<user>:<password>@example.com/",
  "https://example.com/?token=",
  "https://example.com/?token={{.token}}",
  "https://example.com/?token_type=abcdef",
  "https://example.com/tokens/abcdef",
  "mailto:user:hunter22@example.com",
  "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
  "doc.customer.tax_id.code matches '^[A-Z]{2}[0-9]{9}$'",
  "VGhpcyBpbnZvaWNlICh7ey5mdWxsX2NvZGV9fSkgZmFpbGVkIHdpdGggZXJyb3I6IHt7LmZhdWx0c319",
];

const SECRET_KEYS = [
  "password",
  "Password",
  "smtp_password",
  "smtpPassword",
  "SMTP-PASSWORD",
  "pwd",
  "passphrase",
  "secret",
  "client_secret",
  "clientSecret",
  "token",
  "access_token",
  "accessToken",
  "issuer_token",
  "api_key",
  "apiKey",
  "apikey",
  "x-api-key",
  "API_KEY",
  "secret_key",
  "secretAccessKey",
  "private_key",
];

const OTHER_KEYS = [
  "",
  "key",
  "keys",
  "tokens",
  "token_type",
  "secret_name",
  "passwordless",
  "silo_entry_meta_key",
  "public_key",
  "monkey",
  "mytoken",
  "workflow_id",
  "connection_id",
  "constructor",
];

const STAND_INS = [
  "{{ .args.token }}",
  "prefix-{{.args.token}}",
  `\${ACME_TOKEN}`,
  "$ACME_TOKEN",
  "%ACME_TOKEN%",
  "<your token here>",
  "********",
  "xxxxxxxx",
  "XXXX-XXXX-XXXX",
  "........",
  "your-token-here",
  "YOUR_TOKEN_HERE",
  "change-me-please",
  "changeme1",
  "doc.meta.token",
  "doc?.meta?.token",
  "args.token",
  ".meta.token",
  "some words",
  "short",
];

describe("a text of a config", () => {
  for (const [what, text] of FORMS) {
    it(`looks like ${what}: ${text.slice(0, 12)}…`, () => assert.equal(secretIn("value", text), what));
  }

  it("looks like no secret where it is none", () => {
    assert.deepEqual(
      HARMLESS.filter((text) => secretIn("value", text) !== undefined),
      [],
    );
  });

  it("is a secret under a key that says so", () => {
    assert.deepEqual(
      SECRET_KEYS.filter((key) => secretIn(key, "correct-horse") !== "a secret"),
      [],
    );
    assert.deepEqual(
      OTHER_KEYS.filter((key) => secretIn(key, "correct-horse") !== undefined),
      [],
    );
  });

  it("is no secret where it only stands in for one", () => {
    assert.deepEqual(
      STAND_INS.filter((text) => secretIn("token", text) !== undefined),
      [],
    );
  });
});

describe("looking for secrets", () => {
  /** What a pattern with two ways of matching one text would try for minutes and not for milliseconds. */
  const ADVERSARIAL = [
    "a",
    " ",
    "-",
    "-----BEGIN ",
    "-----BEGIN A",
    "eyJ",
    "eyJaaaaaaaa.",
    "eyJaaaaaaaa.aaaaaaaa.",
    "basic ",
    "basic a",
    "bearer a",
    "a://",
    "a://a:",
    "a://a:a",
    "https://:",
    "?token=",
    "&secret=aaaaa ",
    "xoxb-",
    "hooks.slack.com/services/a/a/",
    "<",
    "<>",
    "${",
    "x_-",
    ".a?",
    "doc.",
    "aB",
    "_token",
    "=",
    "\n",
    "\ud800",
    "\u00e9",
  ];

  it("ends over texts of a hundred thousand characters, whatever they repeat", () => {
    for (const part of ADVERSARIAL) {
      const text = part.repeat(100_000 / part.length);
      for (const tail of ["", "!", " ", "@", "="]) {
        secretIn("token", text + tail);
      }
      secretIn("value", `eyJ${text}`);
      secretIn("value", `basic ${text}`);
      secretIn("value", `a://${text}`);
      secretIn("value", `a://a:${text}`);
      secretIn(text, "correct-horse");
      secretIn(`${text}_token`, "correct-horse");
    }
  });
});
