import { toJsonError } from "../session/to-json-error.ts";
import type { AskedQuestion } from "./asked-question.ts";
import type { CreatorRow } from "./creator-row.ts";
import { readRowFacts } from "./row-facts.ts";

export interface JsonRowOptions {
  /** The vendor's own data instead of figures. */
  readonly raw: boolean;
  readonly question: AskedQuestion;
}

/**
 * A row for programs. `spread` holds the figures with their units, and `raw` asks for the vendor's own `data` in its
 * place. Every row says what was asked, when, what it cost in this run, and where it failed the reason by name.
 */
export function toJsonRow(row: CreatorRow, { raw, question }: JsonRowOptions): object {
  const { billing, reason, requestId, fetchedAt } = readRowFacts(row);
  const facts = { ...question, status: row.status, billing, reason, fetchedAt, requestId };
  const named = { oAuthorId: row.id, label: row.label, ...facts };
  switch (row.status) {
    case "ok": {
      const { raw: data, ...spread } = row.spread;
      return { ...named, recordTime: row.meta.recordTime, ...(raw ? { data } : { spread }) };
    }
    case "failed":
      return { ...named, error: toJsonError(row.error) };
    case "not-sent":
      return { ...named, error: { message: row.reason } };
  }
}
