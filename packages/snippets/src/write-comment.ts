import { type Code, code, writeLineComment } from "@just-one/encoders";
import type { Snippet } from "./snippet.ts";

/** The lines above a snippet, each behind the language's sign. */
export function writeComment(sign: "//" | "#", { entry, destination }: Snippet): Code {
  const { environment, baseUrl } = destination;
  const lines = [
    `${entry.summary} (${entry.operation})`,
    "Reads the token from the environment variable JUST_ONE_TOKEN. A call that succeeds is billed.",
    ...(environment === undefined && baseUrl === undefined
      ? ["In mainland China http://47.117.133.51:30015 is faster, but plain http, where the token travels readable."]
      : []),
  ];
  return code`${lines.map((line) => writeLineComment(sign, line))}`;
}
