import { SettingsError } from "./settings.ts";

/** Why the server cannot listen, in a sentence; without what was typed, which may be a token. */
export function explainListenError(error: Error): SettingsError {
  const code = "code" in error ? String(error.code) : "unknown error";
  return new SettingsError(reasons.get(code) ?? `The server cannot listen there (${code}). ${advice}`);
}

const advice = "Choose another --host or --port, or leave both out.";

const reasons: ReadonlyMap<string, string> = new Map([
  ["EADDRINUSE", "That port is taken. Choose another with --port, or let 0 choose one."],
  ["EACCES", "This user may not listen on that port. Choose one above 1023 with --port, or let 0 choose one."],
  ["EADDRNOTAVAIL", "This machine does not have the address of --host. Give one that it has, or leave --host out."],
  ["ENOTFOUND", "Nobody knows the name of --host. Give an address of this machine, or leave --host out."],
  ["EAI_AGAIN", "The name of --host cannot be looked up now. Give an address of this machine, or leave --host out."],
]);
