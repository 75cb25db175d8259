import { join } from "node:path";
import { toRequestKey } from "@just-one/core";
import { createFileLedger } from "@just-one/core/node";
import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { shanghaiDay } from "../src/budget/shanghai-day.ts";
import { nameOwner } from "@just-one/sqlite/owner";
import { createSqliteCallStore } from "../src/calls/sqlite-call-store.ts";
import { makeHome, openTestServer, spread, token } from "./support/open-test-server.ts";

let vendor: Awaited<ReturnType<typeof startFaultServer>>;
let release: (() => void)[] = [];

beforeAll(async () => {
  // Answers at once, but for creators whose id begins with `slow`: those wait until a test lets them go.
  vendor = await startFaultServer({
    respond: async ({ params }) => {
      const id = String(params["oAuthorId"]);
      if (id.startsWith("slow")) await new Promise<void>((resolve) => release.push(resolve));
      return id === "echo" ? { id, url: `https://vendor.example/?token=${token}&x=1`, [token]: [token] } : { id };
    },
  });
});
afterAll(() => vendor.close());
beforeEach(() => {
  for (const go of release.splice(0)) go();
  vendor.reset();
});

const call = (oAuthorId: string, more: object = {}): object => ({ operation: spread, params: { oAuthorId }, ...more });

test("a client that gives up and asks again has paid once, and gets what the first one paid for", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  const impatient = new AbortController();
  const first = server.call("call_operation", call("slow-1"), { signal: impatient.signal });
  await expect.poll(() => vendor.sumUp().arrived).toBe(1);
  impatient.abort();
  const { told } = await first;
  expect(told).toMatchObject({ state: "running", billed: "pending" });
  const second = server.call("call_operation", call("slow-1"));
  for (const go of release.splice(0)) go();
  expect((await second).told).toMatchObject({
    state: "done",
    billed: "no",
    data: { id: "slow-1" },
    reply: told["reply"],
  });
  expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
});

test("fifty at once of three servers pay once, and one of them says so", async () => {
  using home = makeHome();
  await using one = openTestServer(vendor, home);
  await using two = openTestServer(vendor, home);
  await using three = openTestServer(vendor, home);
  const servers = Array.from({ length: 50 }, (_, index) => [two, three][index % 3] ?? one);
  const asked = servers.map((server, index) => server.call("call_operation", call("many"), { principal: `p${index}` }));
  const answers = await Promise.all(asked);
  expect(answers.map((answer) => answer.told["state"])).toEqual(answers.map(() => "done"));
  expect(answers.filter((answer) => answer.told["billed"] === "yes")).toHaveLength(1);
  expect(vendor.sumUp().billed).toBe(1);
});

test("one that was answered is free afterwards, also for a server that starts later, and `fresh` pays", async () => {
  using home = makeHome();
  {
    await using server = openTestServer(vendor, home);
    expect((await server.call("call_operation", call("a"))).told).toMatchObject({ billed: "yes" });
  }
  await using later = openTestServer(vendor, home);
  expect((await later.call("call_operation", call("a"))).told).toMatchObject({ billed: "no", data: { id: "a" } });
  expect(vendor.sumUp().billed).toBe(1);
  expect((await later.call("call_operation", call("a", { fresh: true }))).told).toMatchObject({ billed: "yes" });
  expect(vendor.sumUp().billed).toBe(2);
  // The answer was lost on the way, and the client sends the same again.
  expect((await later.call("call_operation", call("a", { fresh: true }))).told).toMatchObject({ billed: "no" });
  expect(vendor.sumUp().billed).toBe(2);
});

test("spellings of one question are one: order, numbers for texts, JSON's text for objects", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  await server.call("call_operation", { operation: spread, params: { oAuthorId: "17", range: "DAY_30" } });
  await server.call("call_operation", { operation: spread, params: { range: "DAY_30", oAuthorId: 17 } });
  await server.call("call_operation", { operation: spread, params: '{"oAuthorId":"17","range":"DAY_30"}' });
  await server.call("call_operation", { operation: spread, params: '{"oAuthorId":17,"range":"DAY_30","type":null}' });
  expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
});

