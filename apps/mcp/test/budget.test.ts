import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { PersonsAnswer } from "../src/protocol/surface.ts";
import { shanghaiDay } from "../src/budget/shanghai-day.ts";
import { makeHome, openTestServer, spread, type TestServer } from "./support/open-test-server.ts";

let vendor: Awaited<ReturnType<typeof startFaultServer>>;
beforeAll(async () => {
  vendor = await startFaultServer({ respond: ({ params }) => ({ id: params["oAuthorId"] }) });
});
afterAll(() => vendor.close());
beforeEach(() => vendor.reset());

const call = (oAuthorId: string, more: object = {}): object => ({ operation: spread, params: { oAuthorId }, ...more });
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `c${index}`);
const inputs = (count: number): object[] => ids(count).map((oAuthorId) => ({ oAuthorId }));

test("a hundred different questions of two servers at once spend the day's budget, and not one call more", async () => {
  using home = makeHome();
  const args = ["--calls", "10", "--burst-calls", "1000"];
  await using one = openTestServer(vendor, home, args);
  await using two = openTestServer(vendor, home, args);
  const answers = await Promise.all(
    ids(100).map((id, index) => (index % 2 === 0 ? one : two).call("call_operation", call(id))),
  );
  expect(vendor.sumUp()).toEqual({ arrived: 10, billed: 10 });
  const refused = answers.filter((answer) => answer.isError);
  expect(refused).toHaveLength(90);
  expect(refused[0]?.told).toMatchObject({ error: "budget", billed: "no", retry: expect.stringMatching(/^after:/) });
});

test.each([
  ["server/day", ["--server-calls", "2"], { principal: "bob" }],
  ["principal/day", ["--calls", "2", "--hard-calls", "2"], { principal: "ann" }],
  ["principal/10 minutes", ["--burst-calls", "2"], { principal: "ann" }],
])("the limit %s ends what it is for, and says its name", async (name, args, context) => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, args);
  for (const id of ids(2)) await server.call("call_operation", call(id));
  const { told } = await server.call("call_operation", call("one-more"), context);
  expect(told).toMatchObject({ error: "budget", say: expect.stringContaining(name) });
  // What is paid for stays free, and another principal is not ann.
  expect((await server.call("call_operation", call("c1"), context)).told).toMatchObject({ billed: "no" });
  const another = await server.call("call_operation", call("bobs"), { principal: "ann · bob" });
  expect(another.isError).toBe(name === "server/day");
});

test("a list pays for no more than its maxCalls, sent again neither, and gives a row for each reply", async () => {
  using home = makeHome();
  const args = ["--burst-calls", "1000"];
  await using one = openTestServer(vendor, home, args);
  await using two = openTestServer(vendor, home, args);
  const many = { operation: spread, inputs: inputs(20), select: "{id: id}", maxCalls: 6, purpose: "compare" };
  const [first] = await Promise.all([
    one.call("call_many", many),
    one.call("call_many", many),
    two.call("call_many", many),
  ]);
  expect(first.told).toMatchObject({ state: "stopped", columns: ["input", "id"] });
  expect(vendor.sumUp().billed).toBe(6);
  await one.call("call_many", many);
  expect(vendor.sumUp().billed).toBe(6);
  const { told } = await one.call("call_many", { ...many, maxCalls: 20 });
  expect(told).toMatchObject({ state: "done", billedCalls: 14 });
  expect(told["rows"]).toEqual(ids(20).map((id, index) => [index, id]));
  expect(vendor.sumUp().billed).toBe(20);
  expect((await one.call("get_spending")).told).toMatchObject({ byPurpose: { compare: 20 } });
});

test("a list tells what was refused, and reads on where its rows end", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--burst-calls", "1000"]);
  const long = "x".repeat(400);
  const given = [...inputs(60), { oAuthorID: "typo" }];
  const many = { operation: spread, inputs: given, select: `{id: id, text: '${long}'}`, maxCalls: 200 };
  const { told, answer } = await server.call("call_many", many);
  expect(told).toMatchObject({
    state: "done",
    billedCalls: 60,
    failed: [{ index: 60 }],
    cut: expect.stringContaining("of 60 rows"),
  });
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(8100);
  let rows = (told["rows"] as unknown[]).length;
  let next = told["next"] as { readonly tool: string; readonly arguments: object } | undefined;
  while (next !== undefined) {
    const more = await server.call(next.tool, next.arguments);
    rows += (more.told["rows"] as unknown[]).length;
    next = more.told["next"] as typeof next;
  }
  expect(rows).toBe(60);
  expect(vendor.sumUp().billed).toBe(60);
});

/** Calls, and answers the question as a person does. */
async function askPerson(
  server: TestServer,
  id: string,
  content?: Record<string, unknown>,
): ReturnType<TestServer["call"]> {
  const asked = await server.call("call_operation", call(id), { canAsk: true });
  if (asked.told["state"] === undefined || asked.told["schema"] === undefined) return asked;
  const answer: PersonsAnswer = { state: asked.told["state"], ...(content !== undefined && { content }) };
  return server.call("call_operation", call(id), { canAsk: true, answer });
}

