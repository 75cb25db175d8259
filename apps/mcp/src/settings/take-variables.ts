import type { Variables } from "./folders.ts";

/**
 * A copy of the environment, out of which the token is then taken: what is not there is in no child process, in no
 * diagnostic report, and with no library that looks around.
 */
export function takeVariables(environment: Record<string, string | undefined>): Variables {
  const variables = { ...environment };
  delete environment["JUST_ONE_TOKEN"];
  return variables;
}
