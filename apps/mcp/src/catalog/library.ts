import type { Catalog, CatalogEntry } from "@just-one/api";

/** What is known of the vendor's operations: those that came with this command, and those that were pulled. */
export interface Library {
  readonly catalog: Catalog;
  /** Where the operations are from, in a few words for `doctor`. */
  readonly source: string;
  /** Finds operations by what somebody needs, best first, and says how many more there are. */
  readonly find: (query: string, options: FindOptions) => Found;
  readonly describe: (entry: CatalogEntry) => Promise<Description>;
  /** The data of a success that was recorded or invented; absent where there is neither. */
  readonly readExample: (operation: string) => Promise<RecordedExample | undefined>;
}

/** What was found. */
export interface Found {
  readonly operations: readonly FoundOperation[];
  readonly more: number;
}

/** What a reply's data may look like. */
export interface RecordedExample {
  readonly data: unknown;
  readonly source: "recorded" | "invented";
}

/** What is looked for, and how much of it. */
export interface FindOptions {
  readonly platform?: string | undefined;
  readonly limit: number;
}

/** An operation in a list. */
export interface FoundOperation {
  readonly operation: string;
  readonly title: string;
  readonly platform: string;
  /** The parameters that must be given. */
  readonly needs: readonly string[];
  /** What to know before calling it; absent where there is nothing. */
  readonly note?: string;
}

/** What is said of an operation to whoever wants to call it. */
export interface Description {
  readonly title: string;
  readonly about?: string;
  /** Of each parameter that something is said of. */
  readonly words: ReadonlyMap<string, string>;
  /** What the vendor sets apart, such as a limitation. */
  readonly limits?: string;
  /** What the data of a reply holds, with units where they are known; absent while nobody knows. */
  readonly reply?: string;
  readonly replySource: "recorded" | "invented" | "unknown";
}