test("what nobody knows the outcome of is not sent again, asked afresh neither, and is told", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  vendor.enqueue(["cut-body"]);
  const lost = await server.call("call_operation", call("lost"));
  expect(lost).toMatchObject({ isError: true, told: { error: "outcome_unknown", billed: "unknown", retry: "no" } });
  for (const more of [{}, { fresh: true }]) {
    const again = await server.call("call_operation", call("lost", more));
    expect(again.told).toMatchObject({ error: "outcome_unknown", reply: lost.told["reply"] });
  }
  expect(vendor.sumUp().arrived).toBe(1);
  const spending = await server.call("get_spending");
  expect(spending.told).toMatchObject({
    unknown: [{ reply: lost.told["reply"], operation: spread }],
    budget: { spentCalls: 1 },
  });
  const preview = await server.call("preview_call", { operation: spread, inputs: [{ oAuthorId: "lost" }] });
  expect(preview.told).toMatchObject({ send: 0, refused: [{ index: 0 }] });
});

test("an operator who allows it lets `fresh`, and nothing else, pay again for an unknown outcome", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--allow-unknown-retry"]);
  vendor.enqueue(["cut-body"]);
  await server.call("call_operation", call("lost"));
  expect((await server.call("call_operation", call("lost"))).isError).toBe(true);
  expect((await server.call("call_operation", call("lost", { fresh: true }))).told).toMatchObject({ billed: "yes" });
});

test("what no request can hold, and a thousand names that are none, are refused and not sent", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`range${at}`, at]));
  for (const params of [{ oAuthorId: "7".repeat(12_001) }, { oAuthorId: "一".repeat(1500) }, many]) {
    const { told } = await server.call("call_operation", { operation: spread, params });
    expect(told).toMatchObject({ error: "invalid_parameters", billed: "no" });
    expect(told["issues"] ?? []).toHaveProperty("length", params === many ? 20 : 0);
  }
  expect(vendor.sumUp().arrived).toBe(0);
});

test("a failure that cost nothing is told as such, and may be asked again", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  vendor.enqueue(["400"]);
  const refused = await server.call("call_operation", call("b"));
  expect(refused).toMatchObject({ isError: true, told: { error: "vendor", code: 400, billed: "no", attempts: 1 } });
  expect((await server.call("call_operation", call("b"))).told).toMatchObject({ billed: "yes" });
});

test("a reply goes on answering when a fresh one comes to nothing", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  await server.call("call_operation", call("c"));
  vendor.enqueue(["400"]);
  expect((await server.call("call_operation", call("c", { fresh: true }))).isError).toBe(true);
  expect((await server.call("call_operation", call("c"))).told).toMatchObject({ billed: "no", data: { id: "c" } });
});

test("a slow call gives a receipt, which read_reply trades for the reply without paying", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--wait-seconds", "0"]);
  const { told } = await server.call("call_operation", call("slow-2"));
  expect(told).toMatchObject({ state: "running", billed: "pending", next: { tool: "read_reply" } });
  await expect.poll(() => vendor.sumUp().arrived).toBe(1);
  expect((await server.call("read_reply", { reply: told["reply"] })).told).toMatchObject({ state: "running" });
  for (const go of release.splice(0)) go();
  await expect
    .poll(async () => (await server.call("read_reply", { reply: told["reply"] })).told)
    .toMatchObject({ state: "done", billed: "no", data: { id: "slow-2" } });
  expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
});

/** What a process leaves behind that was killed after its claim, or after its request had left. */
async function dieWith(home: { readonly path: string }, step: "claimed" | "sent", oAuthorId: string): Promise<string> {
  const folder = join(home.path, "state", "just-one-mcp", nameServer(vendor.url));
  // A number that no process has.
  const owner = nameOwner(4_194_305);
  const store = createSqliteCallStore({ path: join(folder, "calls"), keepMs: 1e9, owner });
  const ledger = createFileLedger({ path: join(home.path, "data", "just-one", nameServer(vendor.url), "ledger") });
  const key = `${vendor.url} ${toRequestKey(spread, { oAuthorId })}`;
  const id = `r_${step}`;
  const entry = { id, operation: spread, label: "mcp/ann · ", day: shanghaiDay(new Date()), cost: "" };
  await store.claim({ ...entry, question: key, principal: "ann", isFresh: false }, rules);
  await ledger.reserve(entry, []);
  if (step === "sent") await store.markSent(id);
  await store.close();
  ledger.close();
  return id;
}

