import { readCatalog, readProse } from "@just-one/document";
import type { FinderSources } from "@just-one/finder";

/** Parameters of a made-up operation, by name; a star marks those that must be given. */
function toParameter(name: string): object {
  const schema = { type: "string" };
  return { name: name.replace("*", ""), in: "query", required: name.endsWith("*"), schema };
}

/** A made-up operation: `GET /api/${path}`. */
function operation(tag: string, summary: string, more: Record<string, unknown> = {}): object {
  const { parameters = ["id*"], ...rest } = more as { parameters?: readonly string[] };
  return { get: { tags: [tag], summary, parameters: parameters.map(toParameter), responses: {}, ...rest } };
}

const data = { $ref: "#/components/schemas/Flight" };

const document = {
  openapi: "3.1.0",
  info: { title: "small", version: "1" },
  tags: [
    { name: "Kite Club (Fengzheng)", "x-platform-aliases": ["Fengzheng", "风筝"] },
    { name: "Kite Club E-commerce", "x-platform-aliases": ["风筝电商"] },
    { name: "Xiaohongshu", "x-platform-aliases": ["小红书"] },
    { name: "Weibo", "x-platform-aliases": ["微博"] },
  ],
  paths: {
    "/api/kite-club/get-flight/v1": operation("Kite Club (Fengzheng)", "Flight Details", { deprecated: true }),
    "/api/kite-club/get-flight/v2": operation("Kite Club (Fengzheng)", "Flight Details", { "x-docs-hidden": true }),
    "/api/kite-club/get-flight/v3": operation("Kite Club (Fengzheng)", "Flight Details", {
      description: "How one flight went.",
      responses: {
        "200": {
          description: "ok",
          content: { "application/json": { schema: { type: "object", properties: { code: {}, data } } } },
        },
      },
    }),
    "/api/kite-club/get-flight-comments/v1": operation("Kite Club (Fengzheng)", "Flight Comments", {
      "x-search-aliases": ["风筝飞行评论"],
      parameters: ["flightId*", "page"],
    }),
    "/api/kite-club/search-flights/v1": operation("Kite Club (Fengzheng)", "Search of Flights"),
    "/api/kite-club-ec/get-item/v1": operation("Kite Club E-commerce", "Product Details", {
      "x-highlights": [
        { kind: "CAPABILITY", content: "Holds coupons.", aliases: ["coupon price"] },
        { kind: "LIMITATION", content: "No auctions.", aliases: ["auction"] },
      ],
    }),
    "/api/xiaohongshu/get-note-comment/v1": operation("Xiaohongshu", "What readers answer to a note", {
      "x-search-aliases": ["note comments"],
    }),
    "/api/xiaohongshu/get-user/v1": operation("Xiaohongshu", "Profile of a user"),
    "/api/weibo/get-post-comments/v1": operation("Weibo", "Comments below a post"),
    "/api/weibo/hot-search/v1": operation("Weibo", "What many look for", { "x-search-aliases": ["热搜榜"] }),
  },
  components: {
    schemas: {
      Flight: {
        type: "object",
        properties: { alt_max: { type: "string", description: "Greatest altitude. Unit - metres. Proven." } },
      },
    },
  },
};

/** Ten made-up operations on four platforms. */
export const smallCatalog: FinderSources = { catalog: readCatalog(document), prose: readProse(document) };
