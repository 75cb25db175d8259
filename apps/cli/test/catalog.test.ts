import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalog } from "@just-one/api";
import { createClient } from "@just-one/core";
import { readCatalog } from "@just-one/document";
import { expect, test } from "vitest";
import { fetchSource } from "../src/catalog/fetch-source.ts";
import type { KeptCatalog } from "../src/catalog/kept-catalog.ts";
import { readKept } from "../src/catalog/kept-file.ts";
import type { AnyOperations } from "../src/operations/any-operations.ts";
import { environmentFor, markedToken, type Ran, runCli } from "./support/run-cli.ts";
import { makeDataHome, serve, smallVendor } from "./support/small-vendor.ts";
import { startEcho } from "./support/start-echo.ts";

const spread = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const kite = "GET /api/kite-club/get-kite/v1";
const search = "POST /api/kite-club/search-kites/v1";

/** A user who has pulled this document, from a file. */
async function pullFile(
  document: object = smallVendor(),
): Promise<ReturnType<typeof makeDataHome> & { readonly ran: Ran }> {
  const home = makeDataHome();
  const from = join(home.environment.XDG_DATA_HOME, "vendor.json");
  writeFileSync(from, JSON.stringify(document));
  return { ...home, ran: await runCli(["catalog", "pull", "--from", from], home) };
}

