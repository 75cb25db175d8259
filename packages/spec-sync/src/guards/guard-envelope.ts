import type { Change } from "../diff/change.ts";
import { findEnvelope } from "./find-envelope.ts";
import type { Guard } from "./guard.ts";
import { nameSome } from "./name-some.ts";

/** Stops when what every reply is wrapped in changed: success, billing and retries are judged by it. */
export const guardEnvelope: Guard = ({ before, diff }) => {
  const envelope = findEnvelope(before.document);
  if (envelope === undefined) return undefined;
  const found = diff.changes.filter((change) => change.level !== "patch" && isWithin(change, envelope));
  if (found.length === 0) return undefined;
  const told = found.map(({ kind, where }) => `${where.slice(envelope.length + 1)} ${kind}`);
  return {
    guard: "envelope-changed",
    what: `the envelope ${envelope} changed: ${nameSome(told)}`,
    howMany: found.length,
  };
};

function isWithin({ where }: Change, component: string): boolean {
  return where === component || [".", "#", "(", "["].some((sign) => where.startsWith(component + sign));
}
