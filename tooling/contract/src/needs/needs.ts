/** What a consumer needs of one operation. */
export interface OperationNeeds {
  /** Parameters that it names. */
  readonly parameters: readonly string[];
  /** Fields of `data` that it reads, such as `expect_cpm.cpm_1_20`; `[]` stands for any item of a list or map. */
  readonly fields: readonly string[];
  /** Whether `data` also goes somewhere as a whole, so that any field may be used. */
  readonly whole: boolean;
  /** Only where the document has the operation: a row of a table that waits for it. */
  readonly whenPresent?: true;
}

/** What a consumer needs of the API: the content of its `operations.json`. */
export interface Needs {
  /** By `"METHOD /path"`, sorted. */
  readonly operations: Readonly<Record<string, OperationNeeds>>;
  /** Whether it can call any operation, chosen at run time from the catalog. */
  readonly anyOperation: boolean;
}

interface CollectedNeeds {
  readonly parameters: Set<string>;
  readonly fields: Set<string>;
  whole: boolean;
  whenPresent: boolean;
}

/** Needs while they are collected. */
export class NeedsCollection {
  #operations = new Map<string, CollectedNeeds>();
  anyOperation = false;

  /** The needs of one operation, to be added to. */
  of(operation: string): CollectedNeeds {
    const known = this.#operations.get(operation);
    if (known !== undefined) return known;
    const created: CollectedNeeds = { parameters: new Set(), fields: new Set(), whole: false, whenPresent: false };
    this.#operations.set(operation, created);
    return created;
  }

  /** The same for the same needs, in whatever order they were found. */
  toNeeds(): Needs {
    const operations = [...this.#operations].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      operations: Object.fromEntries(
        operations.map(([operation, { parameters, fields, whole, whenPresent }]) => [
          operation,
          {
            parameters: [...parameters].toSorted(),
            fields: [...fields].toSorted(),
            whole,
            ...(whenPresent && { whenPresent }),
          },
        ]),
      ),
      anyOperation: this.anyOperation,
    };
  }
}