test("pull keeps the document whole with its date, source and sha256, for this user only, and sends no token", async () => {
  const text = JSON.stringify(smallVendor(), null, 1);
  const server = await serve((_request, response) => response.end(text));
  const { environment, file } = makeDataHome();
  const ran = await runCli(["catalog", "pull", "--from", `${server.url}/openapi.json?secret=1`], {
    environment: { ...environment, ...environmentFor(server) },
  });
  expect(ran).toEqual({
    exitCode: 0,
    stdout: "",
    stderr: `just-one: 3 operations pulled from ${server.url}/openapi.json.\n`,
  });
  const kept = JSON.parse(readFileSync(file, "utf8")) as KeptCatalog;
  expect(kept).toMatchObject({
    document: text,
    source: `${server.url}/openapi.json`,
    sha256: createHash("sha256").update(text).digest("hex"),
  });
  expect(Math.abs(Date.parse(kept.pulledAt) - Date.now())).toBeLessThan(60_000);
  expect(statSync(file).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
  expect(readdirSync(dirname(file))).toEqual(["catalog.json"]);
  const [request] = server.heard;
  expect(server.heard).toHaveLength(1);
  expect(JSON.stringify([request?.url, request?.headers])).not.toContain(markedToken);
});

test("call, describe, snippet and collect know what was pulled, and nothing of it changes where requests go", async () => {
  const { environment } = await pullFile();
  await using server = await startEcho();
  const settings = { environment: { ...environment, ...environmentFor(server) } };
  expect(await runCli(["call", kite, "kiteId=7"], settings)).toMatchObject({ exitCode: 0, stderr: "" });
  const deprecated = `just-one: ${search} is deprecated: the vendor may take it away.\n`;
  expect(await runCli(["call", search, "word=red"], settings)).toMatchObject({ exitCode: 0, stderr: deprecated });
  expect(server.heard).toEqual([
    { method: "GET", path: kite.slice(4), query: { kiteId: "7", token: markedToken }, form: {} },
    { method: "POST", path: search.slice(5), query: {}, form: { word: "red", token: markedToken } },
  ]);
  expect(await runCli(["call", kite, "kiteId=7", "other=1"], settings)).toMatchObject({ exitCode: 2 });
  const described = await runCli(["operations", "--describe", kite], settings);
  expect(JSON.parse(described.stdout)).toMatchObject({
    operation: kite,
    parameters: [{ name: "kiteId", description: "Of one kite" }],
    reply: [{ path: "data", type: "unknown" }],
  });
  const written = await runCli(["snippet", kite, "kiteId=7", "--language", "curl"], settings);
  expect(written.stdout).toContain(`${server.url}${kite.slice(4)}`);
  expect(written.stdout + described.stdout).not.toContain("elsewhere");
  const inputs = join(environment.XDG_DATA_HOME, "ids.csv");
  writeFileSync(inputs, "kiteId\n1\n2\n");
  const out = join(environment.XDG_DATA_HOME, "out");
  const plan = ["collect", kite, "--inputs", inputs, "--out", out, "--max-calls", "5", "--dry-run"];
  expect(await runCli(plan, settings)).toMatchObject({ exitCode: 0 });
  expect(server.heard).toHaveLength(2);
});

test("an operation of both is the pulled one while that is newer, with the fields that only ours types", async () => {
  const { environment, file } = await pullFile();
  const read = async (): Promise<{ summary: string; parameters: { name: string }[]; reply: { path: string }[] }> =>
    JSON.parse((await runCli(["operations", "--describe", spread], { environment })).stdout);
  const newer = await read();
  expect(newer).toMatchObject({ summary: "Spread of today" });
  expect(newer.parameters.map(({ name }) => name)).toEqual(["oAuthorId", "newest"]);
  expect(newer.reply.map(({ path }) => path)).toContain("data.interact_rate.value");
  const kept = JSON.parse(readFileSync(file, "utf8")) as KeptCatalog;
  writeFileSync(file, JSON.stringify({ ...kept, pulledAt: "2026-01-01T00:00:00.000Z" }));
  const older = await read();
  expect(older.summary).not.toBe("Spread of today");
  expect(older.parameters.map(({ name }) => name)).toContain("flowType");
  const listed = JSON.parse((await runCli(["operations"], { environment })).stdout) as Catalog;
  expect(listed.map(({ operation }) => operation).toSorted()).toEqual([spread, kite, search].toSorted());
});

test("operations and catalog say how many are known, from when, and how to get the rest", async () => {
  const before = makeDataHome();
  const builtIn = await runCli(["operations"], before);
  expect(builtIn.stderr).toMatch(
    /^just-one: 1 operation known, .*\(\d{4}-\d\d-\d\d\)\. .*just-one catalog pull .*\n$/u,
  );
  expect((await runCli(["catalog"], before)).stdout).toMatch(/^1 operation known.*\n.*\nPulled: nothing yet\n$/u);
  expect(JSON.parse((await runCli(["catalog", "--json"], before)).stdout)).toMatchObject({
    operations: 1,
    pulled: null,
  });
  const { environment, file } = await pullFile();
  const pulled = await runCli(["operations", "--platform", "风筝", "--limit", "1"], { environment });
  expect(pulled.stderr).toMatch(
    /1 of 2 shown\.\n.*3 operations known, pulled on \d{4}-\d\d-\d\d from vendor\.json\. /u,
  );
  const told = JSON.parse((await runCli(["catalog", "--json"], { environment })).stdout) as unknown;
  expect(told).toMatchObject({ operations: 3, builtIn: { operations: 1 }, pulled: { operations: 3, file } });
});

test("whoever asks for an operation that is not known is told how to get all, and knows it then", async () => {
  const home = makeDataHome();
  const unknown = await runCli(["snippet", kite], home);
  expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("just-one catalog pull") });
  const { environment } = await pullFile();
  expect(await runCli(["snippet", kite], { environment })).toMatchObject({ exitCode: 0 });
});

test("operations puts the best first, of one platform where that is asked", async () => {
  const { environment } = await pullFile();
  const list = async (...args: string[]): Promise<string[]> =>
    (JSON.parse((await runCli(["operations", ...args], { environment })).stdout) as Catalog).map(
      ({ operation }) => operation,
    );
  expect(await list("kite")).toEqual([kite, search]);
  expect(await list("search", "kite")).toEqual([search]);
  for (const name of ["kite-club", "Kite Club", "kite club (风筝)", "风筝", "KITE"]) {
    expect(await list("--platform", name)).toEqual([kite, search]);
  }
  expect(await list("kite", "--limit", "1")).toEqual([kite]);
  const refused = await runCli(["operations", "--platform", "nowhere"], { environment });
  expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
  expect(refused.stderr).toContain("Kite Club");
});

