import { createFileCache } from "@just-one/core/node";

// A process of its own that writes to a cache file together with others.

const [path = "", name = ""] = process.argv.slice(2);
const cache = createFileCache({ path });
for (let index = 0; index < 100; index += 1) {
  const storedAt = Date.now();
  void cache.set(`${name}-${index}`, { json: "x".repeat(1000), storedAt, expiresAt: storedAt + 60_000 });
}
cache.close();
