import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MockServer, startMockServer } from "@just-one/testing";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { environmentFor, markedToken, runCli } from "./support/run-cli.ts";

const server: MockServer = await startMockServer();
afterAll(() => server.close());
beforeEach(() => server.reset());
const environment = environmentFor(server);

const spelled = {
  "in capital letters": markedToken.toUpperCase(),
  "in base64": Buffer.from(markedToken).toString("base64"),
  "percent-encoded": markedToken.replaceAll("-", "%2d"),
  cut: markedToken.slice(3, 15),
};
const places = (text: string): string[][] => [
  ["spread", text],
  ["spread", "7001", text],
  ["spread", "7001", "--range", text],
  ["spread", "7001", "--ids-file", text],
  ["spread", "7001", "--max-calls", text],
  ["spread", "7001", `--mock=${text}`],
  ["spread", "7001", `--base-url=http://127.0.0.1/?token=${text}`],
  ["spread", "7001", "--base-url", `http://127.0.0.1/${text}`],
  ["spread", "7001", `-t${text}`],
  ["spread", "7001", `--${text}`],
  [text],
  [text, "spread"],
  ["codes", text],
  ["codes", `'${text}'`],
  ["codes", "--format", text],
  ["operations", "--describe", text],
  ["call", text],
  ["call", `GET /api/${text}/x`],
  ["call", "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", text],
  ["call", "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", `${text}=1`, `${text}=1`],
  ["call", "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", `range=${text}`],
  ["snippet", "GET /api/x", "--language", text],
  ["help", text],
];

describe("a token among the arguments", () => {
  test.each([
    ["spread", "7001", `--token=${markedToken}`],
    ["spread", "7001", "--token", markedToken],
    ["call", "/api/x", `token=${markedToken}`],
    ["codes", `-token=${markedToken}`],
    ["call", `GET /api/x?token=${markedToken}`],
    ["spread", `--api-key=${markedToken}`],
    ["call", "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", `token=${markedToken}`],
  ])("is refused and not repeated: %s %s", async (...args) => {
    const { exitCode, stderr } = await runCli(args, { environment });
    expect(exitCode).toBe(2);
    expect(stderr).not.toContain(markedToken);
    expect(server.requests).toEqual([]);
  });

  test.each(Object.entries(spelled).flatMap(([how, text]) => places(text).map((args) => ({ how, args, text }))))(
    "is refused wherever it stands, $how: $args",
    async ({ args, text }) => {
      const { exitCode, stdout, stderr } = await runCli(args, { environment });
      expect(exitCode).toBe(2);
      expect(stdout + stderr).not.toContain(text);
      expect(server.requests).toEqual([]);
    },
  );

  // Put together here: nothing that looks like a secret stands in this file.
  const unknown = ["Ab3xK9mQ", "2rT7vW5yZ8dF"].join("");
  test.each(places(unknown))("is in no message though nobody knows it: %j", async (...args) => {
    const { exitCode, stdout, stderr } = await runCli(args, { environment });
    expect(exitCode).not.toBe(0);
    expect(stdout + stderr).not.toMatch(/Ab3xK9mQ|2rT7vW5y|T7vW5yZ8/);
    expect(JSON.stringify(server.requests)).not.toMatch(/Ab3xK9mQ|2rT7vW5y|T7vW5yZ8/);
  });

  test.each([markedToken, `oAuthorId,${markedToken.toUpperCase()}`])(
    "is refused in a file of ids: %s",
    async (line) => {
      const folder = await mkdtemp(join(tmpdir(), "just-one-ids-"));
      onTestFinished(() => rm(folder, { recursive: true }));
      const file = join(folder, "ids.txt");
      await writeFile(file, `7001\n${line}\n7002\n`);
      const { exitCode, stdout, stderr } = await runCli(["spread", "--ids-file", file], { environment });
      expect([exitCode, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("a token is never an argument");
      expect(stderr).not.toContain(line);
      expect(server.requests).toEqual([]);
    },
  );
});
