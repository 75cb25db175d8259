/**
 * Asks what the caller gave and nobody waits for. What it throws is swallowed, also later: an async function passes for
 * any that returns nothing.
 */
export function tell<T>(ask: () => T): T | undefined {
  try {
    const answer = ask();
    // Not by its class: under Jest, Node's own promises are of another one.
    if (typeof answer === "object") Promise.resolve(answer).catch(() => undefined);
    return answer;
  } catch {
    return undefined;
  }
}
