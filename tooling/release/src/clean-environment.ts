import { withoutToken } from "@just-one/secrets/without-token";

/**
 * The environment without the token, and without what a package manager left in it: npm, pnpm and changesets would otherwise publish where the
 * caller's own configuration says.
 */
export function cleanEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const own = Object.entries(withoutToken(environment)).filter(
    ([name]) => !/^(?:npm|pnpm)_/iu.test(name) && name !== "NODE_OPTIONS",
  );
  return { ...Object.fromEntries(own), TURBO_TELEMETRY_DISABLED: "1", CI: "1", NO_COLOR: "1", FORCE_COLOR: undefined };
}
