/** What may be spent on a day in Shanghai, and in ten minutes. Calls always; costs where there are prices. */
export interface BudgetSettings {
  /** Calls of everybody together, a day. */
  readonly serverCalls: number;
  /** Calls of one principal, a day: the soft limit, which a person may raise. */
  readonly principalCalls: number;
  /** Where raising ends. */
  readonly hardCalls: number;
  /** Calls of one principal in ten minutes: the brake of a loop. */
  readonly burstCalls: number;
  /** Decimal strings in the currency of the prices; absent: no limit. */
  readonly serverCost?: string;
  readonly principalCost?: string;
}

/** One principal may have limits of its own, in the file of keys. */
export type PrincipalLimits = Partial<
  Pick<BudgetSettings, "principalCalls" | "hardCalls" | "burstCalls" | "principalCost">
>;
