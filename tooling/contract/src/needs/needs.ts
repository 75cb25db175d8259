/** What a consumer needs of one operation. */
export interface OperationNeeds {
  /** Parameters that it names. */
  readonly parameters: readonly string[];
  /** Fields of `data` that it reads, such as `expect_cpm.cpm_1_20`; `[]` stands for any item of a list or map. */
  readonly fields: readonly string[];
  /** Whether `data` also goes somewhere as a whole, so that any field may be used. */
  readonly whole: boolean;
}

/** What a consumer needs of the API: the content of its `operations.json`. */
export interface Needs {
  /** By `"METHOD /path"`, sorted. */
  readonly operations: Readonly<Record<string, OperationNeeds>>;
  /** Whether it can call any operation, chosen at run time from the catalog. */
  readonly anyOperation: boolean;
}

/** Needs while they are collected. */
export class NeedsCollection {
  #operations = new Map<string, { parameters: Set<string>; fields: Set<string>; whole: boolean }>();
  anyOperation = false;

  /** The needs of one operation, to be added to. */
  of(operation: string): { parameters: Set<string>; fields: Set<string>; whole: boolean } {
    const known = this.#operations.get(operation);
    if (known !== undefined) return known;
    const created = { parameters: new Set<string>(), fields: new Set<string>(), whole: false };
    this.#operations.set(operation, created);
    return created;
  }

  /** The same for the same needs, in whatever order they were found. */
  toNeeds(): Needs {
    const operations = [...this.#operations].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      operations: Object.fromEntries(
        operations.map(([operation, { parameters, fields, whole }]) => [
          operation,
          { parameters: [...parameters].toSorted(), fields: [...fields].toSorted(), whole },
        ]),
      ),
      anyOperation: this.anyOperation,
    };
  }
}
