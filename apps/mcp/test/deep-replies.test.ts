import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeHome, openTestServer, spread, token } from "./support/open-test-server.ts";

const long = "7048929565493690398";
let arrived = 0;

/** Lists and objects in each other, `{"a":[{"a":[…]}]}`, as deep as the creator's id says; a long integer lies at the bottom. */
const vendor = createServer((incoming, reply) => {
  arrived += 1;
  const id = new URL(incoming.url ?? "", "http://localhost").searchParams.get("oAuthorId") ?? "";
  const pairs = Number(id) / 2;
  const deep = `${'{"a":['.repeat(pairs)}{"id":${long},"text":"${token}\\u200b"}${"]}".repeat(pairs)}`;
  reply.writeHead(200, { "content-type": "application/json" }).end(`{"code":0,"data":{"top":${id},"deep":${deep}}}`);
});
let url = "";
beforeAll(async () => {
  vendor.listen(0, "127.0.0.1");
  await once(vendor, "listening");
  url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
});
afterAll(() => vendor.close());

const depths = ["100", "2000", "20000", "200000"];

test.each(depths)(
  "a paid reply that is nested %s deep is kept, shown as far as it goes, and free afterwards",
  async (id) => {
    arrived = 0;
    using home = makeHome();
    await using server = openTestServer({ url }, home);
    const call = { operation: spread, params: { oAuthorId: id } };
    const first = await server.call("call_operation", call);
    expect(first.told).toMatchObject({ state: "done", billed: "yes", data: { top: Number(id) } });
    expect(first.told["cut"]).toMatch(/deeper than \d+ levels/);
    const { reply } = first.told;
    expect((await server.call("call_operation", call)).told).toMatchObject({ billed: "no", reply });
    const read = (select: string): Promise<{ told: unknown }> => server.call("read_reply", { reply, select });
    expect((await read("top")).told).toMatchObject({ data: Number(id) });
    expect((await read("deep.a[0].a[0]")).told).toMatchObject({ state: "done" });
    // What walks through all of it comes to its end.
    expect((await read("[deep, deep] | [0] == [1]")).told).toMatchObject({ data: true });
    expect((await read("to_string(deep)")).told).toMatchObject({ data: expect.stringMatching(/^\{"a":\[/) as string });
    // Whole, for a host that puts it where it likes.
    const whole = (await server.surface.readReply(String(reply), { principal: "ann" })) ?? "";
    expect(whole.split('{"a":[')).toHaveLength(Number(id) / 2 + 1);
    expect(whole).toContain(`"id":"${long}"`);
    expect(whole).not.toContain(token);
    expect(whole).not.toContain("\u200b");
    expect(arrived).toBe(1);
  },
);

test("a list with replies that are nested too deep for a table is told all the same", async () => {
  arrived = 0;
  using home = makeHome();
  await using server = openTestServer({ url }, home);
  const inputs = [{ oAuthorId: "20000" }, { oAuthorId: "2" }];
  const { told } = await server.call("call_many", { operation: spread, inputs, select: "deep", maxCalls: 2 });
  expect(told).toMatchObject({ state: "done", billedCalls: 2 });
  expect(told["rows"]).toHaveLength(2);
  expect(arrived).toBe(2);
});

test("a list whose select fits only some replies tells which, and why; all are paid for", async () => {
  arrived = 0;
  using home = makeHome();
  await using server = openTestServer({ url }, home);
  const inputs = [{ oAuthorId: "2" }, { oAuthorId: "4" }];
  const select = "length(deep.a[0].a[0] || `1`)";
  const { told } = await server.call("call_many", { operation: spread, inputs, select, maxCalls: 2 });
  expect(told).toMatchObject({ state: "done", billedCalls: 2, rows: [[1, 2]], failed: [{ index: 0 }] });
  expect(told["failed"]).toMatchObject([{ why: expect.stringMatching(/^answered, but .*not number/) as string }]);
  const wrong = { operation: spread, inputs: [{ oAuthorId: "6" }], select: "lenght(@)", maxCalls: 1 };
  expect((await server.call("call_many", wrong)).told).toMatchObject({ error: "select", billed: "no" });
  expect((await server.call("read_reply", { reply: told["batch"], select: "(" })).told).toMatchObject({
    error: "select",
  });
  expect(arrived).toBe(2);
});
