import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { findUserFolder } from "../src/find-user-folder.ts";

const home = resolve("/home/somebody");

test.each([
  ["XDG_CACHE_HOME", ".cache"],
  ["XDG_CONFIG_HOME", ".config"],
  ["XDG_DATA_HOME", ".local/share"],
  ["XDG_STATE_HOME", ".local/state"],
] as const)("%s moves what is in %s of the home, where it is absolute", (variable, usual) => {
  const elsewhere = resolve("/elsewhere");
  expect(findUserFolder(variable, { HOME: home, [variable]: elsewhere })).toBe(elsewhere);
  for (const moved of [undefined, "", "data", "./data", "~/data"]) {
    expect(findUserFolder(variable, { HOME: home, [variable]: moved })).toBe(join(home, usual));
  }
});

test("without HOME it is where the system says that the user is at home", () => {
  for (const HOME of [undefined, ""]) {
    expect(findUserFolder("XDG_DATA_HOME", { HOME })).toBe(join(homedir(), ".local/share"));
  }
});
