import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For a shell. The token comes through standard input, because arguments stand in the list of processes. */
export function writeCurl(snippet: Snippet): string {
  const { method, url, form, token } = snippet.request;
  const options = [
    "--silent --show-error --max-time 120",
    ...(method === (form === undefined ? "GET" : "POST") ? [] : [`--request ${method}`]),
    ...(form === undefined || (form === "" && token === "form") ? [] : [`--data '${form}'`]),
    ...(token === "none" ? [] : [placeToken(token, form !== undefined)]),
    `'${url}'`,
  ];
  const pipe = token === "none" ? "" : `printf %s "$JUST_ONE_TOKEN" | `;
  return `${writeComment("#", snippet)}${pipe}curl ${options.join(" \\\n  ")}\n`;
}

function placeToken(token: "query" | "form", hasForm: boolean): string {
  if (token === "form") return "--data-urlencode token@-";
  return hasForm ? "--url-query token@-" : "--get --data-urlencode token@-";
}
