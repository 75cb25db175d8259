import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createClient } from "@just-one/core";
import sinon from "sinon";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const client = createClient({
  token: "any",
  baseUrl: "http://127.0.0.1:9",
  retry: false,
  fetch: () => Promise.reject(new Error("not stubbed")),
});
const answer = { data: { play_mid: "7" }, meta: { billing: "billed" } };

test("sinon.stub answers by arguments, and restores", async () => {
  const stub = sinon.stub(client, "call");
  stub.withArgs(operation, sinon.match({ oAuthorId: "1" })).resolves(answer);
  assert.equal((await client.call(operation, { oAuthorId: "1" })).data.play_mid, "7");
  assert.equal(await client.call(operation, { oAuthorId: "2" }), undefined);
  sinon.assert.calledTwice(stub);
  stub.restore();
  assert.equal((await client.try(operation, { oAuthorId: "1" })).ok, false);
});

test("a sandbox of sinon takes the whole of a client", () => {
  const sandbox = sinon.createSandbox();
  const stubbed = sandbox.stub(client);
  stubbed.call.resolves(answer);
  assert.equal(client.call, stubbed.call);
  sandbox.restore();
  assert.equal(client.call.restore, undefined);
});

test("node:test's mock.method does", async () => {
  const method = mock.method(client, "try", async () => ({ ok: true, ...answer }));
  assert.equal((await client.try(operation, { oAuthorId: "1" })).ok, true);
  assert.equal(method.mock.callCount(), 1);
  mock.restoreAll();
  assert.equal((await client.try(operation, { oAuthorId: "1" })).ok, false);
});
