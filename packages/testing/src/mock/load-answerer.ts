import type { createAnswerer } from "./create-answerer.ts";

/**
 * Loads what answers with Prism: half a second and 67 MB, which users of the other tools need neither wait for nor have.
 *
 * @throws Error that says what to install when Prism is missing
 */
export async function loadAnswerer(): Promise<typeof createAnswerer> {
  try {
    return (await import("./create-answerer.ts")).createAnswerer;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Error(missing, { cause: error });
  }
}

const missing =
  "startMockServer needs Prism, which is not installed: npm install --save-dev @stoplight/prism-http@5. " +
  "It brings @scarf/scarf, whose post-install step reports the installation unless SCARF_ANALYTICS=false is set. " +
  "startFaultServer, the recorder, the player and the matchers do without.";

/**
 * Node's own code for a module that is not there, and that of Jest, tsx and others who stand in for `require`. In Jest it
 * is an `Error` of another realm.
 */
function isMissing(error: unknown): boolean {
  const { code, message }: { readonly code?: unknown; readonly message?: unknown } = Object(error);
  const isNotFound = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
  return isNotFound && String(message).includes("@stoplight/prism-http");
}
