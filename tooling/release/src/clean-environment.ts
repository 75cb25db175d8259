/**
 * The environment without the token, and without what a package manager left in it: npm, pnpm and changesets would
 * otherwise publish where the caller's own configuration says. Imports nothing, for it runs where nothing is installed.
 */
export function cleanEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const own = Object.entries(environment).filter(
    ([name]) => !/^(?:npm_.*|pnpm_.*|node_options|just_one_token)$/iu.test(name),
  );
  return { ...Object.fromEntries(own), TURBO_TELEMETRY_DISABLED: "1", CI: "1", NO_COLOR: "1", FORCE_COLOR: undefined };
}
