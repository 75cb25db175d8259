import type { SnippetLanguage } from "./language-names.ts";
import type { WriteSnippet } from "./snippet.ts";
import { writeCurl } from "./write-curl.ts";
import { writeGo } from "./write-go.ts";
import { writeJava } from "./write-java.ts";
import { writeJavascript } from "./write-javascript.ts";
import { writePhp } from "./write-php.ts";
import { writePrompt } from "./write-prompt.ts";
import { writePython } from "./write-python.ts";
import { writeTypescript } from "./write-typescript.ts";

/** Every language that a snippet can be had in. */
export const snippetLanguages: Readonly<Record<SnippetLanguage, WriteSnippet>> = {
  typescript: writeTypescript,
  curl: writeCurl,
  python: writePython,
  javascript: writeJavascript,
  java: writeJava,
  go: writeGo,
  php: writePhp,
  prompt: writePrompt,
};
