import { readFile, writeFile } from "node:fs/promises";

/** What an update of the vendor's document can mean to callers. */
export type Change = "breaking" | "additive" | "no-op";

/** The operation that the rehearsal's consumers call, without its version. */
export const operationPath = "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info";

interface Document {
  paths: Record<string, { get?: { operationId?: string; parameters?: object[] } }>;
  [extension: `x-${string}`]: unknown;
}

/** Writes a document as the vendor might publish it next: it asks for more, offers more, or only says it differently. */
export async function changeDocument(source: string, change: Change, target: string): Promise<void> {
  const document = JSON.parse(await readFile(source, "utf8")) as Document; // Safe: spec check holds the document to OpenAPI.
  const item = document.paths[`${operationPath}/v1`];
  if (item?.get === undefined) throw new Error(`${source} has no GET ${operationPath}/v1 to change`);
  if (change === "breaking") {
    const region = { name: "region", in: "query", required: true, schema: { type: "string" } };
    item.get.parameters = [...(item.get.parameters ?? []), region];
  }
  if (change === "additive") {
    document.paths[`${operationPath}/v2`] = { ...item, get: { ...item.get, operationId: "rehearsedV2" } };
  }
  if (change === "no-op") document["x-rehearsed"] = true;
  await writeFile(target, JSON.stringify(document, undefined, 2));
}
