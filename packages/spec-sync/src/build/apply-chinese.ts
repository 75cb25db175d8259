import { listOperations, type OpenApiDocument } from "@just-one/document";
import { type ChineseWords, readAliases } from "./chinese-words.ts";

/** Adds the Chinese words to those an operation is searched by. Changes the document. */
export function applyChinese(document: OpenApiDocument, words: ChineseWords): void {
  for (const { name, operation } of listOperations(document)) {
    const own = Object.hasOwn(words, name) ? words[name] : undefined;
    if (own !== undefined) operation["x-search-aliases"] = [...new Set([...readAliases(operation), ...own])];
  }
}
