import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

test("CONTRIBUTING says of each package and app what is in it", () => {
  const rooms = ["packages", "apps"]
    .flatMap((folder) => readdirSync(`${root}${folder}`).map((name) => `${folder}/${name}`))
    .filter((room) => existsSync(`${root}${room}/package.json`));
  const rows = readFileSync(`${root}CONTRIBUTING.md`, "utf8").matchAll(/^\| `((?:packages|apps)\/[^`]+)` +\| \S/gmu);
  expect(new Set([...rows].map(([, room]) => room))).toEqual(new Set(rooms));
});
