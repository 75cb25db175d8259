import type { Variables } from "../settings/folders.ts";
import type { Library } from "./library.ts";
import { createSimpleLibrary } from "./simple-library.ts";

/** Loads what is known of the vendor's operations. */
export async function loadLibrary(_variables: Variables): Promise<Library> {
  const { catalog } = await import("@just-one/api/catalog");
  const { prose } = await import("@just-one/api/prose");
  return createSimpleLibrary({ catalog, prose }, `${catalog.length} built in`);
}
