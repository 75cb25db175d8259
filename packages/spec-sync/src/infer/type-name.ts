import { nameTypes } from "@just-one/document";
import type { OperationName } from "./operation-name.ts";

/** Names the types of what `data` of operations holds, from method and path only: `DouyinUserV1Data`. */
export function nameDataTypes(operations: readonly OperationName[]): string[] {
  const names = nameTypes(operations);
  return operations.map((operation) => `${names.get(operation) ?? ""}Data`);
}
