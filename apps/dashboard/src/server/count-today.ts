import type { ListedClient } from "./listed-operations.ts";

/** Calls of the vendor's present day, which begins at midnight in Shanghai, that were billed or may have been. */
export async function countToday(client: Pick<ListedClient, "sum">): Promise<number> {
  const day = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  const { spentCalls, reservedCalls } = await client.sum({ day });
  return spentCalls + reservedCalls;
}
