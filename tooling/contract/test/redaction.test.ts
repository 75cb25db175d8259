import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiError, createClient } from "@just-one/core";
import { createRecorder } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const tokens = { plain: "marked-token-for-tests", odd: `marked&token+for/tests=%<"'\\ü中😀` };

const toHex = (text: string, digits: number): string[] =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(digits, "0"));
const encodeTimes = (text: string, times: number): string =>
  times === 0 ? text : encodeURIComponent(encodeTimes(text, times - 1));

/** How a reply, a gateway's page or a link in it may repeat a token. */
const spellings: Readonly<Record<string, (token: string) => string>> = {
  itself: (token) => token,
  "a URL's": encodeURIComponent,
  "a URL's, in small letters": (token) => encodeURIComponent(token).replaceAll(/%../gu, (hex) => hex.toLowerCase()),
  "a URL's within a URL": (token) => encodeTimes(token, 2),
  "a URL's within a URL within a URL": (token) => encodeTimes(token, 3),
  "a whole URL's": encodeURI,
  "a form's": (token) => new URLSearchParams({ "": token }).toString().slice(1),
  "JSON's": (token) => JSON.stringify(token).slice(1, -1),
  "JSON's with \\/": (token) =>
    JSON.stringify(token)
      .slice(1, -1)
      .replaceAll("/", String.raw`\/`),
  "HTML's by number": (token) =>
    Array.from(token, (one) => (/\w|-/u.test(one) ? one : `&#${one.codePointAt(0)};`)).join(""),
  "HTML's by name": (token) =>
    token.replaceAll(
      /[&<>"']/gu,
      (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one] ?? "&apos;",
    ),
  "a hex dump's": (token) => Buffer.from(token).toString("hex"),
  "capital letters'": (token) => token.toUpperCase(),
  "a mail's, line by line,": (token) => (token.match(/.{1,5}/gu) ?? []).join("=\r\n"),
  "a cut-off": (token) => token.slice(2, -2),
  "JSON's for ASCII": (token) =>
    token.replaceAll(/[^\w-]/gu, (one) =>
      toHex(one, 4)
        .map((unit) => String.raw`\u${unit}`)
        .join(""),
    ),
};

const cases = Object.entries(tokens).flatMap(([kind, token]) =>
  Object.entries(spellings).map(([name, spell]) => ({
    name: `${name} spelling of a token that is ${kind}`,
    token,
    spell,
  })),
);

test.for(cases)("$name reaches neither an error of the client nor a recording", async ({ token, spell }) => {
  const spelled = spell(token);
  const folder = await mkdtemp(join(tmpdir(), "just-one-redaction-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const reply = { code: 400, message: `before ${spelled} after`, data: { [spelled]: [spelled] } };
  const recorder = createRecorder({ folder, fetch: () => Promise.resolve(Response.json(reply, { status: 400 })) });
  const client = createClient({ token, baseUrl: "http://127.0.0.1:9", fetch: recorder.fetch });

  const { error } = await client
    .try(operation, { oAuthorId: "7001" })
    .then((result) => ({ error: !result.ok && result.error }));
  expect(ApiError.is(error) && error.vendorMessage).toBe("before [token] after");
  const [file = "", ...others] = await readdir(folder);
  expect(others).toEqual([]);
  expect(JSON.parse(await readFile(join(folder, file), "utf8"))).toMatchObject({
    example: { message: "before [redacted] after", data: { "[redacted]": ["[redacted]"] } },
  });
});