const hostile = smallVendor({}, { "//elsewhere.invalid/v1": { get: { responses: {} } } });

test.each([
  ["a path that leads elsewhere", JSON.stringify(hostile), "two slashes"],
  ["no document", "<html>moved</html>", "not JSON"],
  ["no operation", JSON.stringify(smallVendor({ paths: {} })), "no operation"],
  ["YAML", "openapi: 3.1.0\n", "YAML"],
  ["broken text", Buffer.from([0x7b, 0xff]), "UTF-8"],
])("%s is refused in one line, and what was pulled before stays", async (_name, text, words) => {
  const { environment, file } = await pullFile();
  const before = readFileSync(file, "utf8");
  const server = await serve((_request, response) => response.end(text));
  const ran = await runCli(["catalog", "pull", "--from", server.url], { environment });
  expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
  expect(ran.stderr).toMatch(/^just-one: .* nothing was changed\n$/u);
  expect(ran.stderr).toContain(words);
  expect([readFileSync(file, "utf8"), readdirSync(dirname(file))]).toEqual([before, ["catalog.json"]]);
});

test("redirects are not followed, nor other answers taken", async () => {
  const other = await serve((_request, response) => response.end(JSON.stringify(smallVendor())));
  for (const [status, words] of [
    [302, "redirects"],
    [307, "redirects"],
    [404, "answered 404"],
    [503, "answered 503"],
  ] as const) {
    const server = await serve((_request, response) => response.writeHead(status, { location: other.url }).end());
    const { environment, file } = makeDataHome();
    const ran = await runCli(["catalog", "pull", "--from", server.url], { environment });
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(words) });
    expect([existsSync(file), other.heard.length]).toEqual([false, 0]);
  }
});

test.each(["http://docs.invalid/openapi.json", "ftp://docs.invalid/a", "https://me:secret@docs.invalid/a", "https://"])(
  "an address that must not be asked is wrong use: %s",
  async (from) => {
    const ran = await runCli(["catalog", "pull", "--from", from], makeDataHome());
    expect(ran).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining("nothing was asked") });
    expect(ran.stderr).not.toContain("secret");
  },
);

test("what is too large, takes too long, is interrupted or is not there ends in one sentence", async () => {
  const signal = new AbortController().signal;
  const endless = await serve((_request, response) => {
    response.on("drain", () => response.write("x".repeat(10_000)));
    response.write("x".repeat(100_000));
  });
  await expect(fetchSource(endless.url, { signal, maxBytes: 50_000 })).rejects.toThrow(/more than the 50000 bytes/u);
  const silent = await serve(() => undefined);
  await expect(fetchSource(silent.url, { signal, timeoutMs: 30 })).rejects.toThrow(/not there whole within 0\.03 s/u);
  const home = makeDataHome();
  await expect(fetchSource(join(dirname(home.file), "none.json"), { signal })).rejects.toThrow(/ENOENT/u);
  const ran = await runCli(["catalog", "pull", "--from", silent.url], { ...home, signal: AbortSignal.abort() });
  expect(ran).toMatchObject({ exitCode: 130, stdout: "", stderr: expect.stringContaining("nothing was changed") });
});

const damages: Readonly<Record<string, (text: string) => string>> = {
  "cut off": (text) => text.slice(0, -100),
  empty: () => "",
  "no object": () => "[]",
  "another document": (text) => text.replace("Of one kite", "Of two kites"),
  "a path that leads elsewhere": (text) =>
    text.replaceAll('"/api/kite-club/get-kite/v1"', '"//elsewhere.invalid"').replace(kite, "GET //elsewhere.invalid"),
  "an entry that is none": (text) => text.replace('"token":"query"', '"token":"header"'),
  "no date": (text) => text.replace(/"pulledAt":"[^"]+"/u, '"pulledAt":"soon"'),
};

