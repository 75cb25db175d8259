import type { Reply } from "./adapt-reply.ts";

/**
 * Reads a reply's status. What is no number is left out: a `fetch` of the caller's may give anything, even the URL, or
 * an error that quotes it.
 */
export function readStatus(reply: Reply | undefined): number {
  let status: unknown;
  try {
    status = reply?.status;
  } catch {
    // It has none.
  }
  // Safe: replies have one by their type, and without it nothing but a number is missing in what is told.
  return (typeof status === "number" ? status : undefined) as number;
}

/** Whether a reply leads elsewhere. A browser hides where a redirect leads, and its status: that is 0 then. */
export function isRedirect(httpStatus: number | undefined): boolean {
  return httpStatus === 0 || Math.trunc(Number(httpStatus) / 100) === 3;
}
