import { inspect } from "node:util";
import { ConfigError } from "@just-one/core";
import { describe, expect, test } from "vitest";
import { parseProxy, readProxyVariables } from "../src/node/find-proxy.ts";

const proxy = "http://proxy.example:8080";

function find(variables: Readonly<Record<string, string>>, origin: string): string | undefined {
  return readProxyVariables((name) => variables[name])?.(origin)?.href;
}

describe("the environment's proxy", () => {
  test.each<[Record<string, string>, string, string | undefined]>([
    [{ HTTPS_PROXY: proxy }, "https://vendor.example", `${proxy}/`],
    [{ https_proxy: proxy }, "https://vendor.example", `${proxy}/`],
    [{ https_proxy: proxy, HTTPS_PROXY: "http://other.example" }, "https://vendor.example", `${proxy}/`],
    [{ https_proxy: "", HTTPS_PROXY: proxy }, "https://vendor.example", undefined],
    [{ HTTPS_PROXY: " " }, "https://vendor.example", undefined],
    [{ HTTPS_PROXY: "proxy.example:8080" }, "https://vendor.example", `${proxy}/`],
    [
      { HTTPS_PROXY: "https://user:p%40ss@proxy.example" },
      "https://vendor.example",
      "https://user:p%40ss@proxy.example/",
    ],
    [{ HTTPS_PROXY: proxy }, "http://vendor.example", undefined],
    [{ HTTP_PROXY: proxy }, "http://vendor.example", `${proxy}/`],
    [{ http_proxy: proxy }, "http://vendor.example:30015", `${proxy}/`],
    [{ HTTP_PROXY: proxy }, "https://vendor.example", undefined],
    // A CGI program's client sets this one.
    [{ HTTP_PROXY: proxy, REQUEST_METHOD: "GET" }, "http://vendor.example", undefined],
    [{ http_proxy: proxy, REQUEST_METHOD: "GET" }, "http://vendor.example", `${proxy}/`],
    [{ HTTPS_PROXY: proxy, REQUEST_METHOD: "GET" }, "https://vendor.example", `${proxy}/`],
    [{}, "https://vendor.example", undefined],
  ])("with %j for %s is %s", (variables, origin, expected) => {
    expect(find(variables, origin)).toBe(expected);
  });

  test.each([
    "http://localhost:3000",
    "https://localhost",
    "http://127.0.0.1:9",
    "https://127.8.9.1",
    "http://[::1]:80",
  ])("is never asked for %s", (origin) => {
    expect(find({ HTTPS_PROXY: proxy, HTTP_PROXY: proxy }, origin)).toBe(undefined);
  });

  test.each([
    ["vendor.example", "https://vendor.example"],
    ["VENDOR.example", "https://vendor.example"],
    ["vendor.example", "https://api.vendor.example"],
    [".vendor.example", "https://api.vendor.example"],
    ["*.vendor.example", "https://api.vendor.example"],
    ["other.example, vendor.example", "https://vendor.example"],
    ["other.example vendor.example", "https://vendor.example:8443"],
    ["vendor.example:443", "https://vendor.example"],
    ["vendor.example:80", "http://vendor.example"],
    ["vendor.example.", "https://vendor.example"],
    ["47.117.133.51", "http://47.117.133.51:30015"],
    ["47.117.133.51:30015", "http://47.117.133.51:30015"],
    ["47.117.0.0/16", "http://47.117.133.51:30015"],
    ["2001:db8::1", "https://[2001:db8::1]"],
    ["[2001:db8::1]:443", "https://[2001:db8::1]"],
    ["2001:db8::/32", "https://[2001:db8::1]"],
    ["*", "https://anything.example"],
  ])("is not for what NO_PROXY names: %s, %s", (exempt, origin) => {
    const proxies = { HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
    expect(find({ ...proxies, NO_PROXY: exempt }, origin)).toBe(undefined);
    expect(find({ ...proxies, NO_PROXY: "nothing.example", no_proxy: exempt }, origin)).toBe(undefined);
  });

  test.each([
    ["vendor.example", "https://othervendor.example"],
    ["vendor.example", "https://vendor.example.org"],
    ["api.vendor.example", "https://vendor.example"],
    ["vendor.example:444", "https://vendor.example"],
    ["47.117.133.5", "http://47.117.133.51:30015"],
    ["17.133.51", "http://47.117.133.51:30015"],
    ["47.118.0.0/16", "http://47.117.133.51:30015"],
    ["47.117.0.0/99", "http://47.117.133.51:30015"],
    ["10.0.0.0/8", "https://vendor.example"],
    [",,  ,", "https://vendor.example"],
    [".", "https://vendor.example"],
    ["", "https://vendor.example"],
  ])("is for all that NO_PROXY does not name: %s, %s", (exempt, origin) => {
    expect(find({ HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NO_PROXY: exempt }, origin)).toBe(`${proxy}/`);
  });

  test.each([
    "socks5://user:marked-secret@proxy.example",
    "http://user:marked-secret%zz@proxy.example",
    "http://user:marked-secret@",
  ])("that cannot be one is refused by the variable's name, without its value: %s", (value) => {
    let refusal: unknown;
    try {
      find({ HTTPS_PROXY: value }, "https://vendor.example");
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(ConfigError);
    expect(inspect(refusal, { depth: 9, showHidden: true })).toContain("HTTPS_PROXY");
    expect(inspect(refusal, { depth: 9, showHidden: true })).not.toContain("marked-secret");
  });

  test("may be written as it is in other tools", () => {
    expect(parseProxy("PROXY.example:3128")?.href).toBe("http://proxy.example:3128/");
    expect(parseProxy("ftp://proxy.example")).toBe(undefined);
    expect(parseProxy("")).toBe(undefined);
  });
});
