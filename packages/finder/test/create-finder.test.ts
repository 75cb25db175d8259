import { describe, expect, test } from "vitest";
import { createFinder, listReplyFields } from "@just-one/finder";
import { smallCatalog } from "./support/small-catalog.ts";

const finder = createFinder(smallCatalog);
const comments = "GET /api/xiaohongshu/get-note-comment/v1";
const flight = "GET /api/kite-club/get-flight/v3";

function first(query: string): string | undefined {
  return finder.find(query).operations[0]?.operation;
}

describe("a question finds", () => {
  test.each([
    ["by a title", "flight details", flight],
    ["by a name in the path", "get-flight-comments", "GET /api/kite-club/get-flight-comments/v1"],
    ["by a whole name", comments, comments],
    ["in Chinese what is titled in English", "小红书评论", comments],
    ["in English what is called so in Chinese only", "weibo trending list", "GET /api/weibo/hot-search/v1"],
    ["by another word for the same", "weibo post replies 留言", "GET /api/weibo/get-post-comments/v1"],
    ["by what people call a platform", "XHS note comments", comments],
    ["by a nickname in Chinese", "红书笔记评论", comments],
    ["in two languages at once", "小红书 note comments", comments],
    ["in traditional characters", "小紅書筆記評論", comments],
    ["in full-width letters", "ＷＥＩＢＯ　ｃｏｍｍｅｎｔｓ", "GET /api/weibo/get-post-comments/v1"],
    ["in one word of code", "getFlightComments", "GET /api/kite-club/get-flight-comments/v1"],
    ["in a part of a name", "get_flight_comments", "GET /api/kite-club/get-flight-comments/v1"],
    [
      "in a part of a name that begins with another verb",
      "list-flight-comments",
      "GET /api/kite-club/get-flight-comments/v1",
    ],
    ["in words that are written as one", "flightcomments", "GET /api/kite-club/get-flight-comments/v1"],
    ["in a word that is written as two", "xiaohong shu comments", comments],
    ["in a platform's name by syllables", "wei bo hot search", "GET /api/weibo/hot-search/v1"],
    ["in Chinese words in Latin letters", "xiaohongshu pinglun", comments],
    ["in an address of the platform's", "comments under https://www.xiaohongshu.com/explore", comments],
    ["with a slip in a word", "flihgt coments", "GET /api/kite-club/get-flight-comments/v1"],
    ["with a slip in a platform's name", "xiaohongsu comment", comments],
    ["with a word that is not whole", "fligh comme", "GET /api/kite-club/get-flight-comments/v1"],
    ["by what an operation can do besides", "kite coupon price", "GET /api/kite-club-ec/get-item/v1"],
    ["by what a reply holds", "greatest altitude in metres", flight],
    ["between words that say nothing", "please show me what people comment under a xiaohongshu note", comments],
  ])("%s", (_how, query, operation) => {
    expect(first(query)).toBe(operation);
  });

  test("nothing by what an operation cannot do", () => {
    expect(finder.find("auction").operations).toEqual([]);
  });

  test("words of every operation, and says which word nothing has", () => {
    const found = finder.find("weibo qwertzuiop comments");
    expect(found.operations[0]?.operation).toBe("GET /api/weibo/get-post-comments/v1");
    expect(found.unknown).toEqual(["qwertzuiop"]);
    expect(finder.find("qwertzuiop")).toEqual({ operations: [], more: 0, unknown: ["qwertzuiop"], near: [] });
    expect(finder.find("qwertzuiop ".repeat(40)).unknown).toEqual(["qwertzuiop"]);
    expect(finder.find("flaghtxx").near).toEqual(["flight"]);
  });
});

describe("versions of one operation", () => {
  test("are one result, by the one that lives, with the others behind it", () => {
    const { operations } = finder.find("kite flight details");
    expect(operations.filter(({ path }) => path.includes("get-flight/"))).toHaveLength(1);
    expect(operations[0]).toMatchObject({
      operation: flight,
      platform: "Kite Club (Fengzheng)",
      title: "Flight Details",
      needs: ["id"],
      remarks: [],
      versions: [flight, "GET /api/kite-club/get-flight/v2", "GET /api/kite-club/get-flight/v1"],
    });
  });

  test("are told apart by a question that names one", () => {
    const [found] = finder.find("kite flight details v1").operations;
    expect(found).toMatchObject({ operation: "GET /api/kite-club/get-flight/v1", remarks: ["deprecated"] });
  });
});

