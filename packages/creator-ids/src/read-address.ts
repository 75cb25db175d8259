import type { Cell } from "./creator.ts";

const named = ["o_author_id", "oAuthorId", "author_id", "authorId", "star_id", "starId", "user_id", "uid", "id"];
// What has an id of its own on those pages.
const others = new Set([
  "video",
  "note",
  "aweme",
  "item",
  "live",
  "mix",
  "music",
  "challenge",
  "demand",
  "order",
  "task",
]);

/** Reads the address of a creator's page on Xingtu or Douyin. */
export function readAddress(text: string): Cell {
  const url = URL.parse(/^https?:/i.test(text) ? text : `https://${text}`);
  if (url === null || !/(?:^|\.)(?:xingtu\.cn|douyin\.com|iesdouyin\.com)$/.test(url.hostname))
    return { reason: "address" };
  const byName = named.map((name) => url.searchParams.get(name)).find(isId);
  if (byName != null) return { id: byName };
  const parts = url.pathname.split("/");
  const place = parts.findIndex(isId);
  if (place === -1) return { reason: url.searchParams.has("modal_id") ? "video" : "address" };
  return others.has(parts[place - 1] ?? "") ? { reason: "video" } : { id: parts[place] ?? "" };
}

function isId(text: string | null): text is string {
  return text !== null && /^\d{15,20}$/.test(text);
}
