import { type Code, code, joinCode, quoteInert } from "@just-one/encoders";
import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For a shell. The token comes through standard input, because arguments stand in the list of processes. */
export function writeCurl(snippet: Snippet): Code {
  const { method, url, form, token } = snippet.request;
  const options = [
    code`--silent --show-error --max-time 120`,
    ...(method === (form === undefined ? "GET" : "POST") ? [] : [code`--request ${quoteInert(method, "'")}`]),
    ...(form === undefined || (form === "" && token === "form") ? [] : [code`--data ${quoteInert(form, "'")}`]),
    ...(token === "none" ? [] : [placeToken(token, form !== undefined)]),
    quoteInert(url, "'"),
  ];
  const pipe = token === "none" ? code`` : code`printf %s "$JUST_ONE_TOKEN" | `;
  const check = token === "none" ? code`` : code`: "\${JUST_ONE_TOKEN:?holds no token}"\n`;
  return code`${writeComment("#", snippet)}${check}reply=$(${pipe}curl ${joinCode(options, code` \\\n  `)})
status=$?
printf '%s\\n' "$reply"
# a success only if the first "code", which is the envelope's, is 0, at any HTTP status
[ "$status" -eq 0 ] && printf %s "$reply" | tr -d ' \\t\\r\\n' | grep -o '"code":"\\{0,1\\}[^",}]*' | head -n 1 | grep -q '"code":"\\{0,1\\}0$'
`;
}

function placeToken(token: "query" | "form", hasForm: boolean): Code {
  if (token === "form") return code`--data-urlencode token@-`;
  return hasForm ? code`--url-query token@-` : code`--get --data-urlencode token@-`;
}