test("what is on the platform that is asked for comes before all else", () => {
  const { operations } = finder.find("weibo comments");
  expect(operations[0]?.platform).toBe("Weibo");
  expect(finder.find("xiaohongshu comments").operations[0]?.platform).toBe("Xiaohongshu");
});

test("a platform has names in any language; a part of one will do", () => {
  for (const name of ["Xiaohongshu", "小红书", "xhs", "RedNote", "red note", "ＸＨＳ", "小紅書"]) {
    expect(finder.findPlatform(name)).toEqual({ platforms: ["Xiaohongshu"] });
  }
  expect(finder.findPlatform("kite club").platforms).toEqual(["Kite Club (Fengzheng)"]);
  expect(finder.findPlatform("KITE").platforms).toEqual(["Kite Club E-commerce", "Kite Club (Fengzheng)"]);
  expect(finder.findPlatform("kite-club-ec").platforms).toEqual(["Kite Club E-commerce"]);
  expect(finder.findPlatform("wiebo")).toEqual({ platforms: [], nearest: "Weibo" });
  expect(finder.findPlatform("")).toEqual({ platforms: [] });
});

test("only one platform is searched where that is asked, and the rest is counted", () => {
  const found = finder.find("comments", { platform: "微博" });
  expect(found.operations.map(({ platform }) => platform)).toEqual(["Weibo"]);
  const some = finder.find("comments", { limit: 2 });
  expect(some.operations).toHaveLength(2);
  expect(some.more).toBe(1);
  expect(finder.find("comments", { platform: "nowhere" }).operations).toEqual([]);
});

test("without a question there is every operation and version, in the catalog's order", () => {
  const names = finder.find("  ").operations.map(({ operation }) => operation);
  expect(names).toEqual(smallCatalog.catalog.map(({ operation }) => operation));
});

test.each(["", "x".repeat(100_000), "评".repeat(50_000), "\u0000", "__proto__ constructor", "((((", "🪁", "v1", "的"])(
  "takes any text for a question: %j",
  (query) => {
    expect(() => finder.find(query)).not.toThrow();
    expect(() => finder.findPlatform(query)).not.toThrow();
    expect(finder.describe(query)).toBeUndefined();
  },
);

test("describes an operation with its parameters, the outline of its reply, and its other versions", () => {
  const described = finder.describe(flight);
  expect(described).toEqual({
    operation: flight,
    method: "GET",
    path: "/api/kite-club/get-flight/v3",
    title: "Flight Details",
    about: "How one flight went.",
    platform: "Kite Club (Fengzheng)",
    remarks: [],
    notes: [],
    parameters: [{ name: "id", in: "query", required: true, types: ["string"] }],
    reply: ["data: object", " alt_max: string — Greatest altitude. Unit - metres. Proven."],
    versions: [flight, "GET /api/kite-club/get-flight/v2", "GET /api/kite-club/get-flight/v1"],
  });
  expect(listReplyFields(described?.reply)).toEqual([
    { path: "data", type: "object", description: "" },
    { path: "data.alt_max", type: "string", description: "Greatest altitude. Unit - metres. Proven." },
  ]);
  expect(finder.describe("GET /api/kite-club-ec/get-item/v1")?.notes.map(({ kind }) => kind)).toEqual([
    "CAPABILITY",
    "LIMITATION",
  ]);
});

test("an operation that nothing is said of is found by its name", () => {
  const alone = createFinder({ catalog: smallCatalog.catalog, prose: { platforms: [], operations: [] } });
  expect(alone.find("flight comments").operations[0]).toMatchObject({
    operation: "GET /api/kite-club/get-flight-comments/v1",
    title: "GET /api/kite-club/get-flight-comments/v1",
  });
});
