import { isObject } from "../is-object.ts";

/** What a call cost. */
export type Billing = "billed" | "unbilled" | "unknown";

/** What is known of how a call ended, wherever it was told. */
export interface Outcome {
  /** Absent when the value tells none: it is no outcome of a call. */
  readonly billing?: Billing;
  readonly isFailure: boolean;
  /** The business code of a failure; absent when the call failed without one. */
  readonly code?: number;
  /** Such as `timeout`; absent for a success. */
  readonly kind?: string;
}

/**
 * Reads what `call` returned or threw, what `try` returned, or a line of a fault server's ledger, by their form: the
 * classes of several copies of `@just-one/core` are alike to it.
 */
export function readOutcome(value: unknown): Outcome {
  if (!isObject(value)) return { isFailure: false };
  const error = value["ok"] === false ? value["error"] : value;
  const { kind, code } = isObject(error) ? error : {};
  const billing = readBilling(value);
  return {
    isFailure: typeof kind === "string",
    ...(billing !== undefined && { billing }),
    ...(typeof kind === "string" && { kind }),
    ...(typeof code === "number" && { code }),
  };
}

const billings: ReadonlySet<unknown> = new Set<Billing>(["billed", "unbilled", "unknown"]);

function readBilling({ meta, billing, billed }: Record<string, unknown>): Billing | undefined {
  if (typeof billed === "boolean") return billed ? "billed" : "unbilled";
  const told = billing ?? (isObject(meta) ? meta["billing"] : undefined);
  return isBilling(told) ? told : undefined;
}

function isBilling(value: unknown): value is Billing {
  return billings.has(value);
}
