// What page and server say to each other about money. The token is in none of it.

/** `GET /api/spending`: the ledger. Empty in a mock, where nothing costs. */
export interface Spending {
  /** The sums of each user, day and operation, oldest day first. */
  readonly rows: readonly SpendingRow[];
  /** Calls of which nobody knows whether they were billed, to be compared with the vendor's bill; oldest first. */
  readonly unknown: readonly UnknownCall[];
  readonly budgets: readonly BudgetLine[];
}

export interface SpendingRow {
  /** The day in Shanghai, by which the vendor counts, such as `2026-11-26`. */
  readonly day: string;
  readonly user: string;
  /** `"METHOD /path"`. */
  readonly operation: string;
  readonly billed: number;
  /** How many may have been billed. */
  readonly unknown: number;
  /** How many are under way, or were when their process died. */
  readonly underWay: number;
  /** What the billed ones cost in CNY, as far as their price was known; absent where it was not. */
  readonly cost?: number | undefined;
}

export interface UnknownCall {
  readonly id: string;
  readonly day: string;
  readonly user: string;
  readonly operation: string;
}

/** What may be spent, and what counts against it. */
export interface BudgetLine {
  /** `today`: of everybody together, since midnight in Shanghai. Any other is the name that somebody gave it. */
  readonly name: string;
  /** Absent for one that limits only costs. */
  readonly maxCalls?: number;
  readonly spentCalls: number;
  /** In CNY; absent for one that does not limit costs. */
  readonly maxCost?: number;
  /** What counts against that, in CNY. */
  readonly spentCost?: number;
}

/** `POST /api/reconcile`: what the vendor's bill says of unknown calls. */
export interface ReconcileRequest {
  readonly ids: readonly string[];
  readonly billing: "billed" | "unbilled";
}
