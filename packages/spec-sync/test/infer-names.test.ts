import { assert, property, string, webPath } from "fast-check";
import { describe, expect, it } from "vitest";
import { parseOperationName } from "../src/infer/operation-name.ts";
import { nameDataTypes } from "../src/infer/type-name.ts";

describe("parseOperationName", () => {
  it("reads method and path", () => {
    expect(parseOperationName("GET /api/douyin/get-user/v1")).toEqual({
      method: "GET",
      path: "/api/douyin/get-user/v1",
    });
  });

  it.each(["", "GET", "get /a", "GET a", "GET /a b", "GET  /a", "FETCH /a", "GET /a\n", `GET /${"a".repeat(1_000)}`])(
    "refuses %j",
    (text) => {
      expect(parseOperationName(text)).toBeUndefined();
    },
  );
});

const nameDataType = (operation: { method: string; path: string }): string => nameDataTypes([operation])[0] ?? "";

describe("nameDataTypes", () => {
  it.each([
    [
      "GET",
      "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",
      "DouyinXingtuGwApiDataSpAuthorSpreadInfoV1Data",
    ],
    [
      "GET",
      "/api/xiaohongshu-pgy/api/solar/kol/dataV3/fansSummary/v1",
      "XiaohongshuPgyApiSolarKolDataV3FansSummaryV1Data",
    ],
    ["GET", "/api/jd/get-item-detail/v2", "JdItemDetailV2Data"],
    ["POST", "/api/jd/search/v1", "PostJdSearchV1Data"],
  ])("names %s %s %s", (method, path, name) => {
    expect(nameDataType({ method, path })).toBe(name);
  });

  it("keeps paths apart whose characters no name can hold", () => {
    const names = ["/api/a/{id}", "/api/a/id", "/api/a.id", "/键", "/", "/1"].map((path) =>
      nameDataType({ method: "GET", path }),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it("is an identifier of readable length for whatever path", () => {
    assert(
      property(webPath(), string(), (path, more) => {
        expect(nameDataType({ method: "GET", path: `/${path}${more}` })).toMatch(/^[A-Za-z]\w{0,130}Data$/u);
      }),
    );
  });
});

it("gives operations whose names would be equal a digest each but for one, in whatever order they come", () => {
  const operations = ["/api/a-b/v1", "/api/a_b/v1", "/api/c/v1"].map((path) => ({ method: "GET", path }));
  const names = nameDataTypes(operations);
  expect(names[2]).toBe("CV1Data");
  expect(names[0]).toBe("ABV1Data");
  expect(names[1]).toMatch(/^ABV1_[0-9a-f]{8}Data$/u);
  expect(new Set(names).size).toBe(3);
  expect(nameDataTypes(operations.toReversed()).toReversed()).toEqual(names);
});
