import type { Reply } from "./adapt-reply.ts";

/** Reads a reply's status. What is no number is left out: a `fetch` of the caller's may give anything, even the URL. */
export function readStatus(reply: Reply | undefined): number {
  const { status } = reply ?? {};
  // Safe: replies have one by their type, and without it nothing but a number is missing in what is told.
  return (typeof status === "number" ? status : undefined) as number;
}
