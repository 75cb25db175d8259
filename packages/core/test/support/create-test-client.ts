import { type Client, type ClientOptions, createClient } from "@just-one/core";
import { testCatalog, type TestOperations } from "./operations.ts";

/** No secret: a text that the tests can look for. */
export const markedToken = "marked-token-for-tests";

/** A client for the test operations that retries at once and reaches nothing but what the options say. */
export function createTestClient(options: Partial<ClientOptions>): Client<TestOperations> {
  return createClient<TestOperations>({
    token: markedToken,
    baseUrl: "http://127.0.0.1:9",
    catalog: testCatalog,
    retry: { baseMs: 0 },
    ...options,
  });
}
