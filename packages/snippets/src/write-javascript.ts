import { type Code, code, quoteInert } from "@just-one/encoders";
import { addToken } from "./add-token.ts";
import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For Node, Deno and Bun, as a module. */
export function writeJavascript(snippet: Snippet): Code {
  const { method, token } = snippet.request;
  const { url, form } = addToken(snippet.request);
  const append = (place: string): Code => (place === token ? code` + token` : code``);
  const body =
    form === undefined
      ? code``
      : code`  headers: { "content-type": "application/x-www-form-urlencoded" },\n  body: ${quoteInert(form, '"')}${append("form")},\n`;
  return code`${writeComment("//", snippet)}
const token = encodeURIComponent(process.env.JUST_ONE_TOKEN ?? "");
if (token === "") throw new Error("JUST_ONE_TOKEN holds no token");
const response = await fetch(${quoteInert(url, '"')}${append("query")}, {
  method: ${quoteInert(method, '"')},
${body}  redirect: "manual", // the token is in the request
  signal: AbortSignal.timeout(120_000), // replies of 20 to 50 seconds happen
});
const reply = await response.json(); // rounds integers beyond 2^53, as ids are
if (String(reply.code) !== "0") throw new Error(\`code \${reply.code}: \${reply.message}\`); // at any HTTP status
console.log(reply.data);
`;
}
