import { array, assert, constantFrom, property, string, tuple } from "fast-check";
import { expect, test } from "vitest";
import { nameConstant, nameConstants } from "../src/generate/constant-name.ts";

test.each([
  ["GET", "/api/douyin/get-user/v1", "getDouyinGetUserV1"],
  ["POST", "/api/weixin-channels/get_account/v2", "postWeixinChannelsGetAccountV2"],
  ["GET", "/api/1688/search/v1", "get1688SearchV1"],
  ["GET", "/apiary/x", "getApiaryX"],
  ["DELETE", "/api/x", "deleteX"],
])("%s %s is named %s", (method, path, name) => {
  expect(nameConstant(method, path)).toBe(name);
});

test.each(["/", "/用户", "/a/{id}", "/a.b", "/a b"])("a name that would lose part of %s gets a digest", (path) => {
  expect(nameConstant("GET", path)).toMatch(/^get\w*_[0-9a-f]{8}$/u);
});

test("operations whose names would be equal get different ones, in whatever order they come", () => {
  const twins = ["/a-b", "/a_b", "/a/b", "/aB"].map((path) => ({ method: "get", path }));
  const names = nameConstants(twins);
  const reversed = nameConstants(twins.toReversed());
  expect(new Set(names.values()).size).toBe(4);
  for (const twin of twins) expect(reversed.get(twin)).toBe(names.get(twin));
});

test("any paths get names that are identifiers and differ", () => {
  const method = constantFrom("get", "post", "put", "delete", "head", "options", "patch", "trace");
  const path = string({ unit: "binary" }).map((rest) => `/${rest}`);
  assert(
    property(array(tuple(method, path), { minLength: 1 }), (pairs) => {
      const unique = [
        ...new Map(pairs.map(([one, other]) => [`${one} ${other}`, { method: one, path: other }])).values(),
      ];
      const names = [...nameConstants(unique).values()];
      expect(new Set(names).size).toBe(unique.length);
      for (const name of names) expect(name).toMatch(/^[a-z]+[A-Za-z0-9_]+$/u);
    }),
  );
});
