import { businessCodes } from "@just-one/core";
import { joinShown, show, type TerminalText } from "@just-one/encoders";
import type { Snippet, SnippetParameter } from "./snippet.ts";

/** For a person who lets a language model write the program, in the form of the vendor's page. */
export function writePrompt({ entry, parameters, request }: Snippet): TerminalText {
  const { origin } = new URL(request.url);
  const codes = Object.entries(businessCodes).map(
    ([code, row]) => show`- ${code}: ${row.meaning}; ${row.billing}; ${row.advice}\n`,
  );
  const values = Object.entries(parameters).map(([name, value]) => show`- ${name}: ${String(value)}\n`);
  return joinShown([
    show`I want to use the "${entry.summary}" API from Just One API.

API Endpoint: ${origin}${entry.path}
HTTP Method: ${entry.method}
Authentication: ${describeToken(request.token)}
OpenAPI Definition: https://docs.justoneapi.com/openapi.json (look for ${entry.operation})

Parameters:
`,
    ...entry.parameters.map(describeParameter),
    ...(values.length === 0 ? [] : [show`Values to start with:\n`, ...values, show`\n`]),
    show`Return format: JSON, always an envelope {code, message, data, recordTime, requestId}.

Response Handling & Error Codes:
1. Only "code" 0 is a success, at any HTTP status; a missing code is none.
2. Set the timeout to 120 seconds. After a timeout nobody knows whether the call was billed, so do not send it again.
3. Follow no redirect and never log the URL: the token is in it.
4. Keep integers beyond 2^53 whole.
5. Business codes, whether they are billed, and what to do:
`,
    ...codes,
    show`
Please help me write a script in my preferred programming language to call this API and handle the response.
`,
  ]);
}

function describeToken(token: Snippet["request"]["token"]): string {
  if (token === "none") return "none";
  const place = token === "query" ? "the query" : "the application/x-www-form-urlencoded body";
  return `the parameter "token" in ${place}, read from the environment variable JUST_ONE_TOKEN`;
}

function describeParameter({ name, in: place, required, description, enum: values }: SnippetParameter): TerminalText {
  const told = description.split("\n").filter((line) => line.trim() !== "");
  const allowed = values === undefined ? [] : [`Available values: ${values.map(String).join(", ")}`];
  const [first = "", ...others] = [...told, ...allowed];
  const mark = required ? show` (Required)\n` : show`\n`;
  return joinShown([show`- ${name} (${place}): ${first}`, mark, ...others.map((line) => show`  ${line}\n`)]);
}
