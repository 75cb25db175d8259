import { createClient } from "@just-one/core";
import { checkCall, createLeanClient, type LeanClientOptions } from "@just-one/core/lean";
import { expect, test } from "vitest";
import { markedToken } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";
import { createEntry } from "./support/operations.ts";

interface Operations {
  "GET /gone/v1": { params: { id: string }; data: unknown };
  "GET /kept/v1": { params: { id: string; page?: string | undefined }; data: unknown };
}

const catalog = [
  { ...createEntry("GET /gone/v1", [{ required: true }]), deprecated: true, removed: "2026-07-23" },
  createEntry("GET /kept/v1", [{ required: true }, { name: "page", removed: "2026-07-23" }]),
];

for (const [name, create] of [
  ["client", createClient<Operations>],
  ["lean client", (options: LeanClientOptions) => createLeanClient<Operations>({ ...options, check: checkCall })],
] as const) {
  test(`a ${name} refuses an operation that the vendor removed, unsent and unbilled`, async () => {
    const vendor = createVendor();
    const client = create({ token: markedToken, catalog, fetch: vendor.fetch });
    const result = await client.try("GET /gone/v1", { id: "7" });
    expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
    expect(result).toHaveProperty(
      "error.message",
      "GET /gone/v1 was not sent: the vendor removed this (missing since 2026-07-23); stop calling it",
    );
    expect(vendor.asked).toEqual([]);
  });

  test(`a ${name} refuses a parameter that the vendor removed only where it is passed`, async () => {
    const vendor = createVendor();
    const client = create({ token: markedToken, catalog, fetch: vendor.fetch });
    await expect(client.call("GET /kept/v1", { id: "7", page: "2" })).rejects.toThrow(
      "GET /kept/v1 was not sent: the vendor removed page (missing since 2026-07-23); stop passing it",
    );
    expect(vendor.asked).toEqual([]);
    await client.call("GET /kept/v1", { id: "7", page: undefined });
    expect(vendor.asked).toHaveLength(1);
  });
}

test("a removed parameter is not offered where a name is mistyped", async () => {
  const client = createClient({ token: markedToken, catalog, fetch: createVendor().fetch });
  // Safe: the very mistake that the test is about.
  const untyped = client as { call(operation: string, parameters: object): Promise<unknown> };
  await expect(untyped.call("GET /kept/v1", { id: "7", pgae: "2" })).rejects.toThrow(
    /pgae is no parameter of this operation; it has id$/,
  );
});

test("an operation with a removed parameter refuses what are no parameters like every other", async () => {
  const client = createClient<Operations>({ token: markedToken, catalog, fetch: createVendor().fetch });
  for (const parameters of [null, undefined, "id=7"]) {
    // Safe: the very mistake that the test is about.
    const result = await client.try("GET /kept/v1", parameters as unknown as { id: string });
    expect(result).toMatchObject({ ok: false, error: { kind: "validation" } });
  }
});