test.each([
  ...Object.entries(damages).map(([name, damage]) => [name, damage, "is damaged"] as const),
  ["a newer form", (text: string) => text.replace('"version":1', '"version":2'), "a newer just-one"] as const,
])("a kept file with %s is told in one sentence, and what is built in is used", async (_name, damage, words) => {
  const { environment, file } = await pullFile();
  const text = readFileSync(file, "utf8");
  expect(damage(text)).not.toBe(text);
  writeFileSync(file, damage(text));
  const ran = await runCli(["operations"], { environment });
  expect((JSON.parse(ran.stdout) as Catalog).map(({ operation }) => operation)).toEqual([spread]);
  const [sentence = "", ...others] = ran.stderr.trimEnd().split("\n");
  expect(sentence).toContain(words);
  expect(sentence).toContain("just-one catalog pull");
  expect(others).toEqual([expect.stringContaining("1 operation known")]);
  expect((await runCli(["call", spread, "oAuthorId=1", "--mock"], { environment })).exitCode).toBe(0);
});

test("a file that cannot be read is no reason to stop", async () => {
  const { environment, file } = makeDataHome();
  mkdirSync(file, { recursive: true });
  expect(await runCli(["call", spread, "oAuthorId=1", "--mock"], { environment })).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("cannot be read (EISDIR)"),
  });
});

test("what cannot be sent is left out and told, and the rest is pulled", async () => {
  const body = { content: { "application/json": { schema: {} } } };
  const { ran, file } = await pullFile(
    smallVendor({}, { "/api/a/v1": { post: { requestBody: body, responses: {} } } }),
  );
  expect(ran).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/left out POST \/api\/a\/v1: its body/u) });
  expect((await readKept(file)).kept?.catalog).toHaveLength(3);
});

test("the mock answers as before, whatever was pulled", async () => {
  const { environment } = await pullFile();
  const args = ["call", spread, "oAuthorId=7001", "--mock"];
  const data = async (settings: object): Promise<unknown> =>
    (JSON.parse((await runCli(args, settings)).stdout) as { data: unknown }).data;
  expect(await data({ environment })).toEqual(await data({}));
  expect(JSON.parse((await runCli(["call", kite, "kiteId=1", "--mock"], { environment })).stdout)).toMatchObject({
    data: {},
  });
});

const vendorFolder = resolve(
  fileURLToPath(new URL("../../../", import.meta.url)),
  process.env["JUST_ONE_VENDOR_DIR"] ?? "../shared/vendor",
);
const vendorFile = join(vendorFolder, "openapi.json");

test.skipIf(!existsSync(vendorFile))(
  "with the vendor's whole document (JUST_ONE_VENDOR_DIR), all 348 operations are known and go to the client's server",
  async () => {
    const home = makeDataHome();
    expect(await runCli(["catalog", "pull", "--from", vendorFile], home)).toMatchObject({ exitCode: 0 });
    const { kept } = await readKept(home.file);
    expect(kept?.catalog).toEqual(readCatalog(readFileSync(vendorFile, "utf8")));
    const asked = new Set<string>();
    const client = createClient<AnyOperations>({
      token: markedToken,
      baseUrl: "https://here.invalid",
      catalog: kept?.catalog ?? [],
      fetch: async (input, init) => {
        const { origin, pathname } = new URL(input);
        asked.add(`${origin} ${init?.method ?? "GET"} ${pathname}`);
        return Response.json({ code: 0, data: {} });
      },
    });
    for (const { operation, parameters } of kept?.catalog ?? []) {
      const required = parameters.filter((parameter) => parameter.required);
      await client.call(operation, Object.fromEntries(required.map(inventPair)));
    }
    expect(asked).toEqual(new Set(kept?.catalog.map(({ operation }) => `https://here.invalid ${operation}`)));
    expect(asked.size).toBe(348);
  },
);

function inventPair({ name, types, enum: values }: Catalog[number]["parameters"][number]): [string, unknown] {
  if (values !== undefined) return [name, values[0]];
  if (types.includes("integer") || types.includes("number")) return [name, 1];
  return [name, types.includes("boolean") ? true : "x"];
}