const rules = { reuseMs: 86_400_000, freshReuseMs: 60_000, retriesUnknown: false };
const nameServer = (url: string): string => url.replaceAll(/[^A-Za-z0-9.-]+/g, "_");

test("a process that was killed before it sent leaves its question and its budget free", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  await server.services.memory(); // makes the files
  await dieWith(home, "claimed", "d");
  expect((await server.call("call_operation", call("d"))).told).toMatchObject({ billed: "yes", data: { id: "d" } });
  expect((await server.call("get_spending")).told).toMatchObject({ budget: { spentCalls: 1 }, unknown: [] });
});

test("a process that was killed after it sent leaves an unknown outcome, which stays reserved", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  await server.services.memory();
  const id = await dieWith(home, "sent", "e");
  expect((await server.call("call_operation", call("e"))).told).toMatchObject({ error: "outcome_unknown", reply: id });
  expect((await server.call("get_spending")).told).toMatchObject({
    budget: { spentCalls: 1 },
    unknown: [{ reply: id }],
  });
  expect(vendor.sumUp().arrived).toBe(0);
});

test("a process of another machine that was taken for dead while it stood still sends nothing any more", async () => {
  using home = makeHome();
  const path = join(home.path, "calls");
  const stalled = createSqliteCallStore({ path, keepMs: 1e9, owner: "elsewhere|boot|1|1", now: () => 0 });
  const other = createSqliteCallStore({ path, keepMs: 1e9 });
  const wanted = {
    id: "r_1",
    question: "q",
    operation: spread,
    principal: "ann",
    label: "",
    day: "",
    cost: "",
    isFresh: false,
  };
  await stalled.claim(wanted, rules);
  expect(await other.sweep()).toMatchObject([{ wasSent: false }]);
  await expect((async () => stalled.markSent("r_1"))()).rejects.toThrow("given up");
  await Promise.all([stalled.close(), other.close()]);
});

test("at its end a server waits for what is under way, and keeps its reply", async () => {
  using home = makeHome();
  {
    await using server = openTestServer(vendor, home, ["--wait-seconds", "0"]);
    await server.call("call_operation", call("slow-3"));
    await expect.poll(() => release.length).toBe(1);
    setImmediate(() => release.splice(0).forEach((go) => go()));
  }
  await using later = openTestServer(vendor, home);
  expect((await later.call("call_operation", call("slow-3"))).told).toMatchObject({
    billed: "no",
    data: { id: "slow-3" },
  });
});

test("a handle opens a reply for whoever paid for it or was answered by it, and for nobody else", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  const { told } = await server.call("call_operation", call("f"));
  const read = (principal: string): ReturnType<typeof server.call> =>
    server.call("read_reply", { reply: told["reply"] }, { principal });
  expect((await read("bob")).told).toMatchObject({ error: "unknown_reply" });
  expect((await server.call("call_operation", call("f"), { principal: "bob" })).told).toMatchObject({ billed: "no" });
  expect((await read("bob")).told).toMatchObject({ data: { id: "f" } });
  expect(await server.surface.readReply(String(told["reply"]), { principal: "eve" })).toBeUndefined();
  expect(await server.surface.readReply(String(told["reply"]), { principal: "bob" })).toBe('{"id":"f"}');
});

test("with replies of one's own, another principal pays for itself", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home, ["--own-replies"]);
  await server.call("call_operation", call("g"));
  expect((await server.call("call_operation", call("g"), { principal: "bob" })).told).toMatchObject({ billed: "yes" });
});

test("a reply that repeats the token is kept and shown without it", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  const { told, answer } = await server.call("call_operation", call("echo"));
  expect(told["data"]).toEqual({
    id: "echo",
    url: "https://vendor.example/?token=[token]&x=1",
    "[token]": ["[token]"],
  });
  expect(JSON.stringify(answer)).not.toContain(token);
  expect(await server.surface.readReply(String(told["reply"]), { principal: "ann" })).not.toContain(token);
});
