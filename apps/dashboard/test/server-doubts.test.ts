import { type CachedReply, type CacheStore, createMemoryCache } from "@just-one/core";
import { startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import { createDoubts } from "../src/server/doubts.ts";
import { spreadOperation as operation } from "../src/shared/protocol.ts";
import { send } from "./support/send.ts";
import { startDashboard } from "./support/start-dashboard.ts";

describe("a call whose answer was lost", () => {
  test("is not sent again unless that is asked for on purpose, whoever asks, and is estimated so", async () => {
    await using vendor = await startFaultServer();
    vendor.enqueue(["cut-body"]);
    await using dashboard = await startDashboard({ baseUrl: vendor.url });
    const parameters = { oAuthorId: "1", range: "DAY_30" };
    const call = (more: object = {}): ReturnType<typeof send> =>
      send(`${dashboard.url}/api/call`, { body: { operation, parameters, ...more } });
    expect((await call()).body).toMatchObject({ ok: false, failure: { kind: "transport", billing: "unknown" } });
    const doubt = { ok: false, failure: { kind: "doubt", billing: "unknown" } };
    expect((await call()).body).toEqual(doubt);
    expect((await call({ parameters: { range: "DAY_30", oAuthorId: "1" } })).body).toEqual(doubt);
    expect((await call({ again: "yes" })).status).toBe(400);
    const estimate = { operation, parameters: [parameters, { oAuthorId: "2" }] };
    const { body } = await send(`${dashboard.url}/api/estimate`, { body: estimate });
    expect(body).toEqual({ outcomes: ["unsure", "send"] });
    expect(vendor.sumUp().arrived).toBe(1);

    expect((await call({ again: true })).body).toMatchObject({ ok: true, cached: false });
    expect((await call()).body).toMatchObject({ ok: true, cached: true });
    expect(vendor.sumUp().arrived).toBe(2);
  });

  test("stays in doubt for the next server with the same replies", async () => {
    await using vendor = await startFaultServer();
    vendor.enqueue(["cut-body"]);
    const replies = createMemoryCache();
    const body = { operation, parameters: { oAuthorId: "1" } };
    const ask = async (): Promise<unknown> => {
      await using dashboard = await startDashboard({ baseUrl: vendor.url, replies });
      return (await send(`${dashboard.url}/api/call`, { body })).body;
    };
    expect(await ask()).toMatchObject({ failure: { kind: "transport" } });
    expect(await ask()).toEqual({ ok: false, failure: { kind: "doubt", billing: "unknown" } });
    expect(vendor.sumUp().arrived).toBe(1);
  });

  test("that certainly cost nothing is sent again at once", async () => {
    await using vendor = await startFaultServer();
    vendor.enqueue(["301"]);
    await using dashboard = await startDashboard({ baseUrl: vendor.url });
    const body = { operation, parameters: { oAuthorId: "1" } };
    expect((await send(`${dashboard.url}/api/call`, { body })).body).toMatchObject({ ok: false });
    expect((await send(`${dashboard.url}/api/call`, { body })).body).toMatchObject({ ok: true });
  });
});

test("doubts last for a day, until an answer comes, and are nothing to what no client would send", async () => {
  let now = 0;
  const doubts = createDoubts(createStore(), () => now);
  await doubts.note(operation, { oAuthorId: "1" }, true);
  expect(await doubts.has(operation, { oAuthorId: "1" })).toBe(true);
  expect(await doubts.has(operation, { oAuthorId: "2" })).toBe(false);
  await doubts.note(operation, { oAuthorId: "1" }, false);
  expect(await doubts.has(operation, { oAuthorId: "1" })).toBe(false);
  await doubts.note(operation, { oAuthorId: "1" }, true);
  now = 86_400_000;
  expect(await doubts.has(operation, { oAuthorId: "1" })).toBe(false);
  await doubts.note(operation, { nonsense: true }, true);
  expect(await doubts.has(operation, { nonsense: true })).toBe(false);
});

test("a store that cannot be asked knows of no doubt, and takes nobody's answer away", async () => {
  const doubts = createDoubts({ get: fail, set: fail });
  expect(await doubts.has(operation, { oAuthorId: "1" })).toBe(false);
  await expect(doubts.note(operation, { oAuthorId: "1" }, true)).resolves.toBeUndefined();
});

function fail(): never {
  throw new Error("gone");
}

/** Without a clock of its own. */
function createStore(): CacheStore {
  const kept = new Map<string, CachedReply>();
  return { get: (key) => kept.get(key), set: (key, reply) => void kept.set(key, reply) };
}
