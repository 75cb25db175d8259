import type { DocumentFile } from "../document/read-document.ts";
import type { DocumentDiff } from "../diff/diff-documents.ts";

/** What is about to replace what, and how they differ. */
export interface Replacement {
  before: Pick<DocumentFile, "document" | "text">;
  after: Pick<DocumentFile, "document" | "text">;
  diff: DocumentDiff;
}

/** Why a replacement stops until a person accepts it. */
export interface GuardStop {
  guard:
    | "operations-gone"
    | "servers-changed"
    | "envelope-changed"
    | "document-shrunk"
    | "token-moved"
    | "living-buried";
  /** One line: what was found. */
  what: string;
  /** Of what was found: operations, hosts, changes or bytes. */
  howMany: number;
  /** The flag that lets it pass: `--accept-operations-gone`. */
  acceptFlag: `--accept-${string}`;
}

/** Looks for one thing that may be an accident of the vendor's; undefined when there is none. */
export type Guard = (replacement: Replacement) => Omit<GuardStop, "acceptFlag"> | undefined;
