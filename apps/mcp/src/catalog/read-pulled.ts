import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog, Prose } from "@just-one/api";
import { checkCatalog } from "@just-one/document/check-catalog";
import { checkProse } from "@just-one/document/check-prose";
import { findDataHome, type Variables } from "../settings/folders.ts";

/** What `just-one catalog pull` has kept for this user. */
export interface Pulled {
  readonly catalog: Catalog;
  readonly prose: Prose;
  /** An ISO date and time. */
  readonly pulledAt: string;
  /** The document's text, whole. */
  readonly document: string;
}

/** What was pulled, or why it cannot be used; neither where nothing was. */
export type PulledFinding = { readonly pulled?: Pulled; readonly problem?: string };

/** Reads what was pulled, and believes none of it before it has been looked at: the file is made of a document of others. */
export async function readPulled(variables: Variables): Promise<PulledFinding> {
  let text: string;
  try {
    text = await readFile(join(findDataHome(variables), "catalog.json"), "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return reason === "ENOENT" || reason === "ENOTDIR" ? {} : { problem: `cannot be read (${reason})` };
  }
  try {
    return parse(text);
  } catch {
    return { problem: "is damaged, or of another version: run just-one catalog pull" };
  }
}

function parse(text: string): PulledFinding {
  const { version, pulledAt, document, sha256, catalog, prose }: Readonly<Record<string, unknown>> = Object(
    JSON.parse(text),
  );
  if (version !== 1 || typeof pulledAt !== "string" || typeof document !== "string") throw new Error("no kept catalog");
  if (createHash("sha256").update(document).digest("hex") !== sha256) throw new Error("another document");
  return {
    pulled: {
      // Safe, both: they hold their argument against every rule, and throw.
      catalog: checkCatalog((catalog ?? null) as Parameters<typeof checkCatalog>[0]),
      prose: checkProse((prose ?? null) as Parameters<typeof checkProse>[0]),
      pulledAt,
      document,
    },
  };
}
