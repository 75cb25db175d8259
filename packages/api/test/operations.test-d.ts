import type { AuthorSpreadInfoData, BusinessCode, Operations } from "@just-one/api";
import type { Catalog } from "@just-one/api/catalog";
import type { components, paths } from "@just-one/api/schema";
import { expectTypeOf, test } from "vitest";

type SpreadInfo = Operations["GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1"];

declare function call<K extends keyof Operations>(operation: K, params: Operations[K]["params"]): Operations[K]["data"];

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

test("parameters are one flat object, required ones required", () => {
  expectTypeOf<SpreadInfo["params"]>().toEqualTypeOf<{
    oAuthorId: string;
    flowType?: "EXCLUDE" | "INCLUDE" | undefined;
    onlyAssign?: boolean | undefined;
    platform?: "LIVE_STREAMING" | "PICTURE_TEXT" | "SHORT_DRAMA" | "SHORT_VIDEO" | undefined;
    range?: "DAY_30" | "DAY_90" | undefined;
    type?: "PERSONAL_VIDEO" | "XINTU_VIDEO" | undefined;
  }>();
  call(operation, { oAuthorId: "1", range: undefined });
});

test("what the vendor would refuse does not compile", () => {
  // @ts-expect-error -- the required id is missing
  call(operation, {});
  // @ts-expect-error -- no such parameter
  call(operation, { oAuthorId: "1", author: "1" });
  // @ts-expect-error -- the token is never a parameter
  call(operation, { oAuthorId: "1", token: "marked-token-for-tests" });
  // @ts-expect-error -- the wire's value has no G
  call(operation, { oAuthorId: "1", type: "XINGTU_VIDEO" });
  // @ts-expect-error -- ids pass 2^53, so they are text
  call(operation, { oAuthorId: 7 });
  expectTypeOf<SpreadInfo["params"]>().not.toHaveProperty("token");
  // @ts-expect-error -- no such path
  call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v2", { oAuthorId: "1" });
});

test("data is typed, and no field of it is promised", () => {
  expectTypeOf(call(operation, { oAuthorId: "1" })).toEqualTypeOf<AuthorSpreadInfoData>();
  expectTypeOf<AuthorSpreadInfoData["play_mid"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<{}>().toExtend<AuthorSpreadInfoData>();
  expectTypeOf<components["schemas"]["AuthorSpreadInfoData"]>().toEqualTypeOf<AuthorSpreadInfoData>();
});

test("all fifteen business codes are known by type, whichever come later", () => {
  type Known = 0 | 100 | 101 | 202 | 300 | 301 | 302 | 303 | 400 | 404 | 500 | 503 | 600 | 601 | 602;
  expectTypeOf<Known>().toExtend<BusinessCode>();
  expectTypeOf<number>().not.toExtend<BusinessCode>();
});

test("the three generated files speak of the same document", () => {
  expectTypeOf<"/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1">().toExtend<keyof paths>();
  expectTypeOf<Catalog[number]["token"]>().toEqualTypeOf<"query" | "form" | "none">();
});
