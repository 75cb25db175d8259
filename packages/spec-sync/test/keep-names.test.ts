import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { array, assert, property, shuffledSubarray } from "fast-check";
import { nameTypes } from "@just-one/document";
import { expect, test } from "vitest";
import { nameConstants } from "../src/generate/constant-name.ts";
import { keepNames, readKeptNames } from "../src/tombstones/keep-names.ts";
import { readTombstones } from "../src/tombstones/read-tombstones.ts";
import type { Tombstones } from "../src/tombstones/tombstone.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";

type Names = NonNullable<Tombstones["names"]>;

const alike = ["/api/x/get_user", "/api/x/get-user", "/api/x/getUser", "/api/x/user", "/x/get-user", "/用户", "/😀"];

function name(operations: readonly string[], kept: Names): Map<string, (string | undefined)[]> {
  const located = operations.map((operation) => {
    const [method = "", path = ""] = operation.split(" ");
    return { method, path };
  });
  const { constants, types } = readKeptNames(kept);
  const [constant, type] = [nameConstants(located, constants), nameTypes(located, types)];
  return new Map(located.map((one) => [`${one.method} ${one.path}`, [constant.get(one), type.get(one)]]));
}

test("whatever comes and goes, in whatever order, what stays keeps its names, and all differ", () => {
  const documents = array(shuffledSubarray(alike.map((path) => `GET ${path}`)), { minLength: 2, maxLength: 8 });
  assert(
    property(documents, (steps) => {
      let kept: Names = {};
      let before: readonly string[] = [];
      for (const after of steps) {
        const had = name(before, kept);
        kept = keepNames({ before, after }, kept);
        const has = name(after, kept);
        const stayed = [...has].filter(([operation]) => had.has(operation));
        expect(stayed).toEqual(stayed.map(([operation]) => [operation, had.get(operation)]));
        for (const kind of [0, 1] as const)
          expect(new Set([...has.values()].map((one) => one[kind])).size).toBe(has.size);
        before = after;
      }
    }),
  );
});

test("nothing is kept where no name would change", () => {
  const operations = ["GET /api/x/get-user", "GET /api/y"];
  expect(keepNames({ before: operations, after: [...operations, "GET /api/x/get_user"] })).toEqual({});
});

test("kept names are read back, and others refused", async () => {
  const file = join(await makeTemporaryFolder(), "tombstones.json");
  const names = { "GET /api/x/get_user": { constant: "getXGetUser", type: "XUser" } };
  await writeFile(file, JSON.stringify({ tombstones: [], names }));
  expect((await readTombstones(file)).names).toEqual(names);
  await writeFile(file, JSON.stringify({ tombstones: [], names: { "GET /a": { constant: "a b", type: "A" } } }));
  await expect(readTombstones(file)).rejects.toThrow(/the names of "GET \/a" are none$/u);
});
