import type { Ledger, LedgerLimit, LedgerRefusal } from "@just-one/core";

/** What others' ledgers get wrong: for each mistake what it puts in place of a right ledger's own. */
export const spoiledLedgers: readonly (readonly [string, (right: Ledger) => Partial<Ledger>])[] = [
  ["takes no limit for one", withLimits(() => [])],
  ["looks at the first limit only", withLimits((limits) => limits.slice(0, 1))],
  ["looks at the last limit only", withLimits((limits) => limits.slice(-1))],
  ["knows no labels", withLimits((limits) => limits.map((limit) => without(limit, "label")))],
  ["knows no days", withLimits((limits) => limits.map((limit) => without(limit, "day")))],
  ["knows no times", withLimits((limits) => limits.map((limit) => without(limit, "since")))],
  ["knows no costs", withLimits((limits) => limits.map((limit) => without(limit, "maxCost")))],
  ["takes a prefix for a pattern", withLimits((limits) => limits.map(cutPrefix))],
  ["sums no times", (right) => ({ usage: (scope = {}) => right.usage(without(scope, "since")) })],
  [
    "forgets what is unknown",
    (right) => ({ settle: (entry, billing) => right.settle(entry, billing === "unknown" ? "unbilled" : billing) }),
  ],
  [
    "bills what is unknown",
    (right) => ({ settle: (entry, billing) => right.settle(entry, billing === "unknown" ? "billed" : billing) }),
  ],
  [
    "takes an id twice",
    (right) => ({ reserve: (entry, limits) => right.reserve({ ...entry, id: `${Math.random()}` }, limits) }),
  ],
  [
    "does not say which limit it was",
    (right) => ({
      // Safe: that is the mistake.
      reserve: async (entry, limits) => (await right.reserve(entry, limits)) && ({} as LedgerRefusal),
    }),
  ],
  [
    "holds the limits one after the other",
    (right) => ({
      reserve: async (entry, limits) => {
        for (const [index, limit] of limits.entries()) {
          const refusal = await right.reserve({ ...entry, id: `${entry.id} ${index}` }, [limit]);
          if (refusal !== undefined) return refusal;
        }
        return undefined;
      },
    }),
  ],
  [
    "asks first and reserves later",
    (right) => ({
      reserve: async (entry, limits) => {
        const refusal = right.reserve(entry, limits);
        if (refusal !== undefined) return refusal;
        void right.settle(entry, "unbilled");
        await Promise.resolve();
        return right.reserve(entry, []);
      },
    }),
  ],
];

function withLimits(change: (limits: readonly LedgerLimit[]) => readonly LedgerLimit[]) {
  return (right: Ledger): Partial<Ledger> => ({ reserve: (entry, limits) => right.reserve(entry, change(limits)) });
}

function without<T extends object>(members: T, name: keyof T): Omit<T, keyof T> {
  return Object.fromEntries(Object.entries(members).filter(([key]) => key !== name)) as Omit<T, keyof T>; // safe: so it is
}

function cutPrefix(limit: LedgerLimit): LedgerLimit {
  if (typeof limit.label !== "object") return limit;
  return { ...limit, label: { prefix: limit.label.prefix.replace(/[%_].*/, "") } };
}
