import { describe, expect, test } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";
import { createEntry } from "./support/operations.ts";

const things = "GET /things/v1";

describe("an operation that is not in the catalog", () => {
  test.each([
    ["GET /thing/v1", `did you mean "${things}"?`],
    ["get /things/v1", `did you mean "${things}"?`],
    ["/things/v1", `did you mean "${things}"?`],
    ["POST /completely/different/and/long", 'a key is "METHOD /path"'],
    [5, 'a key is "METHOD /path"'],
  ])("%s: %s", async (operation, told) => {
    const client = createTestClient({ fetch: createVendor().fetch });
    // Safe: the very mistake that the test is about.
    const result = await client.try(operation as typeof things, { id: "1" });
    expect(result).toMatchObject({ error: { kind: "config", message: expect.stringContaining(told) } });
  });
});

describe("a parameter", () => {
  const client = createTestClient({
    fetch: createVendor().fetch,
    catalog: [createEntry(things, [{ name: "id" }, { name: "count", types: ["integer"] }])],
  });

  test.each([7048929565493690000, 5, 5n])(
    "that is text and given as the number %s shall be sent as a string",
    async (id) => {
      // Safe: the very mistake that the test is about.
      const result = await client.try(things, { id } as never);
      expect(result).toMatchObject({
        error: { kind: "validation", message: expect.stringContaining("send it as a string") },
      });
    },
  );

  test("that is no text does not hear of that", async () => {
    const result = await client.try(things, { id: "1", count: "5" } as never);
    expect(result).toMatchObject({ error: { message: expect.not.stringContaining("send it as") } });
  });
});

describe("a value that an operation's list does not have", () => {
  const catalog = [createEntry(things, [{ name: "id", enum: ["A", "B"] }])];

  test("is refused, unless the client allows it: then it is sent", async () => {
    const vendor = createVendor();
    const strict = createTestClient({ fetch: vendor.fetch, catalog });
    expect(await strict.try(things, { id: "C" })).toMatchObject({ error: { kind: "validation" } });
    expect(vendor.asked).toEqual([]);
    const open = createTestClient({ fetch: vendor.fetch, catalog, parameters: { allowUnknownEnum: true } });
    expect(await open.try(things, { id: "C" })).toMatchObject({ ok: true });
    expect(vendor.asked[0]?.parameters.get("id")).toBe("C");
  });

  test("must be of its type all the same, and there must be one", async () => {
    const open = createTestClient({ fetch: createVendor().fetch, catalog, parameters: { allowUnknownEnum: true } });
    for (const id of [5, true, ["C"]]) {
      expect(await open.try(things, { id } as never)).toMatchObject({ error: { kind: "validation" } });
    }
    expect(() => createTestClient({ parameters: { allowUnknownEnums: true } as never })).toThrow(
      "did you mean `parameters.allowUnknownEnum`?",
    );
    expect(() => createTestClient({ parameters: { allowUnknownEnum: 1 } as never })).toThrow("true or false");
  });
});
