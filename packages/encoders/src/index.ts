export {
  type Code,
  code,
  joinCode,
  writeIdentifier,
  writeKey,
  writeLiteral,
  writeMember,
  writeString,
  writeValue,
} from "./code.ts";
export { comment, type CommentText, writeDocComment, writeLineComment } from "./comment.ts";
export { type CsvCell, type CsvText, encodeCsv, encodeCsvRows } from "./csv.ts";
export { writeDeepJson } from "./deep-json.ts";
export type { Encoded } from "./encoded.ts";
export { cleanCell, cleanLines, findHidden, revealHidden } from "./hidden.ts";
export { quoteInert } from "./inert.ts";
export { encodeJson, encodeYaml, type JsonText } from "./json.ts";
export { encodeWords, joinMarkdown, type Markdown, quoteCode, writeMarkdown } from "./markdown.ts";
export { breakSourceMaps } from "./source-maps.ts";
export { encodeLine, encodeLines, joinShown, show, type TerminalText } from "./terminal.ts";
