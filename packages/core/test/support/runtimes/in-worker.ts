import { createClient } from "@just-one/core";
import { createEntry } from "../operations.ts";
import { runMatrix } from "./matrix.ts";
import { runSuite } from "./run-suite.ts";

// The suite and the matrix as a worker of Cloudflare's, and calls of one client that all its requests share.
// Safe: `start-worker.ts` sets it.
const { vendor } = globalThis as unknown as { readonly vendor: string };

const client = createClient<{ "GET /things/v1": { params: { id: string }; data: unknown } }>({
  token: "marked-token-for-tests",
  baseUrl: vendor,
  catalog: [createEntry("GET /things/v1", [{ name: "id", required: true }])],
});

const worker: { fetch(request: Request): Promise<Response> } = {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/suite") return Response.json(await runSuite(vendor));
    if (pathname === "/matrix") return Response.json(await runMatrix(vendor));
    const call = client.try("GET /things/v1", { id: searchParams.get("id") ?? "" });
    if (pathname === "/leave") return Response.json("left"); // which ends the call, wherever it was
    const { ok, meta } = await call;
    return Response.json({ ok, billing: meta.billing, attempts: meta.attempts.length });
  },
};
export default worker;
