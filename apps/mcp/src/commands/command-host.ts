import type { Variables } from "../settings/folders.ts";

/** What the process is, so that a test can be another one. */
export interface CommandHost {
  readonly environment: Record<string, string | undefined>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Aborted when the process shall end. */
  readonly stop: AbortSignal;
}

/** What a command that only tells something works with. */
export interface TellingHost {
  readonly variables: Variables;
  readonly stdout: { write(text: string): unknown };
}
