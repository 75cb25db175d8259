import { useState } from "react";

/** A choice that this browser remembers, where it remembers anything. */
export function useSetting<T extends string>(
  name: string,
  choices: readonly T[],
  initial: T,
): [value: T, set: (value: T) => void] {
  const key = `just-one.${name}`;
  const [value, setValue] = useState<T>(() => choices.find((choice) => choice === recall(key)) ?? initial);
  const set = (next: T): void => {
    setValue(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // A browser that keeps nothing is no reason to fail.
    }
  };
  return [value, set];
}

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
