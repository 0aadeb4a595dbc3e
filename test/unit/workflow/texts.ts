const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d";

/** The UUID with this number, as the tests' workflows use it. */
export function id(number: number): string {
  return `${ID}${String(number).padStart(2, "0")}`;
}

/** About 2 KB with everything that the format has: branches, `step_id`, codes, config and rescue. */
export const BIG = `{
  "id": "${id(90)}",
  "name": "Invoice with \\"everything\\"",
  "description": "Signs, sends and tells: caf\\u00e9 \\\\ 100 %",
  "country": "ES",
  "schema": "bill/invoice",
  "draft": false,
  "steps": [
    {
      "id": "${id(1)}",
      "name": "Set state",
      "provider": "silo.state",
      "summary": "Set state to \`processing\`{.state .processing}",
      "config": { "state": "processing" }
    },
    {
      "id": "${id(2)}",
      "name": "Is it large?",
      "action": "silo.if",
      "config": { "expr": "doc.totals.payable > 1e3", "scope": "document" },
      "notes": "A note.",
      "next": [
        {
          "code": "true",
          "steps": [
            {
              "id": "${id(3)}",
              "name": "Sign",
              "action": "silo.close",
              "next": [{ "status": "KO", "code": "4107", "steps": [{ "id": "${id(4)}", "action": "pdf" }], "stop": true }]
            },
            { "id": "${id(5)}", "name": "Make the PDF", "action": "pdf", "config": {}, "next": [] }
          ]
        },
        { "code": "false", "step_id": "${id(6)}" },
        { "status": "TIMEOUT", "stop": true }
      ]
    },
    {
      "id": "${id(6)}",
      "name": "Send",
      "action": "email.send",
      "config": { "attach": [{ "category": "format", "n": -1.5e2 }], "body": null, "zip_attachments": false }
    }
  ],
  "rescue": [
    {
      "id": "${id(7)}",
      "name": "Set state",
      "action": "silo.state",
      "config": { "state": "error" },
      "next": [{ "status": "SKIP", "step_id": "${id(8)}" }]
    },
    { "id": "${id(8)}", "name": "Tell", "action": "webhook", "config": { "callback_url": "https://example.com/a?b=c" } }
  ]
}
`;
