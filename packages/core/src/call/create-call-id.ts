let prefix: string | undefined;
let count = 0;

/** An id for a call, unlike any other's of this or another process; tells nothing. */
export function createCallId(): string {
  // Not earlier, since some workers have no chance numbers before their first request.
  prefix ??= `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  return `${prefix}-${(count += 1)}`;
}
