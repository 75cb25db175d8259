import { collectValues } from "../mock/collect-values.ts";

/** A call as a recording names it. */
export interface DescribedCall {
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** Query and form parameters, without the token. */
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  /** Empty when none came. */
  readonly token: string;
}

/** Says what a call of `fetch` asks for. */
export async function describeCall(...[input, init]: Parameters<typeof fetch>): Promise<DescribedCall> {
  // A request's body can be read once, and that is for whoever sends it.
  const request = new Request(input instanceof Request ? input.clone() : input, init);
  const { pathname, searchParams } = new URL(request.url);
  const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") === true;
  const form = new URLSearchParams(isForm ? await request.text() : "");
  const { token = "", ...params } = { ...collectValues(searchParams), ...collectValues(form) };
  return { operation: `${request.method} ${pathname}`, params, token: String(token) };
}
