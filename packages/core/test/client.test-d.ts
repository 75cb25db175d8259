import type { AuthorSpreadInfoData } from "@just-one/api";
import {
  type AnyJustOneError,
  type ApiError,
  type Client,
  createClient,
  type Estimate,
  type Meta,
  type OperationMap,
  type Result,
  type Success,
} from "@just-one/core";
import { expectTypeOf, type Mocked, test, vi } from "vitest";
import type { TestOperations } from "./support/operations.ts";

declare const client: Client;
declare const other: Client<TestOperations>;
declare const meta: Meta;
const spread = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

test("the seed's operation is typed from its parameters to its fields", () => {
  expectTypeOf(() =>
    client.call(spread, { oAuthorId: "1", range: "DAY_30", onlyAssign: true }),
  ).returns.resolves.toEqualTypeOf<Success<AuthorSpreadInfoData>>();
  expectTypeOf<AuthorSpreadInfoData["play_mid"]>().toEqualTypeOf<string | undefined>();
});

test("a wrong operation is an error", () => {
  // @ts-expect-error not an operation
  void client.call("GET /api/douyin-xingtu/get_author_spread_info/v1", { oAuthorId: "1" });
  expectTypeOf(client).toHaveProperty("call");
});

test("an estimate of a call is one, that of a list is a list, and its parameters are checked in both", () => {
  expectTypeOf(() => client.estimate(spread, { oAuthorId: "1" })).returns.resolves.toEqualTypeOf<Estimate>();
  expectTypeOf(() => client.estimate(spread, [{ oAuthorId: "1" }])).returns.resolves.toEqualTypeOf<
    readonly Estimate[]
  >();
  // @ts-expect-error no such parameter
  void client.estimate(spread, { oAuthorId: "1", days: 30 });
  // @ts-expect-error oAuthorId is missing in the second
  void client.estimate(spread, [{ oAuthorId: "1" }, {}]);
});

test("a missing, unknown or mistyped parameter is an error, and so is the token", () => {
  // @ts-expect-error oAuthorId is missing
  void client.call(spread, {});
  // @ts-expect-error no such parameter
  void client.call(spread, { oAuthorId: "1", days: 30 });
  // @ts-expect-error an id is text, as a number would lose digits
  void client.call(spread, { oAuthorId: 7 });
  // @ts-expect-error spelled without a G on the wire
  void client.call(spread, { oAuthorId: "1", type: "XINGTU_VIDEO" });
  // @ts-expect-error a word is no boolean
  void client.call(spread, { oAuthorId: "1", onlyAssign: "true" });
  // @ts-expect-error the client adds the token
  void client.call(spread, { oAuthorId: "1", token: "marked-token-for-tests" });
  expectTypeOf(client).toHaveProperty("call");
});

test("`undefined` may be passed for what is optional, and not for what is required", () => {
  void client.call(spread, { oAuthorId: "1", range: undefined });
  // @ts-expect-error required
  void client.call(spread, { oAuthorId: undefined });
  expectTypeOf(client).toHaveProperty("call");
});

test("options take what they name and nothing else", () => {
  void client.call(spread, { oAuthorId: "1" }, { timeoutMs: 1, deadlineMs: undefined, retry: false });
  // @ts-expect-error no such option
  void client.call(spread, { oAuthorId: "1" }, { timeout: 1 });
  createClient({}); // the token is the environment's
  createClient();
  // @ts-expect-error no such environment
  createClient({ token: "marked-token-for-tests", environment: "prod" });
  expectTypeOf(client).toHaveProperty("call");
});

test("`try` tells success and failure apart by `ok`, and by `error`", async () => {
  expectTypeOf(() => client.try(spread, { oAuthorId: "1" })).returns.resolves.toEqualTypeOf<
    Result<AuthorSpreadInfoData>
  >();
  expectTypeOf<Extract<Result<string>, { ok: true }>>().toEqualTypeOf<{
    readonly ok: true;
    readonly data: string;
    readonly error?: undefined;
    readonly meta: Meta;
  }>();
  expectTypeOf<Extract<Result<string>, { ok: false }>["error"]>().toEqualTypeOf<AnyJustOneError>();
  const { data, error } = await client.try(spread, { oAuthorId: "1" });
  expectTypeOf(data).toEqualTypeOf<AuthorSpreadInfoData | undefined>(); // it may have failed
  if (error === undefined) expectTypeOf(data).toEqualTypeOf<AuthorSpreadInfoData>();
  else expectTypeOf(data).toEqualTypeOf<undefined>();
});

async function fetchAny<K extends keyof TestOperations>(
  operation: K,
  parameters: TestOperations[K]["params"],
): Promise<TestOperations[K]["data"]> {
  const result = await other.try(operation, parameters);
  if (!result.ok) throw result.error;
  return result.data;
}
async function fetchOf<Ops extends OperationMap<Ops>, K extends keyof Ops>(
  its: Client<Ops>,
  operation: K,
  parameters: Ops[K]["params"],
): Promise<Ops[K]["data"]> {
  return (await its.call(operation, parameters)).data;
}

test("parameters and data of any operation go through functions of one's own", () => {
  expectTypeOf(fetchAny("GET /things/v1", { id: "1" })).resolves.toEqualTypeOf<{ readonly name: string }>();
  expectTypeOf(fetchOf(client, spread, { oAuthorId: "1" })).resolves.toEqualTypeOf<AuthorSpreadInfoData>();
  // @ts-expect-error id is missing
  void fetchAny("GET /things/v1", {});
  // @ts-expect-error `data` is missing
  expectTypeOf<Client<{ "GET /things/v1": { params: object } }>>().toBeObject();
});

test("a mock of a method is of its type, and stands in for it", () => {
  const call = vi.fn<Client<TestOperations>["call"]>();
  const spied: Mocked<Pick<Client<TestOperations>, "call" | "try">> = {
    call,
    try: vi.fn<Client<TestOperations>["try"]>(),
  };
  call.mockResolvedValue({ data: { name: "one" }, meta });
  spied.try.mockResolvedValue({ ok: true, data: { name: "one" }, meta });
  // @ts-expect-error no success
  call.mockResolvedValue({ ok: true });
  vi.spyOn(other, "map").mockReturnValue(other.map("GET /things/v1", []));
  expectTypeOf(call).toExtend<Client<TestOperations>["call"]>();
  expectTypeOf(spied).toExtend<Pick<Client<TestOperations>, "call" | "try">>();
  expectTypeOf<Mocked<Client>>().toExtend<Client>();
});

test("a client of other operations has those, and data that nobody typed is unknown", () => {
  expectTypeOf(() => other.call("POST /searches/v1", { text: "a" })).returns.resolves.toEqualTypeOf<Success<unknown>>();
  // @ts-expect-error not one of these operations
  void other.call(spread, { oAuthorId: "1" });
});

test("billing is one of three words, and an API error's code a number", () => {
  expectTypeOf<Meta["billing"]>().toEqualTypeOf<"billed" | "unbilled" | "unknown">();
  expectTypeOf<ApiError["code"]>().toEqualTypeOf<number>();
  expectTypeOf<ApiError["resetsAt"]>().toEqualTypeOf<Date | undefined>();
});
