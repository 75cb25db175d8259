import { type ClientOptions, ConfigError, createClient } from "@just-one/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createVendor } from "./support/create-vendor.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";

// What the options leave out comes from the environment, and from nothing else.

const token = "marked-token-of-the-environment";
const things = "GET /things/v1";

beforeEach(() => {
  for (const name of ["JUST_ONE_TOKEN", "JUST_ONE_BASE_URL", "JUST_ONE_ENVIRONMENT"]) vi.stubEnv(name, undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** The URL that a client asks which is made now. */
async function findAddress(options?: ClientOptions): Promise<string> {
  const vendor = vi.fn<typeof fetch>(createVendor().fetch);
  const client = createClient<TestOperations>({ ...options, catalog: testCatalog, fetch: vendor });
  await client.call(things, { id: "1" });
  const [address] = vendor.mock.calls[0] ?? [];
  return typeof address === "string" ? address : "";
}

describe("a client takes from the environment", () => {
  test("its token, also without any options", async () => {
    vi.stubEnv("JUST_ONE_TOKEN", ` ${token}\r\n`);
    expect(() => createClient()).not.toThrow();
    expect(await findAddress()).toBe(`https://api.justoneapi.com/things/v1?id=1&token=${token}`);
  });

  test("its server, by URL first", async () => {
    vi.stubEnv("JUST_ONE_TOKEN", token);
    vi.stubEnv("JUST_ONE_ENVIRONMENT", "prod-cn");
    expect(await findAddress({ allowInsecureHttp: true })).toContain("http://47.117.133.51:30015/");
    vi.stubEnv("JUST_ONE_BASE_URL", "http://127.0.0.1:9");
    expect(await findAddress()).toContain("http://127.0.0.1:9/");
  });

  test("nothing that an option says", async () => {
    vi.stubEnv("JUST_ONE_TOKEN", token);
    vi.stubEnv("JUST_ONE_BASE_URL", "http://127.0.0.1:9");
    vi.stubEnv("JUST_ONE_ENVIRONMENT", "prod-cn");
    expect(await findAddress({ token: "marked-own" })).toContain("token=marked-own");
    expect(await findAddress({ environment: "prod-global" })).toContain("https://api.justoneapi.com/");
    expect(await findAddress({ baseUrl: "http://127.0.0.1:8" })).toContain("http://127.0.0.1:8/");
    expect(() => createClient({ token: "" })).toThrow("set `token`");
  });

  test("a value that cannot work under the variable's name, and never prints the token", () => {
    vi.stubEnv("JUST_ONE_TOKEN", "marked token");
    expect(() => createClient()).toThrow(/^the environment variable JUST_ONE_TOKEN: the token is empty or holds/);
    expect(() => createClient()).not.toThrow("marked token");
    vi.stubEnv("JUST_ONE_TOKEN", token);
    vi.stubEnv("JUST_ONE_ENVIRONMENT", "prod");
    expect(() => createClient()).toThrow("the environment variable JUST_ONE_ENVIRONMENT: `environment` must be");
    vi.stubEnv("JUST_ONE_BASE_URL", "nonsense");
    expect(() => createClient()).toThrow("the environment variable JUST_ONE_BASE_URL: `baseUrl` must be");
    vi.stubEnv("JUST_ONE_BASE_URL", "http://proxy.example");
    expect(() => createClient()).toThrow(/JUST_ONE_BASE_URL: proxy.example is plain http/);
  });

  test("nothing where there is none, and says what to write", () => {
    const told = "there is no token: createClient({ token: … }), or the environment variable JUST_ONE_TOKEN";
    expect(() => createClient()).toThrow(new ConfigError(told));
    vi.stubEnv("JUST_ONE_TOKEN", "  ");
    expect(() => createClient({})).toThrow(told);
    const throwing = {
      get env(): never {
        throw new Error("no");
      },
    };
    for (const process of [undefined, null, {}, { env: null }, { env: { JUST_ONE_TOKEN: 5 } }, throwing]) {
      vi.stubGlobal("process", process);
      expect(() => createClient()).toThrow(told);
    }
  });

  test("nothing in a page, whatever its bundler puts there", () => {
    vi.stubEnv("JUST_ONE_TOKEN", token);
    vi.stubGlobal("window", globalThis);
    vi.stubGlobal("document", {});
    expect(() => createClient()).toThrow("allowBrowser");
    expect(() => createClient({ allowBrowser: true })).toThrow("set `token`");
  });

  test("under Deno what it may read, without asking anybody", () => {
    const deno = {
      permissions: { querySync: vi.fn<() => { state: string }>(() => ({ state: "prompt" })) },
      env: {
        get: vi.fn<(name: string) => string | undefined>((name) => (name === "JUST_ONE_TOKEN" ? token : undefined)),
      },
    };
    vi.stubGlobal("Deno", deno);
    expect(() => createClient()).toThrow("there is no token");
    expect(deno.env.get).not.toHaveBeenCalled();
    deno.permissions.querySync.mockReturnValue({ state: "granted" });
    expect(() => createClient()).not.toThrow();
  });
});
