import { inspect } from "node:util";
import type { Stage } from "@just-one/core";
import { describe, expect, test } from "vitest";
import { collect } from "./support/collect.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

const operation = "GET /things/v1";
const marked = "marked-context-of-a-caller";

describe("what a caller gives as a call's context", () => {
  test("reaches the caller's stages as it is, around the call and around each attempt", async () => {
    const context = {
      item: { marked },
      get trap(): never {
        throw new Error("looked into");
      },
    };
    const found: unknown[] = [];
    const stage: Stage = {
      aroundCall: (call, next) => (found.push(call.context), next()),
      aroundAttempt: (call, next) => (found.push(call.context), next()),
    };
    const { fetch } = createFakeFetch(respond(envelope(301)), respond(envelope(0)));
    const client = createTestClient({ fetch, stages: [stage] });
    await client.call(operation, { id: "1" }, { context });
    expect(found).toHaveLength(3);
    for (const one of found) expect(one).toBe(context);
  });

  test.each([null, 0, "text", Symbol("any"), () => marked])("may be %o", async (context) => {
    const found: unknown[] = [];
    const { fetch } = createFakeFetch(respond(envelope(0)));
    const stage: Stage = { aroundCall: (call, next) => (found.push(call.context), next()) };
    const client = createTestClient({ fetch, stages: [stage] });
    await client.call(operation, { id: "1" }, { context });
    await collect(client.map(operation, [{ id: "2" }], { context }));
    await client.call(operation, { id: "3" });
    expect(found).toEqual([context, context, undefined]);
  });

  test("stands in no event, result, error or printed call", async () => {
    const told: unknown[] = [];
    const stage: Stage = {
      aroundCall: async (call, next) => {
        const result = await next();
        told.push(inspect(call, { depth: 9, showHidden: true }), JSON.stringify(call), result);
        return result;
      },
    };
    const { fetch } = createFakeFetch(respond(envelope(0)), respond(envelope(400)));
    const client = createTestClient({ fetch, stages: [stage], onEvent: (event) => told.push(event) });
    for (const id of ["1", "2"]) told.push(await client.try(operation, { id }, { context: { marked } }));
    expect(told.length).toBeGreaterThan(8);
    expect(inspect(told, { depth: 20, showHidden: true }) + JSON.stringify(told)).not.toContain(marked);
  });

  test("does not keep identical calls from sharing a request", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const client = createTestClient({ fetch });
    await Promise.all(["a", "b"].map((context) => client.call(operation, { id: "1" }, { context })));
    expect(requests).toHaveLength(1);
  });
});
