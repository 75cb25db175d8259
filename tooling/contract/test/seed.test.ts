import { readFileSync } from "node:fs";
import type { Catalog } from "@just-one/api";
import { catalog } from "@just-one/api/catalog";
import { createPlayer } from "@just-one/testing";
import { expect, test } from "vitest";
import { checkReplies } from "../src/check-replies.ts";
import { checkRequests } from "../src/check-requests.ts";
import { listCalls, sampleParameters } from "../src/list-calls.ts";
import { checkDocument, readCatalog } from "@just-one/document";
import { examplesFolder, readExamples } from "../src/project.ts";

const root = new URL("../../../", import.meta.url);
const document = checkDocument(JSON.parse(readFileSync(new URL("openapi/dist/openapi.json", root), "utf8")), {
  file: "openapi.json",
  keywords: "strict",
});

const examples = await readExamples();
const recorded = catalog
  .filter(({ operation }) => examples.has(operation))
  .map((entry) => ({ operation: entry.operation, parameters: sampleParameters(entry) }));

test("the document allows every request that our client sends, and our client tells every answer", async () => {
  const report = await checkRequests(document, catalog);
  expect(report.problems).toEqual([]);
  expect(report.operations).toBe(catalog.length);
  expect(report.requests).toBeGreaterThan(catalog.length * 15);
});

test("the catalog read out of the document at run time is the generated one", () => {
  const read: Catalog = readCatalog(document);
  expect(read).toEqual(catalog);
});

test("a catalog that spells a parameter or a value its own way is found out", async () => {
  const text = JSON.stringify(catalog).replaceAll('"range"', '"Range"').replaceAll("XINTU_VIDEO", "XINGTU_VIDEO");
  // Safe: only two words of the catalog changed.
  const { problems } = await checkRequests(document, JSON.parse(text) as typeof catalog);
  expect(problems.filter((problem) => problem.includes('"Range"'))).not.toEqual([]);
  expect(problems.filter((problem) => problem.includes("/query/type must be equal to one of"))).not.toEqual([]);
});

test("what the vendor took away is called once, refused and not sent; the same with parameters", async () => {
  const removed = "2026-11-01";
  const gone = await checkRequests(
    document,
    catalog.map((entry) => ({ ...entry, removed })),
  );
  expect(gone).toMatchObject({ problems: [], requests: 0 });
  const entry = catalog.find(({ operation }) => operation.endsWith("/get_author_spread_info/v1"));
  if (entry === undefined) throw new Error("the catalog lacks the recorded operation");
  const parameters = entry.parameters.map((each) => (each.name === "range" ? { ...each, removed } : each));
  const calls = listCalls({ ...entry, parameters }, new Map());
  expect(calls.filter((call) => "range" in call)).toEqual([]);
  expect(calls.length).toBeGreaterThan(1);
});

test("an operation that the catalog forgot is found out", async () => {
  const { problems } = await checkRequests(document, []);
  expect(problems).toEqual(catalog.map(({ operation }) => `${operation}: is not in the catalog`));
});

test("recorded replies keep what the document promises", async () => {
  const player = await createPlayer(examplesFolder);
  expect(recorded).not.toEqual([]);
  const problems = await checkReplies({ calls: recorded, document, catalog, token: "any", fetch: player.fetch });
  expect(problems).toEqual([]);
  expect(player.unknown).toEqual([]);
});

test("a reply that breaks a promise is found out, without telling its values", async () => {
  const calls = recorded.filter(({ operation }) => operation.endsWith("/get_author_spread_info/v1"));
  const reply = { code: 0, data: { play_mid: { secret: "marked" } } };
  const fetch = (): Promise<Response> => Promise.resolve(Response.json(reply));
  const problems = await checkReplies({ calls, document, catalog, token: "any", fetch });
  expect(problems).toEqual([expect.stringMatching(/: \/data\/play_mid must be string/)]);
  expect(problems.join()).not.toContain("marked");
});
