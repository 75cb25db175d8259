import type { Catalog, Prose } from "@just-one/api";
import { findNearest } from "@just-one/options/find-nearest";
import type { PhraseTable } from "./phrase-table.ts";
import { platformWords } from "./platform-words.ts";
import { splitUnits } from "./split-units.ts";

/** The platforms of a catalog, by all their names. */
export interface Platforms {
  /** As the document calls them, in the order of the catalog. */
  readonly names: readonly string[];
  /** The platforms that have a name, in any language or spelling; by a part of their names where none has all of it. */
  find(name: string): readonly string[];
  /** Some name that is spelled much like this one. */
  findNearest(name: string): string | undefined;
  /** Those whose names hold the name of this one, such as its market for creators. */
  listKin(platform: string): ReadonlySet<string>;
}

/** What a platform is in the index: no term has spaces. */
export function nameTerm(platform: string): string {
  return `@${platform.replaceAll(/\s+/gu, "_")}`;
}

/** Collects every name of each platform, and makes `@platform` the meaning of each. */
export function readPlatforms(
  sources: { readonly catalog: Catalog; readonly prose: Prose },
  phrases: PhraseTable,
): Platforms {
  const names = collectNames(sources);
  const byKey = new Map<string, Set<string>>();
  for (const [platform, spellings] of names) {
    for (const spelling of spellings) {
      // One letter is a name only where nothing else stands.
      if (spelling.length > 1) phrases.add(spelling, nameTerm(platform));
      const key = simplify(spelling);
      byKey.set(key, (byKey.get(key) ?? new Set()).add(platform));
    }
  }
  const find = (name: string): string[] => {
    const wanted = simplify(name);
    const named = byKey.get(wanted);
    if (named !== undefined || wanted === "") return [...(named ?? [])];
    return [...names.keys()].filter((platform) => simplify(platform).includes(wanted));
  };
  const listKeys = (platform: string): string[] =>
    [...byKey].flatMap(([key, named]) => (named.has(platform) ? key : []));
  const kin = new Map<string, ReadonlySet<string>>();
  const findKin = (platform: string): ReadonlySet<string> => {
    const own = listKeys(platform).filter((key) => key.length > 1);
    const isKin = (key: string): boolean => own.some((each) => key !== each && key.includes(each));
    return new Set([...names.keys()].filter((each) => listKeys(each).some(isKin)));
  };
  return {
    names: [...names.keys()],
    find,
    findNearest: (name) =>
      findNearest(name, new Set([...names.values()].flatMap((spellings) => Array.from(spellings)))),
    listKin: (platform) => {
      const found = kin.get(platform) ?? findKin(platform);
      kin.set(platform, found);
      return found;
    },
  };
}

function collectNames({
  catalog,
  prose,
}: {
  readonly catalog: Catalog;
  readonly prose: Prose;
}): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  const told = new Map(prose.operations.map(({ operation, platform }) => [operation, platform]));
  const aliases = new Map(prose.platforms.map((platform) => [platform.name, platform.aliases]));
  for (const { operation, path } of catalog) {
    const platform = told.get(operation) ?? "";
    if (platform === "") continue;
    const spellings = names.get(platform) ?? new Set([platform, platform.replace(/\(.*$/su, "").trim()]);
    const slug = readSlug(path);
    spellings.add(slug);
    for (const word of aliases.get(platform) ?? []) spellings.add(word);
    for (const word of (Object.hasOwn(platformWords, slug) ? (platformWords[slug] ?? "") : "").split("|")) {
      if (word !== "") spellings.add(word);
    }
    names.set(platform, spellings);
  }
  return names;
}

/** The first part of a path after `/api/`, which is a platform's name in addresses. */
export function readSlug(path: string): string {
  const [, first = "", second = ""] = path.split("/");
  return first === "api" ? second : first;
}

/** `Douyin E-commerce` and `douyin-ecommerce` are the same. */
function simplify(text: string): string {
  return splitUnits(text)
    .map((unit) => unit.text)
    .join("");
}
