/** Tells whether an error carries a code, as those of Node's file system and network do. */
export function hasErrorCode(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
