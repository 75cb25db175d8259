import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Where the vendor's documents are, which are never part of the project. */
export const vendorFolder: string = resolve(root, process.env["JUST_ONE_VENDOR_DIR"] ?? "../shared/vendor");

/** False in a bare clone, where the tests that need the vendor's documents report themselves skipped. */
export const hasVendorFolder: boolean = existsSync(join(vendorFolder, "openapi.json"));
