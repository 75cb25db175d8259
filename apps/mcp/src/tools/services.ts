import type { Client, Ledger } from "@just-one/core";
import type { BudgetSettings, PrincipalLimits } from "../budget/budget-settings.ts";
import type { AnyOperations } from "../calls/ask-vendor.ts";
import type { CallStore, ClaimRules } from "../calls/call-store.ts";
import type { Desk } from "../calls/create-desk.ts";
import type { Library } from "../catalog/library.ts";

/** What tools work with. Each part is opened when the first tool asks for it: a start has no side effect, and takes no time. */
export interface Services {
  library(): Promise<Library>;
  /** @throws ToolError where nothing can be sent, as without a token */
  office(): Promise<Office>;
  /** @throws ToolError where it cannot be opened */
  memory(): Promise<Memory>;
  readonly settings: ToolSettings;
  readonly now: () => Date;
}

/** What was asked and spent; it needs no token. */
export interface Memory {
  readonly store: CallStore;
  readonly ledger: Ledger;
  readonly rules: ClaimRules;
  /** Lists that are under way in this process, once something was sent. */
  readonly batches?: Map<string, Promise<void>>;
}

/** What sends. */
export interface Office extends Memory {
  readonly desk: Desk;
  readonly client: Client<AnyOperations>;
  /** Lists that are under way in this process. */
  readonly batches: Map<string, Promise<void>>;
  /** Stands in every question, so that a test server's replies are never taken for the vendor's. */
  readonly server: string;
}

/** How tools behave, by the operator's settings. */
export interface ToolSettings {
  /** Milliseconds that a call is waited for before there is a receipt. */
  readonly waitMs: number;
  readonly budget: BudgetSettings;
  /** A principal's own limits. */
  readonly limitsOf: (principal: string) => PrincipalLimits;
  /** What a billed call costs, as a decimal string; `undefined` where nobody has said. */
  readonly findPrice: (operation: string) => string | undefined;
  /** Whether a reply that one principal paid for answers another's question. */
  readonly sharesReplies: boolean;
}
