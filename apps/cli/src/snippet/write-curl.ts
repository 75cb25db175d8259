import { type Code, code, joinCode, quoteInert } from "@just-one/encoders";
import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For a shell. The token comes through standard input, because arguments stand in the list of processes. */
export function writeCurl(snippet: Snippet): Code {
  const { method, url, form, token } = snippet.request;
  const options = [
    code`--silent --show-error --fail-with-body --max-time 120`,
    ...(method === (form === undefined ? "GET" : "POST") ? [] : [code`--request ${quoteInert(method, "'")}`]),
    ...(form === undefined || (form === "" && token === "form") ? [] : [code`--data ${quoteInert(form, "'")}`]),
    ...(token === "none" ? [] : [placeToken(token, form !== undefined)]),
    quoteInert(url, "'"),
  ];
  const pipe = token === "none" ? code`` : code`printf %s "$JUST_ONE_TOKEN" | `;
  const check = token === "none" ? code`` : code`: "\${JUST_ONE_TOKEN:?holds no token}"\n`;
  return code`${writeComment("#", snippet)}${check}${pipe}curl ${joinCode(options, code` \\\n  `)}\n`;
}

function placeToken(token: "query" | "form", hasForm: boolean): Code {
  if (token === "form") return code`--data-urlencode token@-`;
  return hasForm ? code`--url-query token@-` : code`--get --data-urlencode token@-`;
}
