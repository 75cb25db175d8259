import type { Client } from "@modelcontextprotocol/client";
import { spread } from "../support/open-test-server.ts";
import type { Vendor } from "./vendor.ts";

export type Told = Readonly<Record<string, unknown>>;

export async function ask(
  client: Client,
  params: unknown,
  more: { readonly fresh?: boolean; readonly timeout?: number; readonly signal?: AbortSignal } = {},
): Promise<Told> {
  const { fresh, ...options } = more;
  const args = { operation: spread, params, ...(fresh === true && { fresh }) };
  const result = await client.callTool({ name: "call_operation", arguments: args }, options);
  const content = result.content as readonly { readonly text?: string }[];
  return JSON.parse(content[0]?.text ?? "{}") as Told;
}

/** The answer, or nothing where nobody waited for it. */
export function giveUp(answer: Promise<Told>): Promise<Told | undefined> {
  return answer.catch(() => undefined);
}

/** Waits for an answer while everybody is let go who comes to the vendor, however often. */
export async function letThrough<T>(vendor: Vendor, answer: Promise<T>): Promise<T> {
  const open = setInterval(vendor.letGo, 5);
  try {
    return await answer;
  } finally {
    clearInterval(open);
  }
}

export function findProblem(told: Told, id: string): string | undefined {
  const { data } = told;
  const found = typeof data === "object" && data !== null ? Reflect.get(data, "id") : undefined;
  return found === id ? undefined : `the answer for ${id} was ${JSON.stringify(told).slice(0, 200)}`;
}

export async function waitFor(isTrue: () => boolean, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!isTrue() && Date.now() < end) await new Promise((resolve) => setImmediate(resolve));
}
