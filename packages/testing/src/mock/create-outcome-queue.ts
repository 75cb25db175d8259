/** The business codes that the next requests get. */
export interface OutcomeQueue {
  add(codes: readonly (string | number)[], operation?: string): void;
  /** The next code for this operation; `undefined` when nothing is queued for it. */
  take(operation: string): string | undefined;
  clear(): void;
}

/** Creates a queue for everybody and one for each operation, which goes first. */
export function createOutcomeQueue(): OutcomeQueue {
  const common: string[] = [];
  const own = new Map<string, string[]>();
  return {
    add(codes, operation) {
      const checked = codes.map(checkCode);
      if (operation === undefined) common.push(...checked);
      else own.set(operation, [...(own.get(operation) ?? []), ...checked]);
    },
    take: (operation) => own.get(operation)?.shift() ?? common.shift(),
    clear() {
      common.length = 0;
      own.clear();
    },
  };
}

function checkCode(code: string | number): string {
  const text = String(code);
  if (!/^\d{1,9}$/.test(text))
    throw new TypeError(`An outcome is a business code such as "302", not ${JSON.stringify(code)}`);
  return text;
}
