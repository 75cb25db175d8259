/** Whether a signal of the caller's aborted because its own time was over, as that of `AbortSignal.timeout` does. */
export function isTimeUp(signal: AbortSignal | undefined): boolean {
  try {
    // Safe: whatever it is, it is only asked for a name.
    return (signal?.reason as { readonly name?: unknown } | null | undefined)?.name === "TimeoutError";
  } catch {
    return false; // what the caller aborted with may throw when it is looked at
  }
}
