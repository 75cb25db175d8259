import { catalog } from "@just-one/api/catalog";
import { prose } from "@just-one/api/prose";
import { createFinder } from "@just-one/finder";

const finder = createFinder({ catalog, prose });

for (const { operation, title, needs, versions } of finder.find("xingtu creator expected CPM", { limit: 5 })
  .operations) {
  console.log(`${operation}: ${title}; needs ${needs.join(", ")}; ${versions.length} versions`);
}
const [best] = finder.find("星图达人 互动率").operations;
const described = best && finder.describe(best.operation);
for (const { name, types, description } of described?.parameters ?? []) {
  console.log(`${name} (${types.join(" or ")}): ${description ?? ""}`);
}
console.log(described?.reply?.join("\n") ?? "nobody has typed its reply");
console.log(finder.findPlatform("小红书").platforms);
