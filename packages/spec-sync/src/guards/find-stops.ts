import { diffDocuments } from "../diff/diff-documents.ts";
import type { Guard, GuardStop, Replacement } from "./guard.ts";
import { guardBurial } from "./guard-burial.ts";
import { guardEnvelope } from "./guard-envelope.ts";
import { guardOperations } from "./guard-operations.ts";
import { guardServers } from "./guard-servers.ts";
import { guardSize } from "./guard-size.ts";
import { guardToken } from "./guard-token.ts";

const guards: readonly Guard[] = [guardOperations, guardServers, guardEnvelope, guardSize, guardToken, guardBurial];

/** Asks every guard whether a new document may replace an old one; nothing found, nothing in the way. */
export function findStops({
  before,
  after,
  diff = diffDocuments(before.document, after.document),
}: Omit<Replacement, "diff"> & Partial<Pick<Replacement, "diff">>): GuardStop[] {
  return guards.flatMap((guard) => {
    const stop = guard({ before, after, diff });
    return stop === undefined ? [] : [{ ...stop, acceptFlag: `--accept-${stop.guard}` as const }];
  });
}
