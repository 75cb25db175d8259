/** One step from a version of the schema to the next. Forward only: what has been released is never changed. */
export interface Migration {
  /** Unique; steps are taken in this order. */
  readonly version: number;
  /** What it brings, for people. */
  readonly name: string;
  /** Statements that leave those who work with the version before in peace. */
  readonly sql: string;
}
