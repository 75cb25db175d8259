import { startMockServer } from "@just-one/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

const paths = [
  "/a/{id}",
  "/a/{id}/b",
  "/a/mine",
  "/c/{x}-{y}",
  "/d/{id}.json",
  "/e/{用户}",
  "/g/{user.id}/v1",
  "/h/{user-id}:run",
  "/k/{a}{b}",
  "/m/{a b}",
];
const number = "/n/{id}";

function createOperation(path: string): object {
  const parameters = Array.from(path.matchAll(/\{(.+?)\}/g), ([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: path === number ? { type: "integer", minimum: 1 } : { type: "string" },
  }));
  const content = { "application/json": { schema: {}, examples: { "code-0": { value: { code: 0, data: path } } } } };
  return { get: { parameters, responses: { 200: { description: "", content } } } };
}

let server: Awaited<ReturnType<typeof startMockServer>>;
beforeAll(async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: Object.fromEntries([...paths, number].map((path) => [path, createOperation(path)])),
  };
  server = await startMockServer({ document });
});
afterAll(() => server.close());

const ask = (path: string): Promise<Response> => fetch(`${server.url}${path}?token=marked-token-for-tests`);

test.each([
  ["/a/1", "/a/{id}", { id: "1" }],
  ["/a/x%2Fy%3F", "/a/{id}", { id: "x/y?" }],
  ["/a/%25", "/a/{id}", { id: "%" }],
  ["/a/1/b", "/a/{id}/b", { id: "1" }],
  ["/a/mine", "/a/mine", {}],
  ["/c/1-2", "/c/{x}-{y}", { x: "1", y: "2" }],
  ["/d/7.json", "/d/{id}.json", { id: "7" }],
  ["/e/%E7%94%B2", "/e/{用户}", { 用户: "甲" }],
  ["/g/1/v1", "/g/{user.id}/v1", { "user.id": "1" }],
  ["/h/1:run", "/h/{user-id}:run", { "user-id": "1" }],
  ["/k/12", "/k/{a}{b}", { a: "1", b: "2" }],
  ["/m/1", "/m/{a b}", { "a b": "1" }],
])("%s is answered by %s", async (asked, path, params) => {
  server.reset();
  const reply = await ask(asked);
  expect([reply.status, await reply.json()]).toEqual([200, { code: 0, data: path }]);
  expect(server.requests).toMatchObject([{ operation: `GET ${path}`, params }]);
});

test("what stands in a place is judged like any parameter, and a place is never empty", async () => {
  expect((await ask("/n/7")).status).toBe(200);
  expect((await ask("/n/x")).status).toBe(422);
  expect((await ask("/n/0")).status).toBe(422);
  expect((await ask("/a/")).status).toBe(404);
  expect((await ask("/d/7.xml")).status).toBe(404);
});

test("outcomes are queued for the path with its places", async () => {
  server.enqueue(["301"], "GET /a/{id}");
  expect(await (await ask("/a/2")).json()).toMatchObject({ code: 301 });
});
