/** Why a file or a connection could not be had, as the system names it. */
export function nameReason(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
