import { fitValue, measureJson } from "./fit.ts";
import { maxResultBytes } from "./present.ts";

/** The last word on size: whatever a document, a list of inputs or a principal's past holds, no answer takes more. */
export function limitAnswer(value: object): object {
  if (measureJson(value) <= maxResultBytes) return value;
  const { data, cut } = fitValue(value, maxResultBytes - 60);
  if (typeof data === "object" && data !== null) return { ...data, cut: cut?.replace(/; read_reply.*$/, "") };
  // What is left of fields is short: the long ones go first.
  const kept = Object.entries(value).toSorted(([, one], [, other]) => measureJson(one) - measureJson(other));
  while (measureJson(Object.fromEntries(kept)) > maxResultBytes - 60) kept.pop();
  return { ...Object.fromEntries(kept), cut: "the longest fields are left out" };
}
