const key = "just-one.recent-lists";
const most = 5;

/** The lists that were loaded last, newest first, as what stands behind the `#` of their links; kept by this browser only. */
export function recallRecent(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}

export function rememberRecent(hash: string): void {
  keep([hash, ...recallRecent().filter((each) => each !== hash)].slice(0, most));
}

export function forgetRecent(hash: string): void {
  keep(recallRecent().filter((each) => each !== hash));
}

function keep(hashes: readonly string[]): void {
  try {
    if (hashes.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(hashes));
  } catch {
    // A browser that keeps nothing is no reason to fail.
  }
}
