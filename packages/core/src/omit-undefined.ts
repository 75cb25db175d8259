/** An object's members with those that may be `undefined` as absent ones. */
export type OmitUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out what is `undefined`: whoever prints, spreads or compares an object sees the difference to absent. */
export function omitUndefined<T extends object>(members: T): OmitUndefined<T> {
  // Safe: only what may be absent is left out.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as OmitUndefined<T>;
}
