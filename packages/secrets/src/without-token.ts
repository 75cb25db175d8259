/** An environment for a child process, which would inherit the token otherwise, and hand it on. */
export function withoutToken<Environment extends Readonly<Record<string, string | undefined>>>(
  environment: Environment,
): Environment {
  // Windows does not tell capital letters from small ones in names.
  const kept = Object.entries(environment).filter(([name]) => name.toUpperCase() !== "JUST_ONE_TOKEN");
  // Safe: every name in an environment may be missing.
  return Object.fromEntries(kept) as Environment;
}
