/** Where a command reads its surroundings and writes; tests bring their own. */
export interface Surroundings {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Asks to end: nothing more is sent, what is under way is waited for. */
  readonly stop: AbortSignal;
  /** Ends what is under way, too. */
  readonly abort: AbortSignal;
}
