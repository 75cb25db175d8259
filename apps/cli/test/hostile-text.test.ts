import { stripVTControlCharacters } from "node:util";
import { encodeLine } from "@just-one/encoders";
import { dropEmoji, holdsCommand, hostileTexts } from "@just-one/encoders/hostile";
import { type MockServer, startMockServer } from "@just-one/testing";
import { afterAll, expect, test } from "vitest";
import { formatDescription } from "../src/operations/format-description.ts";
import type { DescribedEntry } from "../src/operations/describe-entry.ts";
import { snippetLanguages } from "@just-one/snippets";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";

const hidden = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const ids = hostileTexts.map((_text, index) => String(70_000 + index));

/** Each creator's peers are called something else; the text stands at every other place that is not a number, too. */
const server: MockServer = await startMockServer({
  respond: ({ params }) => {
    const text = hostileTexts[Number(params["oAuthorId"]) - 70_000];
    return {
      [`k${text}`]: text,
      play_mid: "1000",
      interact_rate: { label: text, value: 1 },
      play_stability: { label: text, value: text },
    };
  },
});
afterAll(() => server.close());
const environment = environmentFor(server);

/** All of them in one format, asked for once for all tests that look at it. */
const printed = new Map<string, Promise<Ran>>();
function printAll(format: string): Promise<Ran> {
  const raw = format === "json" ? ["--raw"] : [];
  const ran =
    printed.get(format) ??
    runCli(["spread", ...ids, "--yes", "--format", format, ...raw], { environment, columns: 200 });
  printed.set(format, ran);
  return ran;
}

/** What a terminal would do something with, besides the colours and the progress line of ours. */
function readShown(text: string): string {
  return dropEmoji(stripVTControlCharacters(text).replaceAll("\r", ""));
}

test("no reply draws, hides or commands on a terminal, in any format", async () => {
  for (const format of ["table", "json", "ndjson", "csv"]) {
    const { stdout, stderr } = await printAll(format);
    // A byte order mark is ours.
    for (const text of [stdout.replace(/^\uFEFF/u, ""), stderr]) {
      expect(readShown(text)).not.toMatch(hidden);
      expect(holdsCommand(text)).toBe(false);
    }
  }
});

test("JSON still says exactly what came", async () => {
  const { stdout } = await printAll("json");
  const rows = JSON.parse(stdout) as { data: Record<string, unknown> }[];
  expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  expect(rows.map(({ data }, index) => data[`k${hostileTexts[index]}`])).toEqual(hostileTexts);
});

test("CSV has one row for each creator, and no cell that starts a formula", async () => {
  const { stdout } = await printAll("csv");
  const rows = stdout.split(/(?<="|[^\n])\r\n/u).filter((row) => row !== "");
  expect(rows).toHaveLength(ids.length + 1);
  for (const line of stdout.replace(/^\uFEFF/u, "").split(/[\r\n]+/u)) {
    for (const cell of line.split(/[,;\t]/u)) expect(cell).not.toMatch(/^\s*(?:[=+@＝＋－＠]|-(?![\d.]+$))/u);
  }
});

test.each(hostileTexts.map((text) => [text]))(
  "with %j in its arguments, the command still writes text",
  async (text) => {
    // The runner of programs takes no NUL; nobody else could pass one.
    const runs = [
      await runCli(["spread", text, "--format", "table"], { environment, columns: 80 }),
      await runCli(["call", `GET /api/${text}`], { environment }),
      await runCli(["operations", text], { environment, columns: 80 }),
      await runCli([text], { environment }),
    ];
    for (const { stdout, stderr } of runs) {
      expect(readShown(stdout + stderr)).not.toMatch(hidden);
      expect(holdsCommand(stdout)).toBe(false);
      expect(holdsCommand(stderr)).toBe(false);
    }
  },
);

test.each(hostileTexts.map((text) => [text]))("with %j in the document, samples and descriptions hold text", (text) => {
  const entry: DescribedEntry = {
    operation: `GET /api/${text}`,
    method: "GET",
    path: `/api/${text}`,
    token: "query",
    parameters: [{ name: text, in: "query", required: true, types: ["string"], enum: [text], description: text }],
    summary: text,
    platform: text,
    deprecated: false,
    hidden: false,
    aliases: [text],
    family: text,
    version: text,
  };
  const request = { method: "GET", url: "http://127.0.0.1/api/x", token: "query" as const };
  const written = Object.values(snippetLanguages).map((write) =>
    write({ entry, parameters: { [text]: [text, { [text]: text }] }, destination: { baseUrl: text }, request }),
  );
  const keep = encodeLine;
  const paint = { bold: keep, dim: keep, green: keep, red: keep, yellow: keep };
  for (const width of [20, 200]) {
    written.push(formatDescription(entry, [{ path: text, type: text, description: text }], { width, paint }));
  }
  for (const shown of written) {
    expect(dropEmoji(shown.replaceAll("\t", ""))).not.toMatch(hidden);
    expect(holdsCommand(shown)).toBe(false);
  }
  for (const sample of written.slice(1, 7)) {
    for (const line of sample.split("\n")) expect(line).not.toMatch(/^\s*(?:globalThis|touch)/u);
  }
});
