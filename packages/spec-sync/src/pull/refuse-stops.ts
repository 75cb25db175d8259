import { findStops } from "../guards/find-stops.ts";
import type { DocumentDiff } from "../diff/diff-documents.ts";
import type { DocumentFile } from "../document/read-document.ts";
import { tell } from "../tell.ts";
import type { PullOptions } from "./pull-options.ts";

/** Asks the guards, and tells of each that stops what it found and which flag lets it pass. Returns whether any does. */
export function refuseStops(
  { before, after, diff }: { before: DocumentFile; after: DocumentFile; diff?: DocumentDiff },
  { verb, accepted }: { verb: string; accepted: PullOptions["accepted"] },
): boolean {
  const stops = findStops({ before, after, ...(diff === undefined ? {} : { diff }) });
  const open = stops.filter(({ guard }) => !accepted.has(guard));
  for (const { what, acceptFlag } of open) {
    tell(`spec ${verb}: stopped, nothing was changed: ${what}; if that is meant, ${acceptFlag}`);
  }
  return open.length > 0;
}
