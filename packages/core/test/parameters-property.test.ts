import type { CatalogParameter } from "@just-one/api";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createEntry } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

// Names that a hostile document could have, besides ordinary ones.
const name = fc
  .oneof(
    fc.constantFrom("__proto__", "constructor", "toString", "a[]", "a&b=c", "中", "$&", "`${x}`", "*/", "{x}", ".", ""),
    fc.string({ unit: "grapheme" }),
  )
  .filter((text) => text !== "token");

const valued = fc.oneof(
  fc.record({ type: fc.constant("string" as const), value: fc.string({ unit: "grapheme" }) }),
  fc.record({ type: fc.constant("integer" as const), value: fc.oneof(fc.maxSafeInteger(), fc.bigInt()) }),
  fc.record({ type: fc.constant("number" as const), value: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
  fc.record({ type: fc.constant("boolean" as const), value: fc.boolean() }),
);

const member = fc.record({
  name,
  given: valued,
  place: fc.constantFrom("query" as const, "form" as const),
  isLeftOut: fc.boolean(),
});

test("every value arrives as it was, under the name it was given, and what is undefined does not", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(member, { selector: (item) => item.name, maxLength: 8 }), async (members) => {
      const parameters = Object.fromEntries(
        members.map((item) => [item.name, item.isLeftOut ? undefined : item.given.value]),
      );
      const catalog = [
        createEntry(
          "POST /a/v1",
          members.map((item): Partial<CatalogParameter> => ({
            name: item.name,
            in: item.place,
            types: [item.given.type],
          })),
        ),
      ];
      const { fetch, requests } = createFakeFetch(respond(envelope(0)));
      // Safe: the catalog checks at run time what the types are kept from checking here.
      await createTestClient({ catalog, fetch }).call(
        "POST /a/v1" as "POST /things/v1",
        parameters as { text: string },
      );

      const sent = members.filter((item) => !item.isLeftOut);
      const [request] = requests;
      expect([...new URL(request?.url ?? "").searchParams]).toEqual([
        ...sent.filter(({ place }) => place === "query").map(toPair),
        ["token", markedToken],
      ]);
      expect([...new URLSearchParams(typeof request?.init.body === "string" ? request.init.body : "")]).toEqual(
        sent.filter(({ place }) => place === "form").map(toPair),
      );
    }),
    { numRuns: 500 },
  );
});

test("a path keeps its number of parts and gives back every value", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (id) => {
      fc.pre(id !== "." && id !== "..");
      const { fetch, requests } = createFakeFetch(respond(envelope(0)));
      await createTestClient({ fetch }).call("GET /things/{id}/parts/v1", { id });
      const parts = new URL(requests[0]?.url ?? "").pathname.split("/");
      expect(parts.map(decodeURIComponent)).toEqual(["", "things", id, "parts", "v1"]);
    }),
    { numRuns: 500 },
  );
});

test("whatever is passed, a call ends in a success or in a validation error before anything is sent", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      async (value) => {
        const { fetch, requests } = createFakeFetch(respond(envelope(0)));
        const catalog = [createEntry("GET /a/v1", [{ name: "any", types: [] }])];
        const client = createTestClient({ catalog, fetch });
        // Safe: this is what the types forbid, on purpose.
        const result = await client.try("GET /a/v1" as "GET /things/v1", { any: value } as unknown as { id: string });
        expect(result.ok ? "success" : result.error.kind).toBe(requests.length === 1 ? "success" : "validation");
      },
    ),
    { numRuns: 1000 },
  );
});

function toPair(item: { readonly name: string; readonly given: { readonly value: unknown } }): [string, string] {
  return [item.name, String(item.given.value)];
}
