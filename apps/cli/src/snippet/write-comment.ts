import type { Snippet } from "./snippet.ts";

/**
 * The lines above a snippet, each behind the language's sign. Nothing of the document is in them but letters, digits and
 * a few signs that end no comment anywhere; a backslash starts an escape even in Java's comments.
 */
export function writeComment(sign: "//" | "#", { entry, destination }: Snippet): string {
  const { environment, baseUrl } = destination;
  const lines = [
    `${entry.summary} (${entry.operation})`,
    "Reads the token from the environment variable JUST_ONE_TOKEN. A call that succeeds is billed.",
    ...(environment === undefined && baseUrl === undefined
      ? ["Mainland China: http://47.117.133.51:30015 is faster, but plain http, where the token travels readable."]
      : []),
  ];
  return lines.map((line) => `${sign} ${line.replaceAll(/[^\p{L}\p{N} .,:;()/_{}-]/gu, " ").trim()}\n`).join("");
}
