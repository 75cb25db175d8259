import type { ClientOptions, Result } from "@just-one/core";
import { createTestClient } from "./create-test-client.ts";
import type { FailureCase } from "./failures.ts";

type Failed = Extract<Result<unknown>, { ok: false }>;

/** Makes a client meet the failure; the options go before those of the scene. */
export async function runFailure(
  failure: FailureCase,
  token: string,
  options: Partial<ClientOptions> = {},
): Promise<Failed> {
  const {
    callOptions,
    operation = "GET /things/v1",
    parameters = { id: "1" },
    ...scene
  } = await failure.arrange(token);
  const client = createTestClient({ token, ...scene, ...options });
  // Safe: the cases ask for what the types forbid, on purpose.
  const result = await client.try(operation as "GET /things/v1", parameters as { id: string }, callOptions);
  if (result.ok) throw new Error(`"${failure.name}" did not fail`);
  return result;
}
