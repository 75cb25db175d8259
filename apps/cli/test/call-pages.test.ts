import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";
import { makeDataHome, smallVendor } from "./support/small-vendor.ts";

const query = (name: string, type = "string"): object => ({ name, in: "query", schema: { type } });

const page = (number: number, last: number): object => ({
  authors: [{ id: `a${number}` }],
  pagination: { has_more: number < last },
});

describe("--pages", () => {
  const paged = "/api/douyin-xingtu/search-kol-simple/v1";
  const document = smallVendor(
    {},
    { [paged]: { get: { parameters: [query("token"), query("keyword"), query("page", "integer")], responses: {} } } },
  );
  const openVendor = async (
    respond: (page: number) => object,
  ): Promise<{ server: FaultServer; asked: readonly unknown[]; call: (...args: string[]) => Promise<Ran> }> => {
    const asked: unknown[] = [];
    const vendor = await startFaultServer({
      respond: ({ params }) => {
        asked.push([params["keyword"], params["page"]]);
        return respond(Number(params["page"] ?? 1));
      },
    });
    onTestFinished(() => vendor.close());
    const home = makeDataHome().environment;
    const file = join(home.XDG_DATA_HOME, "openapi.json");
    writeFileSync(file, JSON.stringify(document));
    expect((await runCli(["catalog", "pull", "--from", file], { environment: home })).exitCode).toBe(0);
    const settings = { ...environmentFor(vendor), ...home };
    return {
      server: vendor,
      asked,
      call: (...args) => runCli(["call", "GET", paged, "keyword=天", ...args], { environment: settings }),
    };
  };

  test("follows the pages to the last one, a line each, and asks with the same words each time", async () => {
    const { asked, call } = await openVendor((number) => page(number, 3));
    const { exitCode, stdout } = await call("--pages");
    expect(exitCode).toBe(0);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { data: { authors: { id: string }[] } });
    expect(lines.map(({ data }) => data.authors[0]?.id)).toEqual(["a1", "a2", "a3"]);
    expect(asked).toEqual([undefined, "2", "3"].map((number) => ["天", number]));
  });

  test("pays for no more of them than was said", async () => {
    const { server, call } = await openVendor((number) => page(number, 99));
    expect((await call("--pages", "2")).stdout.trimEnd().split("\n")).toHaveLength(2);
    expect((await call("--pages")).stdout.trimEnd().split("\n")).toHaveLength(10);
    expect(server.sumUp()).toEqual({ arrived: 12, billed: 12 });
    const many = await call("--pages", "21");
    expect([many.exitCode, many.stderr]).toEqual([2, expect.stringContaining("21 calls to be billed")]);
    expect(server.sumUp().arrived).toBe(12);
    expect((await call("--pages", "21", "--yes")).stdout.trimEnd().split("\n")).toHaveLength(21);
  });

  test("prints those that were paid for before one failed", async () => {
    const { server, call } = await openVendor((number) => page(number, 99));
    server.enqueue(["0", "0", "303"]);
    const { exitCode, stdout, stderr } = await call("--pages");
    expect([exitCode, stdout.trimEnd().split("\n").length]).toEqual([5, 2]);
    expect(stderr).toContain("code 303");
  });
});
