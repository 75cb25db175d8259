import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { listPackages } from "../src/packages/list-packages.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const packages = await listPackages(root);

describe.for(packages)("$manifest.name", ({ folder, manifest }) => {
  test("says what it is, under which licence, for which Node, and where to read more", async () => {
    expect(manifest.description).toMatch(/^.{20,140}$/u);
    expect(manifest.license).toBe("MIT");
    expect(manifest.keywords?.length).toBeGreaterThan(3);
    expect(manifest.engines?.["node"]).toMatch(/^>=\d/u);
    expect(manifest.publishConfig?.access).toBe("public");
    expect(manifest.files).toEqual(["CHANGELOG.md", "dist"]);
    expect(await readFile(join(folder, "LICENSE"), "utf8")).toBe(await readFile(join(root, "LICENSE"), "utf8"));
  });

  test("has a README that starts with how to install it", async () => {
    const text = await readFile(join(folder, "README.md"), "utf8");
    const [, command] = /^# \S+\n\n```sh\n(npm install .*)\n/u.exec(text) ?? [];
    expect(command?.split(/ +/u)).toContain(manifest.name);
  });

  test("publishes its exports without the condition that leads to sources", () => {
    expect(manifest.publishConfig?.exports).toEqual(withoutSources(manifest.exports));
  });

  test("tells compilers that read no `exports` where the types of each entry are", () => {
    const { types, typesVersions, exports = {} } = manifest.publishConfig ?? {};
    const found = Object.entries(exports).flatMap(([entry, target]) => {
      const own: unknown = Object(target) === target ? Reflect.get(Object(target) as object, "types") : undefined;
      return typeof own === "string" ? [[entry.slice(2), own] as const] : [];
    });
    expect(types).toBe(found.find(([entry]) => entry === "")?.[1]);
    const others = found.filter(([entry]) => entry !== "").map(([entry, own]) => [entry, [own]]);
    expect(typesVersions).toEqual(others.length > 0 ? { "*": Object.fromEntries(others) as object } : undefined);
  });

  test("runs nothing when it is installed", () => {
    const names = Object.keys(manifest.scripts ?? {});
    expect(names.filter((name) => /^(?:pre|post)?install$|^prepare$|^prepublish$/u.test(name))).toEqual([]);
  });
});

test("whatever has code of its own is built with maps of its sources", async () => {
  const withCode = packages.filter(({ manifest }) => manifest.name !== "@just-one/api");
  const configs = await Promise.all(withCode.map(({ folder }) => readFile(join(folder, "tsdown.config.ts"), "utf8")));
  expect(configs.filter((config) => !config.includes("...readableOutput,"))).toEqual([]);
});

test("no package runs on an older Node than the packages it depends on", () => {
  const oldest = new Map(packages.map(({ manifest }) => [manifest.name, readOldestNode(manifest.engines?.["node"])]));
  const wrong = packages.filter(({ manifest: { name, dependencies = {} } }) =>
    Object.keys(dependencies).some((dependency) => (oldest.get(dependency) ?? 0) > (oldest.get(name) ?? 0)),
  );
  expect(wrong.map(({ manifest }) => manifest.name)).toEqual([]);
});

/** `>=22.15` as a number that grows with the version. */
function readOldestNode(range = ""): number {
  const [major = 0, minor = 0] = range.replace(">=", "").split(".").map(Number);
  return major * 1000 + minor;
}

test("core has at most two run-time dependencies", () => {
  const core = packages.find(({ manifest }) => manifest.name === "@just-one/core");
  expect(Object.keys(core?.manifest.dependencies ?? {}).length).toBeLessThanOrEqual(2);
});

test("nothing that is published depends on a package that is not", () => {
  const published = new Set(packages.map(({ manifest }) => manifest.name));
  const own = packages.flatMap(({ manifest }) => Object.keys(manifest.dependencies ?? {}));
  expect(own.filter((name) => name.startsWith("@just-one/") && !published.has(name))).toEqual([]);
});

function withoutSources(exports: unknown): unknown {
  if (typeof exports !== "object" || exports === null) return exports;
  const kept = Object.entries(exports).filter(
    ([condition, target]) => condition !== "@just-one/source" && !String(target).startsWith("./test/"), // for us alone
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutSources(value)]));
}
