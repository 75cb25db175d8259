import { createCatalogClient } from "@just-one/core";
import { catalog } from "@just-one/api/catalog";
import type { Surface } from "../../src/protocol/surface.ts";
import type { AnyOperations } from "../../src/calls/ask-vendor.ts";
import { definitions } from "../../src/tools/definitions.ts";
import { token } from "../support/open-test-server.ts";

/**
 * The server that anybody would write first: each call of the tool is one of the client, with the signal that the SDK's pages say to
 * pass on, and a count of what was spent.
 */
export function createNaiveSurface(vendor: { readonly url: string }, args: readonly string[]): Surface {
  const client = createCatalogClient<AnyOperations>({ token, baseUrl: vendor.url, catalog, twins: false });
  const limit = Number(args[args.indexOf("--calls") + 1] ?? "") || 100;
  let spent = 0;
  return {
    version: "1",
    instructions: "",
    tools: definitions,
    call: async (_name, given, { signal }) => {
      const {
        operation,
        params,
        inputs = [params],
      } = Object(given) as Record<string, unknown> & { inputs?: unknown[] };
      if (spent >= limit) return { error: { error: "budget" } };
      const answers = inputs.map(async (each) => {
        const result = await client.try(String(operation), Object(each) as object, { signal });
        if (result.ok) spent += 1;
        return result.ok ? { data: result.data } : { error: result.error.kind };
      });
      return { value: (await Promise.all(answers))[0] ?? {} };
    },
    readReply: () => Promise.resolve(undefined),
    readSecret: () => Promise.resolve(new Uint8Array(32)),
  };
}
