import { readFileSync } from "node:fs";
import type { FinderSources } from "@just-one/finder";
import MiniSearch from "minisearch";
import type { FindSample } from "./find-sample.ts";

// `node run-find.ts SOURCES.json`: loads a finder once, cold, and asks it; prints what that took.

// Safe: `find-benchmark.ts` has just written it.
const sources = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as FinderSources;
const { createFinder } = await import("@just-one/finder");

const questions = [
  "what people say under a douyin video",
  "小红书笔记评论",
  "xingtu creator expected CPM and engagement rate",
  "公众号文章阅读量",
  "wechat offical account articels",
  "淘寶商品詳情",
  "units sold of a listing on tmall",
  "B站弹幕",
  "who follows this weibo account",
  "快手 search creators",
];

const started = performance.now();
const finder = createFinder(sources);
const loaded = performance.now();
const times = [1, 2, 3].flatMap(() =>
  questions.map((question) => {
    const asked = performance.now();
    finder.find(question, { limit: 6 });
    return performance.now() - asked;
  }),
);
const sample: FindSample = {
  loadMs: loaded - started,
  firstMs: times[0] ?? 0,
  questionMs: times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0,
  peerLoadMs: measurePeer(),
};
process.stdout.write(JSON.stringify(sample));

/** MiniSearch as it comes, which cannot read Chinese. */
function measurePeer(): number {
  const start = performance.now();
  const index = new MiniSearch({ fields: ["operation", "summary", "description", "aliases"] });
  index.addAll(
    sources.prose.operations.map(({ operation, summary, description, aliases }, id) => ({
      id,
      operation,
      summary,
      description,
      aliases: aliases.join(" "),
    })),
  );
  return performance.now() - start;
}
