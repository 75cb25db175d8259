import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languageNames } from "@just-one/snippets/language-names";
import { startFaultServer } from "@just-one/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { builtInLibrary, loadLibrary } from "../src/server/operations/library.ts";
import { spreadOperation } from "../src/shared/protocol.ts";
import { send } from "./support/send.ts";
import { type Dashboard, startDashboard } from "./support/start-dashboard.ts";

const id = "7048929565493690398";
const nowhere = "http://127.0.0.1:9";
const ask = (dashboard: Dashboard, path: string, body?: object): ReturnType<typeof send> =>
  send(`${dashboard.url}${path}`, body === undefined ? {} : { body });

describe("operations", () => {
  test.each(["author spread", "星图", "Xingtu", "spread_info", ""])("are found by %j", async (words) => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const { body } = await ask(dashboard, `/api/operations?words=${encodeURIComponent(words)}`);
    expect(body).toMatchObject({ operations: [{ operation: spreadOperation, title: "Author Spread Info" }], known: 1 });
  });

  test("that nobody knows are not found, and the word that nobody knows is told", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const { body } = await ask(dashboard, "/api/operations?words=weather");
    expect(body).toMatchObject({ operations: [], unknown: ["weather"] });
  });

  test("are described with parameters, required ones first, and without the token", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const { body } = await ask(dashboard, `/api/operation?name=${encodeURIComponent(spreadOperation)}`);
    expect(body).toMatchObject({
      parameters: [{ name: "oAuthorId", required: true }, ...Array.from({ length: 5 }, () => ({ required: false }))],
    });
    expect(JSON.stringify(body)).not.toContain('"token"');
    expect((await ask(dashboard, "/api/operation?name=__proto__")).status).toBe(404);
  });

  test("are tried on a mock, also by a server that has a token: nothing is sent to the vendor", async () => {
    await using vendor = await startFaultServer();
    await using dashboard = await startDashboard({ baseUrl: vendor.url });
    const body = { operation: spreadOperation, parameters: { oAuthorId: id, range: "DAY_30" } };
    const reply = await ask(dashboard, "/api/try", body);
    expect(reply.body).toMatchObject({ ok: true, data: { play_mid: expect.any(String) } });
    expect(vendor.ledger).toEqual([]);
    const wrong = await ask(dashboard, "/api/try", { ...body, parameters: { range: "DAY_7" } });
    expect(wrong.body).toMatchObject({
      ok: false,
      problems: [expect.stringContaining("oAuthorId"), expect.any(String)],
    });
    expect((await ask(dashboard, "/api/try", { operation: "GET /api/none", parameters: {} })).body).toEqual({
      ok: false,
      problems: [],
    });
    expect((await ask(dashboard, "/api/try", { operation: 1 })).status).toBe(400);
  });

  test.each(languageNames)("are written as a program in %s, without a token", async (language) => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const body = { operation: spreadOperation, parameters: { oAuthorId: id }, language };
    const reply = await ask(dashboard, "/api/snippet", body);
    expect(reply.body).toMatchObject({ ok: true, text: expect.stringContaining(id) });
    expect(reply.text).not.toContain("marked-token");
    const wrong = await ask(dashboard, "/api/snippet", { ...body, parameters: {} });
    expect(wrong.body).toMatchObject({ ok: false, problems: [expect.stringContaining("oAuthorId")] });
  });

  test("of another language or an unknown name are refused", async () => {
    await using dashboard = await startDashboard({ baseUrl: nowhere });
    const body = { operation: spreadOperation, parameters: { oAuthorId: id } };
    expect((await ask(dashboard, "/api/snippet", body)).status).toBe(400);
    expect((await ask(dashboard, "/api/snippet", { ...body, language: "constructor" })).body).toMatchObject({
      ok: false,
    });
    expect((await ask(dashboard, "/api/snippet", { ...body, operation: "GET /x", language: "curl" })).status).toBe(400);
  });
});

test("what the command has pulled is known, too, and a file that cannot be used changes nothing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "dashboard-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "just-one"));
  const file = join(folder, "just-one", "catalog.json");
  const [entry] = builtInLibrary.catalog;
  const other = { ...entry, operation: "GET /api/other/v1", path: "/api/other/v1" };
  const known = async (text: string): Promise<readonly string[]> => {
    await writeFile(file, text);
    const { catalog } = await loadLibrary({ XDG_DATA_HOME: folder });
    return catalog.map(({ operation }) => operation);
  };
  const kept = { catalog: [entry, other], prose: builtInLibrary.prose };
  expect(await known(JSON.stringify(kept))).toEqual([spreadOperation, "GET /api/other/v1"]);
  for (const damaged of ["", "{", "[]", "null", "{}", JSON.stringify({ ...kept, catalog: [{}] })]) {
    expect(await known(damaged)).toEqual([spreadOperation]);
  }
});
