import { type Code, code, quoteInert } from "@just-one/encoders";
import { addToken } from "./add-token.ts";
import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For PHP 8 with its curl extension. */
export function writePhp(snippet: Snippet): Code {
  const { method, token } = snippet.request;
  const { url, form } = addToken(snippet.request);
  const append = (place: string): Code => (place === token ? code` . $token` : code``);
  const body =
    form === undefined ? code`` : code`    CURLOPT_POSTFIELDS => ${quoteInert(form, "'")}${append("form")},\n`;
  return code`<?php
${writeComment("//", snippet)}
$token = rawurlencode((string) getenv('JUST_ONE_TOKEN'));
if ($token === '') {
    fwrite(STDERR, 'JUST_ONE_TOKEN holds no token' . PHP_EOL);
    exit(1);
}
$curl = curl_init(${quoteInert(url, "'")}${append("query")});
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => ${quoteInert(method, "'")},
${body}    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 120, // seconds; replies of 20 to 50 happen
]);
$body = curl_exec($curl);
if ($body === false) {
    fwrite(STDERR, 'no reply: ' . curl_error($curl) . PHP_EOL);
    exit(1);
}
$reply = json_decode($body, true, 512, JSON_BIGINT_AS_STRING);
if (!in_array($reply['code'] ?? null, [0, '0'], true)) { // at any HTTP status
    fwrite(STDERR, 'code ' . ($reply['code'] ?? 'missing') . ': ' . ($reply['message'] ?? '') . PHP_EOL);
    exit(1);
}
print_r($reply['data']);
`;
}
