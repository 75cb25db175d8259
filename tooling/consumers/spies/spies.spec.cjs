const { createClient } = require("@just-one/core");

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
// Whoever asks this one for something has not been stubbed.
const client = createClient({
  token: "any",
  baseUrl: "http://127.0.0.1:9",
  retry: false,
  fetch: () => Promise.reject(new Error("not stubbed")),
});

afterEach(() => jest.restoreAllMocks());

test("jest.spyOn answers in place of call, and counts", async () => {
  const spy = jest.spyOn(client, "call").mockResolvedValue({ data: { play_mid: "7" }, meta: { billing: "billed" } });
  await expect(client.call(operation, { oAuthorId: "1" })).resolves.toMatchObject({ data: { play_mid: "7" } });
  expect(spy).toHaveBeenCalledWith(operation, { oAuthorId: "1" });
});

test("jest.spyOn without an answer sees what goes through, and restoring lets go", async () => {
  const spy = jest.spyOn(client, "try");
  expect(await client.try(operation, { oAuthorId: "1" })).toMatchObject({ ok: false });
  expect(spy).toHaveBeenCalledTimes(1);
  jest.restoreAllMocks();
  expect(jest.isMockFunction(client.try)).toBe(false);
  await client.try(operation, { oAuthorId: "1" });
  expect(spy).toHaveBeenCalledTimes(1);
});

test("every method can be spied on, also balance, pages and map", () => {
  for (const name of ["call", "try", "pages", "map", "estimate", "usage", "balance", "with", "close"]) {
    expect(jest.isMockFunction(jest.spyOn(client, name))).toBe(true);
  }
});
