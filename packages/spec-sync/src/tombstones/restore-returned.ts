import { normalizeDocument, type OpenApiDocument } from "@just-one/document";
import { applyTombstones } from "./apply-tombstones.ts";
import { createIsGone } from "./create-is-gone.ts";
import type { Tombstones } from "./tombstone.ts";

/**
 * Puts back into the old document what lies under tombstones and comes back in the new one, as our types still have it:
 * with that, not with nothing, callers compare what comes back. The old document itself where nothing does.
 */
export function restoreReturned(
  before: OpenApiDocument,
  { after, existing }: { after: OpenApiDocument; existing: Tombstones },
): OpenApiDocument {
  if (existing.tombstones.length === 0) return before;
  const isGone = createIsGone(normalizeDocument(after));
  const returned = existing.tombstones.filter((tombstone) => !isGone(tombstone));
  if (returned.length === 0) return before;
  const restored = structuredClone(before);
  applyTombstones(restored, { ...existing, tombstones: returned });
  return restored;
}
