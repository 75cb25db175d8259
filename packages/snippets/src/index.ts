export { captureRequest, SnippetError } from "./capture-request.ts";
export type { SnippetLanguage } from "./language-names.ts";
export type { Snippet, SnippetDestination, SnippetEntry, SnippetParameter, SnippetRequest } from "./snippet.ts";
export { snippetLanguages } from "./snippet-languages.ts";
