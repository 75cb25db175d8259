import preset from "@size-limit/preset-small-lib";
import { fileURLToPath } from "node:url";
import sizeLimit from "size-limit";

/** The pages of `pages/`: one call each, with one client each. */
export type Page = "lean" | "everything" | "one" | "core" | "openapi-fetch" | "openai" | "stripe";

/** Bundles a page for the browser, minified, and resolves to its size after gzip in kB of 1,000 bytes. */
export async function weighPage(page: Page): Promise<number> {
  const file = fileURLToPath(new URL(`pages/${page}.ts`, import.meta.url));
  // size-limit's own command finds its plugins only where a package manager happens to hoist them.
  // Safe: its API's declared results are only less exact than this.
  const [result] = (await sizeLimit(preset, { checks: [{ files: [file], gzip: true }] })) as [
    { readonly size: number },
  ];
  return result.size / 1000;
}
