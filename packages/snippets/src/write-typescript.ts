import { type Code, code, joinCode, writeMember, writeString, writeValue } from "@just-one/encoders";
import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For this project's own client, which knows codes, retries and billing. */
export function writeTypescript(snippet: Snippet): Code {
  const { entry, parameters, destination } = snippet;
  const { environment, baseUrl, allowInsecureHttp } = destination;
  const options = [
    code`token: process.env["JUST_ONE_TOKEN"] ?? ""`,
    ...(baseUrl === undefined ? [] : [code`baseUrl: ${writeString(baseUrl)}`]),
    ...(environment === undefined || baseUrl !== undefined ? [] : [code`environment: ${writeString(environment)}`]),
    ...(allowInsecureHttp === true ? [code`allowInsecureHttp: true`] : []),
  ];
  return code`${writeComment("//", snippet)}
import { createClient } from "@just-one/core";

const client = createClient({ ${joinCode(options, code`, `)} });
const { data, meta } = await client.call(${writeString(entry.operation)}, ${writeObject(parameters)});
console.log(data, meta.billing);
`;
}

function writeObject(parameters: Snippet["parameters"]): Code {
  const members = Object.entries(parameters).map(
    ([name, value]) => code`  ${writeMember(name)}: ${writeValue(value)},\n`,
  );
  return members.length === 0 ? code`{}` : code`{\n${members}}`;
}
