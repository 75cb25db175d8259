import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For this project's own client, which knows codes, retries and billing. */
export function writeTypescript(snippet: Snippet): string {
  const { entry, parameters, destination } = snippet;
  const { environment, baseUrl, allowInsecureHttp } = destination;
  const options = [
    `token: process.env["JUST_ONE_TOKEN"] ?? ""`,
    ...(baseUrl === undefined ? [] : [`baseUrl: ${quote(baseUrl)}`]),
    ...(environment === undefined || baseUrl !== undefined ? [] : [`environment: ${quote(environment)}`]),
    ...(allowInsecureHttp === true ? ["allowInsecureHttp: true"] : []),
  ];
  return `${writeComment("//", snippet)}
import { createClient } from "@just-one/core";

const client = createClient({ ${options.join(", ")} });
const { data, meta } = await client.call(${quote(entry.operation)}, ${writeObject(parameters)});
console.log(data, meta.billing);
`;
}

function writeObject(parameters: Snippet["parameters"]): string {
  const members = Object.entries(parameters).map(([name, value]) => `  ${writeName(name)}: ${writeValue(value)},\n`);
  return members.length === 0 ? "{}" : `{\n${members.join("")}}`;
}

function writeName(name: string): string {
  if (name === "__proto__") return `["__proto__"]`; // plainly, it would be the object's prototype
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

function writeValue(value: unknown): string {
  return typeof value === "bigint" ? `${value}n` : quote(value);
}

/** JSON is TypeScript; what could not be seen in it, or would turn the line round, is escaped. */
function quote(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
