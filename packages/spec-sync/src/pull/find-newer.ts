import { readDocument, type DocumentFile } from "../document/read-document.ts";
import { fileExists } from "../file-exists.ts";
import { createLock } from "../lock/create-lock.ts";
import { hashStructure } from "../lock/hash-structure.ts";
import type { Lock } from "../lock/lock.ts";
import { readLock } from "../lock/read-lock.ts";
import { nameSource, readSource } from "./read-source.ts";
import { watchProgress } from "./watch-progress.ts";

/** What the project has, and what its source has. */
export type Finding =
  | { kind: "same"; current: DocumentFile; lock: Lock }
  /** Other words, other extensions, another order: nothing that a call depends on. */
  | { kind: "reworded"; current: DocumentFile; next: DocumentFile; lock: Lock; keptLock: Lock }
  | { kind: "new"; current?: DocumentFile; isPlaceholder: boolean; next: DocumentFile; lock: Lock };

/**
 * Asks a source whether it has another document than the project. Each finding brings the lock of what there is now.
 *
 * @throws SpecError naming the document that cannot be read, or fetched.
 */
export async function findNewer(
  from: string,
  { paths, now, verb }: { paths: { document: string; lock: string }; now: Date; verb: string },
): Promise<Finding> {
  const current = (await fileExists(paths.document))
    ? await readDocument(paths.document, { keywords: "strict" })
    : undefined;
  const known = current === undefined ? undefined : await readLock(paths.lock, current.text);
  const origin = { source: nameSource(from), date: now.toISOString() };
  // Marks of another address would have another server compare what it never sent.
  const marks = known?.source === origin.source ? pickMarks(known) : {};
  const source = await watchProgress(`spec ${verb}: fetching ${origin.source}`, () =>
    readSource(from, { known: marks }),
  );
  if (current !== undefined && source === "unchanged") {
    return { kind: "same", current, lock: createLock(current, { ...origin, ...marks }) };
  }
  if (source === "unchanged") throw new Error("a server says 304 to a question without conditions");
  const { file: next, validators } = source;
  const lock = createLock(next, { ...origin, ...validators });
  if (current?.text === next.text) return { kind: "same", current, lock };
  if (current !== undefined && hashStructure(current.document) === lock.structure) {
    const keptLock = createLock(current, { ...origin, source: known?.source ?? origin.source, ...pickMarks(known) });
    return { kind: "reworded", current, next, lock, keptLock };
  }
  const isPlaceholder = known?.placeholder === true;
  return { kind: "new", ...(current === undefined ? {} : { current }), isPlaceholder, next, lock };
}

function pickMarks(lock: Pick<Lock, "etag" | "lastModified"> = {}): Pick<Lock, "etag" | "lastModified"> {
  const { etag, lastModified } = lock;
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}
