import { revealHidden } from "@just-one/encoders";
import { type JsonValue, stringifyJson } from "@just-one/document";
import { actions } from "./actions.ts";
import type { Change } from "../change.ts";

/** A change in words, still in parts: how they are set off is for the page to decide. */
export interface ChangeWords {
  /** The place; empty for the operation itself. */
  where: string;
  /** `type changed`. */
  what: string;
  /** What was and what is; null where there is nothing to show. */
  before: string | null;
  after: string | null;
  /** What callers have to do; empty below major. */
  action: string;
}

const maxLength = 160;

/** Says a change in words. */
export function describeChange({ kind, operation, where, before, after }: Change): ChangeWords {
  const format = (side: JsonValue): string | null =>
    side === operation ? null : formatSide(side, aboutValues.test(kind));
  return {
    where: revealHidden(where),
    what: kind.replace(/^re[qs]-/u, "").replaceAll("-", " "),
    before: format(before),
    after: format(after),
    action: actions[kind] ?? "",
  };
}

/** Kinds that show values as they travel: there `1` and `"1"` are two. */
const aboutValues = /default|enum|constant|constraint/u;

function formatSide(value: JsonValue, asJson: boolean): string | null {
  if (value === null || (Array.isArray(value) && value.length === 0)) return null;
  const list = [value].flat().map((one) => (typeof one === "string" && !asJson ? one : stringifyJson(one)));
  const text = revealHidden(list.join(", ").replaceAll(/\s+/gu, " "));
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}
