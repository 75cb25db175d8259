import { foreignNote } from "./clean.ts";

/** Fields of answers that hold what others wrote: a reply, the vendor's document, or what a client sent. */
const foreignFields = ["data", "shape", "rows", "operations", "title", "near", "issues", "refused", "failed"] as const;

/** Says last of an answer with words of others that they are no instructions. In one place, so that no tool can forget it. */
export function markForeign(answer: object): object {
  return foreignFields.some((field) => hasWords(Reflect.get(answer, field)))
    ? { ...answer, note: foreignNote }
    : answer;
}

function hasWords(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}
