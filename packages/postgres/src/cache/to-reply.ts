import type { CachedReply } from "@just-one/core";

/** The reply that the database found; nothing where it found none. */
export function toReply(found: unknown): CachedReply | undefined {
  if (found === null || found === undefined) return undefined;
  // Safe: the function is of our own making.
  const { reply, requestId, recordTime, isRounded, ageMs, leftMs } = found as Readonly<Record<string, unknown>>;
  const now = Date.now();
  return {
    json: String(reply),
    storedAt: now - Number(ageMs),
    expiresAt: now + Number(leftMs),
    ...(typeof requestId === "string" ? { requestId } : {}),
    ...(typeof recordTime === "string" ? { recordTime } : {}),
    ...(isRounded === true ? { isRounded: true } : {}),
  };
}
