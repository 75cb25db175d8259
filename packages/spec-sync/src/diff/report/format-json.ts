import { encodeJson, type JsonText } from "@just-one/encoders";
import { sortKeys } from "@just-one/document";
import type { Impact } from "../../impact/judge-impact.ts";
import type { DocumentDiff } from "../diff-documents.ts";

/**
 * Writes a diff as the JSON that is promised: `{ level, changes, impact }`, where `impact` has
 * `{ consumer, verdict, because }` for each app and package of the project, the broken first.
 */
export function formatJson({ level, changes }: DocumentDiff, impact: readonly Impact[] = []): JsonText {
  const shown = changes.map(({ kind, level: ownLevel, operation, where, before, after }) => ({
    kind,
    level: ownLevel,
    operation,
    where,
    before: sortKeys(before),
    after: sortKeys(after),
  }));
  return encodeJson({ level, changes: shown, impact }, 2);
}
