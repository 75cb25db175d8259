import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";

/** What looks like a secret whoever issued it; the library knows those of particular issuers. */
const secretForms: readonly { name: string; form: RegExp }[] = [
  { name: "a JSON web token", form: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/u },
  { name: "a bearer token", form: /\bbearer\s+[\w.~+/-]{16,}/iu },
  { name: "a private key", form: /-----BEGIN [A-Z ]*PRIVATE KEY-----/u },
  { name: "a password in a link", form: /\b[a-z][a-z+.-]{1,20}:\/\/[^\s/:@"]{1,100}:[^\s/@"]{1,100}@/iu },
];

/** Says what in a text looks like a secret, without showing it; undefined when nothing does. */
export async function findSecret(text: string): Promise<string | undefined> {
  const found = secretForms.find(({ form }) => form.test(text));
  if (found !== undefined) return found.name;
  const { messages } = await lintSource({
    source: { filePath: "example.json", content: text, ext: ".json", contentType: "text" },
    options: { config: { rules: [{ id: presetName, rule: creator }] }, maskSecrets: true },
  });
  const [message] = messages;
  return message === undefined ? undefined : `a secret (${message.ruleId.replace(/^.*secretlint-rule-/u, "")})`;
}

const presetName = "@secretlint/secretlint-rule-preset-recommend";