test("a person may raise the soft limit up to the hard one, and no form beyond", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--calls", "1", "--hard-calls", "3"]);
  await server.call("call_operation", call("h0"));
  const asked = await server.call("call_operation", call("h1"), { canAsk: true });
  expect(asked.told).toMatchObject({ schema: { properties: { calls: { maximum: 2 } } } });
  // A client that writes into the form what it was not offered gets what was offered.
  expect((await askPerson(server, "h1", { calls: 1000 })).told).toMatchObject({ billed: "yes" });
  expect((await askPerson(server, "h2", { calls: 5 })).told).toMatchObject({ billed: "yes" });
  expect((await askPerson(server, "h3", { calls: 5 })).told).toMatchObject({ error: "budget" });
  expect(vendor.sumUp().billed).toBe(3);
});

test("a list that reaches the soft limit asks, too, and tells of all that it paid for", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--calls", "2", "--hard-calls", "9"]);
  const many = { operation: spread, inputs: inputs(5), select: "id", maxCalls: 5 };
  const asked = await server.call("call_many", many, { canAsk: true });
  expect(asked.told).toMatchObject({ schema: { properties: { calls: { maximum: 7 } } } });
  const answer = { state: asked.told["state"], content: { calls: 3 } };
  expect((await server.call("call_many", many, { answer })).told).toMatchObject({ state: "done", billedCalls: 5 });
  expect((await server.call("call_many", many)).told).toMatchObject({ state: "done", billedCalls: 0 });
  expect(vendor.sumUp().billed).toBe(5);
});

test("two forms that are answered at the same time do not pass the hard limit together", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--calls", "1", "--hard-calls", "3"]);
  const { store } = await server.services.memory();
  const day = shanghaiDay(new Date());
  for (const calls of [2, 2]) await store.grant({ day, principal: "ann", calls, by: "person" });
  for (const id of ids(6)) await server.call("call_operation", call(id));
  expect(vendor.sumUp().billed).toBe(3);
});

test("an answer counts once, for the operation and the day it was given for", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--calls", "1", "--hard-calls", "100"]);
  await server.call("call_operation", call("n0"));
  const asked = await server.call("call_operation", call("n1"), { canAsk: true });
  const answer = { state: asked.told["state"], content: { calls: 1 } };
  expect((await server.call("call_operation", call("n1"), { answer })).told).toMatchObject({ billed: "yes" });
  expect((await server.call("call_operation", call("n2"), { answer })).told).toMatchObject({ error: "budget" });
  const { state } = (await server.call("call_operation", call("n2"), { canAsk: true })).told;
  const other = { state: { ...Object(state), operation: "GET /other" }, content: { calls: 9 } };
  expect((await server.call("call_operation", call("n2"), { answer: other })).told).toMatchObject({ error: "budget" });
  expect(vendor.sumUp().billed).toBe(2);
});

test("a no is remembered: nobody is asked five times in five calls, and a client that cannot ask is not asked", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--calls", "1"]);
  await server.call("call_operation", call("q0"));
  expect((await server.call("call_operation", call("q1"))).told).toMatchObject({ error: "budget" });
  expect((await askPerson(server, "q1")).told).toMatchObject({
    error: "budget",
    fix: expect.stringContaining("declined"),
  });
  for (const id of ids(4)) {
    expect((await server.call("call_operation", call(id), { canAsk: true })).told).toMatchObject({ error: "budget" });
  }
});

test("an operator's grant is for the day, above every limit of it", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--calls", "1", "--hard-calls", "1"]);
  await server.call("call_operation", call("o0"));
  const { store } = await server.services.memory();
  await store.grant({ day: shanghaiDay(new Date()), principal: "ann", calls: 1, by: "operator" });
  expect((await server.call("call_operation", call("o1"))).told).toMatchObject({ billed: "yes" });
  expect((await server.call("call_operation", call("o2"))).told).toMatchObject({ error: "budget" });
});

test("costs are told where somebody has said what calls cost, limited where that is wanted, and invented nowhere", async () => {
  using home = makeHome();
  const prices = join(mkdtempSync(join(home.path, "prices-")), "prices.json");
  writeFileSync(prices, JSON.stringify({ [spread]: "0.30" }));
  await using server = openTestServer(vendor, home, ["--prices", prices, "--cost", "0.60"]);
  expect((await server.call("preview_call", { operation: spread, inputs: inputs(2) })).told).toMatchObject({
    costsAtMost: "0.6",
  });
  expect((await server.call("call_operation", call("c0"))).told).toMatchObject({ billed: "yes", cost: "0.30" });
  expect((await server.call("call_operation", call("c0"))).told).not.toHaveProperty("cost");
  await server.call("call_operation", call("c1"));
  expect((await server.call("call_operation", call("c2"))).told).toMatchObject({ error: "budget" });
  expect((await server.call("get_spending")).told).toMatchObject({ budget: { spentCost: "0.6" } });
  await using without = openTestServer(vendor, home);
  expect((await without.call("call_operation", call("c9"))).told).not.toHaveProperty("cost");
  expect((await without.call("preview_call", { operation: spread, inputs: inputs(1) })).told).toMatchObject({
    costsAtMost: "price not known",
  });
});
