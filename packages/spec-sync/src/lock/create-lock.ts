import { createHash } from "node:crypto";
import { type DocumentFile } from "../document/read-document.ts";
import { listOperations } from "../document/open-api.ts";
import { hashStructure } from "./hash-structure.ts";

/** What `openapi.lock.json` holds: which document this is, so that a change of it is seen. */
export interface Lock {
  /** Where the document came from. */
  source: string;
  /** The day it was fetched, `YYYY-MM-DD`. */
  date: string;
  /** SHA-256 of the raw text, hexadecimal. */
  sha256: string;
  /** SHA-256 of what callers depend on: no prose, no `x-…`, no order. */
  structure: string;
  operations: number;
}

/** Describes a document as its lock does. */
export function createLock(file: Pick<DocumentFile, "text" | "document">, origin: Pick<Lock, "source" | "date">): Lock {
  return {
    source: origin.source,
    date: origin.date,
    sha256: createHash("sha256").update(file.text).digest("hex"),
    structure: hashStructure(file.document),
    operations: listOperations(file.document).length,
  };
}
