import type { AuthorSpreadInfoData } from "@just-one/api";
import type { AnyJustOneError } from "@just-one/core";
import type { OpenapiClient } from "@just-one/core/openapi-fetch";
import { expectTypeOf, test } from "vitest";
import type { TestOperations } from "./support/operations.ts";

declare const api: OpenapiClient;
declare const other: OpenapiClient<TestOperations>;
const spread = "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

test("the seed's operation is typed from its parameters to its fields", async () => {
  const { data, error, response } = await api.GET(spread, { params: { query: { oAuthorId: "1", range: "DAY_30" } } });
  expectTypeOf(data).toEqualTypeOf<AuthorSpreadInfoData | undefined>();
  expectTypeOf(error).toEqualTypeOf<AnyJustOneError | undefined>();
  expectTypeOf(response.status).toEqualTypeOf<number>();
  expectTypeOf(response.headers).toEqualTypeOf<Headers>();
  const result = await api.GET(spread, { params: { query: { oAuthorId: "1" } }, deadlineMs: 5 });
  if (result.error === undefined) expectTypeOf(result.data).toEqualTypeOf<AuthorSpreadInfoData>();
  else expectTypeOf(result.data).toEqualTypeOf<undefined>();
});

test("a wrong path, method, parameter or option is an error, and so is the token", () => {
  // @ts-expect-error no such path
  void api.GET("/api/nowhere/v1", { params: { query: {} } });
  // @ts-expect-error it is no POST
  void other.POST("/things/{id}/parts/v1", { body: {} });
  // @ts-expect-error oAuthorId is missing
  void api.GET(spread, { params: { query: {} } });
  // @ts-expect-error the parameters are missing
  void api.GET(spread);
  // @ts-expect-error no such parameter
  void api.GET(spread, { params: { query: { oAuthorId: "1", days: 30 } } });
  // @ts-expect-error the client adds the token
  void api.GET(spread, { params: { query: { oAuthorId: "1", token: "marked-token-for-tests" } } });
  // @ts-expect-error no such option
  void api.GET(spread, { params: { query: { oAuthorId: "1" } }, parseAs: "text" });
  expectTypeOf(api).toHaveProperty("GET");
});

test("parameters in braces belong into the path, and a form into the body or the query", () => {
  void other.GET("/things/{id}/parts/v1", { params: { path: { id: 7 } } });
  // @ts-expect-error it is in the path
  void other.GET("/things/{id}/parts/v1", { params: { query: { id: 7 } } });
  void other.POST("/things/v1", { body: { text: "a" } });
  void other.POST("/things/v1", { params: { query: { text: "a" } } });
  // @ts-expect-error text is missing
  void other.POST("/things/v1", { body: {} });
  expectTypeOf(other).toHaveProperty("POST");
});

test("nothing need be said where nothing is required", () => {
  interface Optional {
    "GET /all/v1": { params: { page?: number | undefined }; data: string };
    "GET /none/v1": { params: object; data: string };
  }
  const optional = {} as OpenapiClient<Optional>; // safe: only its types are looked at
  void (() => optional.GET("/all/v1"));
  void (() => optional.GET("/none/v1", { label: "a" }));
  expectTypeOf(() => optional.GET("/all/v1", { params: { query: { page: 1 } } })).returns.resolves.toHaveProperty(
    "data",
  );
});
