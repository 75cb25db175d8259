import { getField } from "../json/json-fields.ts";
import type { JsonObject } from "../json/json-value.ts";

/** What a schema says of null, the weightiest first: it comes whatever others say, it does not, it may, nothing. */
const weights = ["granted", "refused", "allowed", "unsaid"] as const;
export type SaidOfNull = (typeof weights)[number];

/** What is known of a schema before it is asked about null. */
export interface Judged {
  schema: JsonObject;
  /** One of its alternatives is null. */
  hasNullBranch: boolean;
  /** Nothing holds beside it. */
  isWhole: boolean;
  /** What the schemas say that hold as well. */
  parts: readonly SaidOfNull[];
}

/**
 * Judges what a schema says of null. A whole schema that names it means it, however it does, whatever the schemas it takes over say,
 * and so does a part that says nothing else; among parts that say more, all have to let it through.
 */
export function judgeNull({ schema, hasNullBranch, isWhole, parts }: Judged): SaidOfNull {
  const types = getField(schema, "type");
  const values = getField(schema, "const") === undefined ? getField(schema, "enum") : [getField(schema, "const")];
  const isNullable = getField(schema, "nullable") === true;
  const namesNull = [types].flat().includes("null");
  const listsNull = Array.isArray(values) && values.includes(null);
  const isRefused = (types !== undefined && !namesNull) || (Array.isArray(values) && !listsNull);
  const isAllowed = namesNull || listsNull || hasNullBranch;
  if (isWhole && (isNullable || hasNullBranch || (isAllowed && !isRefused))) return "granted";
  if (isNullable) return types === undefined && values === undefined && parts.length === 0 ? "granted" : "allowed";
  const own = isAllowed ? "allowed" : "unsaid";
  const said = new Set<SaidOfNull>([isRefused ? "refused" : own, ...parts]);
  return weights.find((word) => said.has(word)) ?? "unsaid";
}
