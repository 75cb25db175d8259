import type { OperationProse, Prose } from "@just-one/api";
import type { KnownOperations } from "./known-operations.ts";

/**
 * Loads what is said of the operations that are known, which only those commands do that show it. Where the built-in and
 * the pulled document speak of one operation, the one that its entry is from comes first, and the other fills its gaps:
 * only ours types replies.
 */
export async function loadProse({ pulled, isPulledNewer }: KnownOperations): Promise<Prose> {
  const { prose: builtIn } = await import("@just-one/api/prose");
  if (pulled === undefined) return builtIn;
  const [first, second] = isPulledNewer ? [pulled.prose, builtIn] : [builtIn, pulled.prose];
  const others = new Map(second.operations.map((told) => [told.operation, told]));
  const own = first.operations.map((told) => fillGaps(told, others.get(told.operation)));
  const names = new Set(first.operations.map(({ operation }) => operation));
  const platforms = new Set(first.platforms.map(({ name }) => name));
  return {
    platforms: [...first.platforms, ...second.platforms.filter(({ name }) => !platforms.has(name))],
    operations: [...own, ...second.operations.filter(({ operation }) => !names.has(operation))],
  };
}

function fillGaps(told: OperationProse, other: OperationProse | undefined): OperationProse {
  if (other === undefined) return told;
  const described = new Set(told.parameters.map(({ name }) => name));
  const parameters = [...told.parameters, ...other.parameters.filter(({ name }) => !described.has(name))];
  return { ...other, ...told, parameters };
}
