import type { Ledger } from "@just-one/core";
import { Hono } from "hono";
import { spreadOperation } from "../shared/protocol.ts";
import type { ReconcileRequest, Spending } from "../shared/spending.ts";
import { countToday } from "./count-today.ts";
import type { Identity } from "./identify.ts";
import type { ListedClient } from "./listed-operations.ts";
import type { Books } from "./open-books.ts";
import { readJson } from "./read-json.ts";

export interface SpendingOptions {
  readonly client: ListedClient;
  /** The ledger of that client; absent in a mock. */
  readonly ledger: Ledger | undefined;
  readonly maxCalls: number;
  readonly listBudgets?: Books["listBudgets"] | undefined;
}

/** What was spent, and settling what nobody knew by the vendor's bill, which is for spenders. */
export function createSpendingRoutes(options: SpendingOptions): Hono<Identity> {
  const { ledger } = options;
  const routes = new Hono<Identity>();
  routes.get("/spending", async (context) => context.json(await readSpending(options)));
  routes.post("/reconcile", async (context) => {
    if (context.var.role === "viewer") return context.json({ error: "viewer" }, 403);
    const request = parseReconcileRequest(await readJson(context.req));
    if (request === undefined || ledger === undefined) return context.json({ error: "bad-request" }, 400);
    const open = new Map((await ledger.unreconciled()).map((entry) => [entry.id, entry]));
    // One that somebody else has settled meanwhile is settled.
    for (const entry of request.ids.flatMap((id) => open.get(id) ?? [])) await ledger.settle(entry, request.billing);
    return context.json(await readSpending(options));
  });
  return routes;
}

async function readSpending({ client, ledger, maxCalls, listBudgets }: SpendingOptions): Promise<Spending> {
  if (ledger === undefined) return { rows: [], unknown: [], budgets: [] };
  const [isFree, usage, unknown, spentCalls, budgets = []] = await Promise.all([
    costsNothing(client),
    ledger.usage(),
    ledger.unreconciled(),
    countToday(client),
    listBudgets?.(),
  ]);
  return {
    rows: usage
      .filter(({ spentCalls: billed, reservedCalls }) => billed + reservedCalls > 0)
      .map(({ day, label: user, operation, spentCalls: billed, reservedCalls, unknownCalls, spentCost }) => {
        // A ledger that was told no price sums up to 0, too.
        const cost = isFree ? Number(spentCost) : Number(spentCost) || undefined;
        return { day, user, operation, billed, unknown: unknownCalls, underWay: reservedCalls - unknownCalls, cost };
      }),
    unknown: unknown.map(({ id, day, label: user, operation }) => ({ id, day, user, operation })),
    budgets: [{ name: "today", maxCalls, spentCalls }, ...budgets],
  };
}

/** Whether a call is known to cost nothing, and not only of unknown price. */
async function costsNothing(client: ListedClient): Promise<boolean> {
  // Where a budget limits costs and nobody said a price, no call can be estimated.
  const [estimate] = await client.estimate(spreadOperation, [{ oAuthorId: "1" }]).catch(() => []);
  return estimate?.price !== undefined && Number(estimate.price) === 0;
}

function parseReconcileRequest(body: unknown): ReconcileRequest | undefined {
  if (typeof body !== "object" || body === null || !("ids" in body) || !("billing" in body)) return undefined;
  const { ids, billing } = body;
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string")) return undefined;
  return billing === "billed" || billing === "unbilled" ? { ids, billing } : undefined;
}
