import { ApiError, type Client, ConfigError, JustOneError, TransportError } from "@just-one/core";
import { createFakeClient, type FakeAnswers, type FakeClient } from "@just-one/testing";
import type { Validator } from "@just-one/api";
import { describe, expect, expectTypeOf, test, vi } from "vitest";

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const meta = { operation: spreadInfo, billing: "unbilled", attempts: [], cached: false } as const;

describe("a fake client", () => {
  test("answers `call` and `try` with what a function returns, typed, billed and counted", async () => {
    const data = { play_mid: "7", item_num: "12" };
    const client = createFakeClient({ [spreadInfo]: async ({ range }) => (range === "DAY_90" ? data : {}) });
    expectTypeOf(client).toEqualTypeOf<FakeClient>();
    expectTypeOf(client).toExtend<Client>();
    // @ts-expect-error -- `play_mid` is text
    createFakeClient({ [spreadInfo]: () => ({ play_mid: 7 }) });
    const success = await client.call(spreadInfo, { oAuthorId: "1", range: "DAY_90" }, { label: "report" });
    expect(success.data).toBe(data);
    expect(success.meta).toMatchObject({ operation: spreadInfo, billing: "billed", cached: false, httpStatus: 200 });
    expect(success.meta.attempts).toHaveLength(1);
    await expect(client.try(spreadInfo, { oAuthorId: "1" })).resolves.toMatchObject({ ok: true, data: {} });
    expect(client.calls).toMatchObject([
      { operation: spreadInfo, params: { oAuthorId: "1", range: "DAY_90" }, options: { label: "report" } },
      { operation: spreadInfo, params: { oAuthorId: "1" } },
    ]);
    expect((await client.usage()).map(({ spentCalls }) => spentCalls)).toEqual([1, 1]);
  });

  test("fails with the very error that a function returns or throws", async () => {
    const error = new ApiError("used up", { meta, code: 601 });
    for (const answer of [() => error, () => Promise.reject(error)]) {
      const client = createFakeClient({ [spreadInfo]: answer });
      await expect(client.call(spreadInfo, { oAuthorId: "1" })).rejects.toBe(error);
      const result = await client.try(spreadInfo, { oAuthorId: "1" });
      expect(result).toMatchObject({ ok: false, error, meta });
      expect(JustOneError.is(result.error)).toBe(true);
    }
  });

  test("fails with it every time: no door closes, and nothing is tried again", async () => {
    const answer = vi.fn<NonNullable<FakeAnswers[typeof spreadInfo]>>();
    answer.mockReturnValueOnce(new ApiError("no", { meta, code: 100 }));
    answer.mockReturnValueOnce(new TransportError("lost", { meta, phase: "connect", retryable: true }));
    answer.mockReturnValue({ play_mid: "1" });
    const client = createFakeClient({ [spreadInfo]: answer });
    const kinds = [];
    for (let at = 0; at < 3; at += 1) kinds.push((await client.try(spreadInfo, { oAuthorId: "1" })).error?.kind);
    expect(kinds).toEqual(["api", "transport", undefined]);
    expect(answer).toHaveBeenCalledTimes(3);
  });

  test("lets a fault in a function be one, whether it throws or returns that", async () => {
    const fault = new TypeError("a fault in the test");
    const fail = (): never => {
      throw fault;
    };
    // Safe: what tests without types may return.
    for (const answer of [fail, () => fault as never]) {
      const client = createFakeClient({ [spreadInfo]: answer });
      await expect(client.try(spreadInfo, { oAuthorId: "1" })).rejects.toBe(fault);
    }
  });

  test("maps and pages, each item by its function", async () => {
    const client = createFakeClient({ [spreadInfo]: ({ oAuthorId }) => ({ play_mid: oAuthorId }) });
    const found = [];
    for await (const item of client.map(spreadInfo, [{ oAuthorId: "1" }, { oAuthorId: "2" }])) found.push(item.data);
    expect(found).toEqual([{ play_mid: "1" }, { play_mid: "2" }]);

    const comments = "GET /api/douyin/get-video-comment/v1";
    const entry = { ...base, operation: comments, path: comments.slice(4), parameters: [base.id, base.page] };
    const paged = createFakeClient<PagedOperations>(
      { [comments]: ({ page }) => ({ comments: [page ?? 1], has_more: page === 3 ? 0 : 1 }) },
      { catalog: [entry] },
    );
    const pages = [];
    for await (const page of paged.pages(comments, { id: "1" }, { maxCalls: 9 })) pages.push(page.data.comments);
    expect(pages).toEqual([[1], [2], [3]]);
    expect(paged.calls.map(({ params }) => params.page)).toEqual([undefined, 2, 3]);
  });

  test("checks parameters as the real one does, and asks no function for wrong ones", async () => {
    const answer = vi.fn<() => object>();
    const client = createFakeClient({ [spreadInfo]: answer });
    const wrong = { oAuthorId: 7 } as unknown as { oAuthorId: string };
    await expect(client.try(spreadInfo, wrong)).resolves.toMatchObject({ error: { kind: "validation" } });
    expect([answer.mock.calls, client.calls]).toEqual([[], []]);
  });

  test("holds what a function returns against its type, and keeps it in the cache", async () => {
    const validator: Validator = {
      operation: spreadInfo,
      check: (data) =>
        JSON.stringify(data) === '{"play_mid":"1"}' ? [] : [{ path: "data", expected: "a", actual: "b" }],
    };
    const client = createFakeClient(
      { [spreadInfo]: ({ oAuthorId }) => ({ play_mid: oAuthorId }) },
      { validate: "error", validators: [validator], cache: { ttlMs: 60_000 } },
    );
    await expect(client.try(spreadInfo, { oAuthorId: "1" })).resolves.toMatchObject({ ok: true });
    await expect(client.try(spreadInfo, { oAuthorId: "1" })).resolves.toMatchObject({
      ok: true,
      meta: { cached: true },
    });
    await expect(client.try(spreadInfo, { oAuthorId: "2" })).resolves.toMatchObject({ error: { kind: "mismatch" } });
    const data: object = { big: 2n ** 64n };
    Object.assign(data, { self: data });
    expect((await createFakeClient({ [spreadInfo]: () => data }).call(spreadInfo, { oAuthorId: "1" })).data).toBe(data);
  });

  test("answers for the balance", async () => {
    const client = createFakeClient({ "GET /user/get-balance": () => ({ balance: "1.50", currency: "CNY" }) });
    await expect(client.balance()).resolves.toMatchObject({ data: { balance: "1.50" }, meta: { billing: "unknown" } });
    await expect(createFakeClient({}).balance()).rejects.toThrow('no answer to "GET /user/get-balance"');
  });

  test("refuses what it has no answer to, and answers to what there is not, with the nearest name", async () => {
    const mistyped = spreadInfo.replace("spread", "spraed");
    // Safe: the very mistake that the test is about.
    const answers = { [mistyped]: () => ({}) } as FakeAnswers;
    expect(() => createFakeClient(answers)).toThrow(ConfigError);
    expect(() => createFakeClient(answers)).toThrow(
      `"${mistyped}" is not in the catalog; did you mean "${spreadInfo}"?`,
    );
    expect(() => createFakeClient({ [spreadInfo]: {} as () => object })).toThrow(/must be a function/);

    const client = createFakeClient({});
    await expect(client.call(spreadInfo, { oAuthorId: "1" })).rejects.toThrow(`no answer to "${spreadInfo}"`);
    const other = await createFakeClient({ [spreadInfo]: () => ({}) }).try(mistyped as typeof spreadInfo, {
      oAuthorId: "1",
    });
    expect(other).toMatchObject({ error: { kind: "config", billing: "unbilled" } });
    expect(other.error?.message).toContain(spreadInfo);
  });
});

interface PagedOperations {
  "GET /api/douyin/get-video-comment/v1": {
    params: { id: string; page?: number | undefined };
    data: { comments: number[]; has_more: number };
  };
}

const base = {
  method: "GET",
  token: "query",
  deprecated: false,
  hidden: false,
  id: { name: "id", in: "query", required: true, types: ["string"] },
  page: { name: "page", in: "query", required: false, types: ["integer"] },
} as const;
