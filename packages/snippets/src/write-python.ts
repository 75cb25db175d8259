import { type Code, code, quoteInert } from "@just-one/encoders";
import { addToken } from "./add-token.ts";
import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For Python 3 with the package `requests`, as the vendor's page has it. */
export function writePython(snippet: Snippet): Code {
  const { method, token } = snippet.request;
  const { url, form } = addToken(snippet.request);
  const append = (place: string): Code => (place === token ? code` + token` : code``);
  const body =
    form === undefined
      ? code``
      : code`    headers={"content-type": "application/x-www-form-urlencoded"},\n    data=${quoteInert(form, '"')}${append("form")},\n`;
  return code`${writeComment("#", snippet)}
import os
from urllib.parse import quote

import requests

token = quote(os.environ.get("JUST_ONE_TOKEN", ""), safe="")
if not token:
    raise SystemExit("JUST_ONE_TOKEN holds no token")
response = requests.request(  # its errors hold the URL, and the token with it: do not log them
    ${quoteInert(method, '"')},
    ${quoteInert(url, '"')}${append("query")},
${body}    timeout=120,  # seconds; replies of 20 to 50 happen
    allow_redirects=False,
)
reply = response.json()
if str(reply.get("code")) != "0":  # at any HTTP status
    raise SystemExit(f"code {reply.get('code')}: {reply.get('message')}")
print(reply["data"])
`;
}
