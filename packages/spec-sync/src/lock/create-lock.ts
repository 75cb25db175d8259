import { createHash } from "node:crypto";
import packageInfo from "../../package.json" with { type: "json" };
import type { DocumentFile } from "../document/read-document.ts";
import { listOperations } from "@just-one/document";
import { hashStructure } from "./hash-structure.ts";
import type { Lock } from "./lock.ts";

/** Describes a document as its lock does. */
export function createLock(
  { text, document }: Pick<DocumentFile, "text" | "document">,
  { source, date, ...marks }: Pick<Lock, "source" | "date" | "etag" | "lastModified">,
): Lock {
  const release = document["x-openapi-release-id"];
  return {
    source,
    date,
    sha256: hashText(text),
    structure: hashStructure(document),
    operations: listOperations(document).length,
    ...(typeof release === "string" || typeof release === "number" ? { release: String(release) } : {}),
    tool: `${packageInfo.name}@${packageInfo.version}`,
    ...marks,
  };
}

/** Digests a raw text. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
