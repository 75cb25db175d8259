/** What the next requests get. */
export interface OutcomeQueue<Outcome> {
  add(outcomes: readonly Outcome[], operation?: string): void;
  /** The next outcome for this operation; `undefined` when nothing is queued for it. */
  take(operation: string): Outcome | undefined;
  clear(): void;
}

/** Creates a queue for everybody and one for each operation, which goes first. */
export function createOutcomeQueue<Outcome>(): OutcomeQueue<Outcome> {
  const common: Outcome[] = [];
  const own = new Map<string, Outcome[]>();
  return {
    add(outcomes, operation) {
      if (operation === undefined) common.push(...outcomes);
      else own.set(operation, [...(own.get(operation) ?? []), ...outcomes]);
    },
    take: (operation) => own.get(operation)?.shift() ?? common.shift(),
    clear() {
      common.length = 0;
      own.clear();
    },
  };
}
