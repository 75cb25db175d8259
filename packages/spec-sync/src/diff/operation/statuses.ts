import type { Kind } from "../policy.ts";

/** Tells a status, or a range of them, that means success; redirects and what nobody knows count as such. */
export function isSuccess(status: string): boolean {
  return status !== "default" && !/^[45]/u.test(status);
}

/** Tells whether one key of `responses` holds for another: `2XX` for `200`, `default` for all. */
export function coversStatus(wide: string, narrow: string): boolean {
  if (wide === "default") return true;
  return wide.endsWith("XX") && wide.at(0) === narrow.at(0);
}

/** Names what it means that a status is gone; `heirs` are the new ones that overlap with it. */
export function judgeStatusChange(
  status: string,
  { heirs, hadSuccess }: { heirs: readonly string[]; hadSuccess: boolean },
): Kind {
  const heirsOfSuccess = heirs.filter(isSuccess);
  if (status === "default") {
    if (hadSuccess) return "failure-status-removed";
    return heirsOfSuccess.length > 0 ? "default-reply-became-success" : "success-status-removed";
  }
  if (!isSuccess(status)) return "failure-status-removed";
  if (heirsOfSuccess.length === 0) return "success-status-removed";
  return status.endsWith("XX") ? "success-status-narrowed" : "success-status-widened";
}
