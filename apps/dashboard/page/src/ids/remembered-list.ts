const key = "just-one.last-list";

/** The list of the last visit, kept by this browser only; empty where there is none or it may not be kept. */
export function recallList(): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Keeps the list for the next visit; an empty one forgets it. */
export function rememberList(text: string): void {
  try {
    if (text === "") localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing is no reason to fail.
  }
}
