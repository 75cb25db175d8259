/** The functions that change files. */
export const changing = ["mkdir", "writeFile", "rename", "rm"] as const;

const power = { count: 0, cutBefore: Number.POSITIVE_INFINITY, cut: (): void => {} };

/** Wraps a module of files so that its changes are counted, and stop for good where the power is cut. */
export function wrapFiles<Files extends object>(files: Files): Files {
  const wrapped = changing.map((name) => {
    // Safe: a function of the same shape around each; the arguments pass through as they came.
    const original = Reflect.get(files, name) as (...args: unknown[]) => Promise<unknown>;
    const change = (...args: unknown[]): Promise<unknown> => {
      power.count += 1;
      if (power.count < power.cutBefore) return original(...args);
      power.cut();
      return new Promise(() => {});
    };
    return [name, change] as const;
  });
  return { ...files, ...Object.fromEntries(wrapped) };
}

/** Counts the changes of files that some work makes. */
export async function countChanges(work: () => Promise<unknown>): Promise<number> {
  power.count = 0;
  await work();
  return power.count;
}

/** Does to some work what a power cut does: the change of that number and everything behind it never happens. */
export async function cutBefore(number: number, work: () => Promise<unknown>): Promise<void> {
  power.count = 0;
  power.cutBefore = number;
  try {
    await new Promise<void>((resolve, reject) => {
      power.cut = resolve;
      work().then(() => reject(new Error(`over before change ${number}`)), reject);
    });
  } finally {
    power.cutBefore = Number.POSITIVE_INFINITY;
  }
}
