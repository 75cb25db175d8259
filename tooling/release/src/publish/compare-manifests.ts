type Fields = Readonly<Record<string, unknown>>;

/** Whose names are who is installed and what is put on a path. */
const named = ["dependencies", "optionalDependencies", "peerDependencies", "peerDependenciesMeta", "bin"];
const rangesIn = ["dependencies", "optionalDependencies", "peerDependencies"];
/** Of the registry; not of a file, a repository, a URL or another package. */
const range = /^[\w.*^~<>=| -]+$/u;
/** Written when it is packed, from where the repository is. */
const addedWhenPacked = ["repository"];

/**
 * Says what a packed manifest has that its source in the checkout does not account for: npm takes the registry, scripts
 * and whatever else is installed from it.
 */
export function compareManifests(packed: Fields, source: Fields): string[] {
  const { publishConfig, scripts } = packed;
  const expected = new Set([
    ...Object.keys(source),
    ...Object.keys(Object(source["publishConfig"])),
    ...addedWhenPacked,
  ]);
  return [
    ...Object.keys(packed).filter((field) => !expected.has(field)),
    ...named.filter((field) => listNames(packed[field]) !== listNames(source[field])),
    ...rangesIn.filter((field) => !Object.values(Object(packed[field])).every((one) => range.test(String(one)))),
    ...(JSON.stringify(publishConfig ?? { access: "public" }) === '{"access":"public"}' ? [] : ["publishConfig"]),
    ...Object.entries(Object(scripts) as Fields)
      .filter(([name, script]) => Object(source["scripts"])[name] !== script)
      .map(([name]) => `scripts.${name}`),
  ].map((field) => `package.json has another ${field} than the checkout`);
}

function listNames(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(Object.keys(value).toSorted()) : String(value);
}
