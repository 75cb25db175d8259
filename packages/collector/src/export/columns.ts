import { writeJson } from "../json-text.ts";
import type { ExportRow } from "./export-row.ts";

/** A column of an export. */
export interface Column {
  readonly name: string;
  readonly kind: "text" | "count" | "time" | "json" | "parameter";
  readonly read: (row: ExportRow) => string | number | undefined;
}

/** The columns of every export, with the parameters that a run has. */
export function listColumns(parameters: readonly string[]): readonly Column[] {
  return [
    { name: "run", kind: "text", read: ({ run }) => run },
    { name: "seq", kind: "count", read: ({ seq }) => seq },
    ...parameters.map((name): Column => ({ name, kind: "parameter", read: (row) => toText(row.parameters[name]) })),
    { name: "label", kind: "text", read: ({ label }) => label },
    { name: "state", kind: "text", read: ({ state }) => state },
    { name: "reason", kind: "text", read: ({ reason }) => reason },
    { name: "billing", kind: "text", read: ({ billing }) => billing },
    { name: "cost", kind: "text", read: ({ cost }) => cost },
    { name: "attempts", kind: "count", read: ({ attempts }) => attempts },
    { name: "requestId", kind: "text", read: ({ requestId }) => requestId },
    { name: "recordTime", kind: "text", read: ({ recordTime }) => recordTime },
    { name: "fetchedAt", kind: "time", read: ({ fetchedAt }) => fetchedAt },
    { name: "data", kind: "json", read: ({ data }) => data },
  ];
}

function toText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : writeJson(value);
}
