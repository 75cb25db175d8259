import { addToken } from "./add-token.ts";
import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For Node, Deno and Bun, as a module. */
export function writeJavascript(snippet: Snippet): string {
  const { method, token } = snippet.request;
  const { url, form } = addToken(snippet.request);
  const append = (place: string): string => (place === token ? " + token" : "");
  const body =
    form === undefined
      ? ""
      : `  headers: { "content-type": "application/x-www-form-urlencoded" },\n  body: "${form}"${append("form")},\n`;
  return `${writeComment("//", snippet)}
const token = encodeURIComponent(process.env.JUST_ONE_TOKEN ?? "");
const response = await fetch("${url}"${append("query")}, {
  method: "${method}",
${body}  redirect: "manual", // the token is in the request
  signal: AbortSignal.timeout(120_000), // replies of 20 to 50 seconds happen
});
const reply = await response.json(); // rounds integers beyond 2^53, as ids are
if (reply.code !== 0) throw new Error(\`code \${reply.code}: \${reply.message}\`); // at any HTTP status
console.log(reply.data);
`;
}
