// A language server around amazon-states-language-service, which is a library only. It does as little as can be.
const { createConnection, TextDocuments, TextDocumentSyncKind } = require("vscode-languageserver/node");
const { TextDocument } = require("vscode-languageserver-textdocument");
const { getLanguageService } = require("amazon-states-language-service");

const connection = createConnection(process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);
const service = getLanguageService({});
service.configure({ validate: true, allowComments: false });

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: ['"'] },
    documentSymbolProvider: true,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  },
}));

/** Answers with what the service makes of a document. */
const answer = (work) => (params) => {
  const document = documents.get(params.textDocument.uri);
  return document ? work(document, service.parseJSONDocument(document), params) : null;
};

connection.languages.diagnostics.on(
  answer(async (document, json) => ({ kind: "full", items: await service.doValidation(document, json) })),
);
connection.onCompletion(
  answer((document, json, { position }) => service.doComplete(document, position, json)),
);
connection.onDocumentSymbol(answer((document, json) => service.findDocumentSymbols2(document, json)));

documents.listen(connection);
connection.listen();
