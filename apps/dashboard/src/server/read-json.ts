import type { HonoRequest } from "hono";

/** A body that is no JSON is `undefined`, as one that is not there; only JSON is read, which other sites cannot send. */
export async function readJson(request: HonoRequest): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.header("content-type") ?? "")) return undefined;
  return request.json().catch(() => undefined);
}
