import { isName } from "../serve/caller.ts";
import { createKey } from "../serve/key-file.ts";
import { SettingsError } from "../settings/settings-error.ts";

/** Makes a key for a principal: told once, and kept nowhere. @throws SettingsError */
export function tellKey(principal: string | undefined): string {
  if (principal === undefined || !isName(principal)) throw new SettingsError("key takes whose it is, such as team-a.");
  const { key, entry } = createKey(principal);
  return `The key, which is told only now:\n${key}\n\nIts entry in the file of --keys, within {"keys": […]}:\n${JSON.stringify(entry, undefined, 2)}\n`;
}
