/** What is used of a `Pool` of `pg`: any of yours will do, also through a pooler that hands connections out by the transaction. */
export interface PostgresPool {
  query(question: PostgresQuestion): Promise<PostgresAnswer>;
  connect(): Promise<PostgresConnection>;
  readonly options?: { readonly max?: number };
  on?(event: "error", listener: (told: unknown) => void): unknown;
}

/** One connection of a pool. */
export interface PostgresConnection {
  query(question: PostgresQuestion): Promise<PostgresAnswer>;
  /** Gives it back; with `true` it is closed instead. */
  release(isBroken?: boolean): void;
  on(event: "notification" | "error", listener: (told: unknown) => void): unknown;
  removeListener(event: "notification" | "error", listener: (told: unknown) => void): unknown;
}

/** A statement and its values. */
export interface PostgresQuestion {
  readonly text: string;
  readonly values?: unknown[];
}

/** Rows, by the names of their columns. */
export interface PostgresAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}
