/** The value that a map has for a key; made and put there where it has none. */
export function findOrCreate<K, V extends object | number>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  create: () => V,
): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = create()));
  return value;
}
