import { glob } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { JsonValue } from "@just-one/document";
import { readJsonFile } from "../document/read-json-file.ts";
import { SpecError } from "../spec-error.ts";

/** What one app or package uses of one operation, as its `operations.json` says. */
export interface OperationNeeds {
  readonly parameters: readonly string[];
  /** Paths in the reply's data: `interact_rate.label`, `list[].name`. */
  readonly fields: readonly string[];
  /** The data is handed on as a whole, too. */
  readonly whole?: boolean;
}

/** What one app or package uses. */
export interface ConsumerNeeds {
  /** Its folder, such as `apps/cli`. */
  readonly consumer: string;
  readonly operations: Readonly<Record<string, OperationNeeds>>;
  /** Its users choose the operation. */
  readonly anyOperation?: boolean;
}

/** Reads what each app and package of a project needs, by folder; those without an `operations.json` need nothing. */
export async function readNeeds(root: string): Promise<ConsumerNeeds[]> {
  const needs: ConsumerNeeds[] = [];
  for await (const file of glob("{apps,packages}/*/operations.json", { cwd: root })) {
    const { value } = await readJsonFile(join(root, file));
    needs.push({ ...readConsumer(value, file), consumer: dirname(file).replaceAll("\\", "/") });
  }
  return needs.toSorted((a, b) => (a.consumer < b.consumer ? -1 : 1));
}

/** A file is what the contract checks collect, or a plain list of operations, of which anything may then be used. */
function readConsumer(value: JsonValue, file: string): Omit<ConsumerNeeds, "consumer"> {
  if (Array.isArray(value)) {
    const names = value.filter((name) => typeof name === "string");
    return { operations: Object.fromEntries(names.map((name) => [name, { parameters: [], fields: [], whole: true }])) };
  }
  if (typeof value === "object" && value !== null && "operations" in value) {
    // Safe: it is generated, and held to the sources by the contract checks.
    return value as unknown as Omit<ConsumerNeeds, "consumer">;
  }
  throw new SpecError(`${file}: expected "operations", or a list of them; the contract checks write it`);
}
