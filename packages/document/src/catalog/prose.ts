/** What a document says to people about its operations. */
export interface Prose {
  readonly platforms: readonly PlatformProse[];
  readonly operations: readonly OperationProse[];
}

/** What a document says about a platform. */
export interface PlatformProse {
  /** As `platform` of its operations. */
  readonly name: string;
  /** Other names of it, in English and Chinese. */
  readonly aliases: readonly string[];
  readonly description?: string;
}

/** What a document says about one operation. All of it is somebody else's text. */
export interface OperationProse {
  /** `"METHOD /path"`, as in the catalog. */
  readonly operation: string;
  /** Its title, or its name where it has none. */
  readonly summary: string;
  readonly description?: string;
  /** Empty where it has none. */
  readonly platform: string;
  /** Words people search it by, in English and Chinese. */
  readonly aliases: readonly string[];
  /** The path without its version; operations of one family may differ in parameters and replies. */
  readonly family: string;
  readonly version: string;
  /** The vendor recommends it among those of its family. */
  readonly recommended?: true;
  readonly notes?: readonly Note[];
  /** Those parameters that something is said of. */
  readonly parameters: readonly ParameterProse[];
  /**
   * What `data` of a success holds, as an outline: one place a line, such as `" play_mid: string — Median plays"`, with a
   * space for each level, `[*]` for the items of a list and `*` for the values of a map. Absent while nobody has typed it.
   */
  readonly reply?: readonly string[];
}

/** What the vendor sets apart, such as a limitation. */
export interface Note {
  /** Such as `"LIMITATION"` or `"CAPABILITY"`; the vendor's own word, or empty. */
  readonly kind: string;
  readonly text: string;
  readonly aliases?: readonly string[];
}

/** What a document says about one parameter. */
export interface ParameterProse {
  readonly name: string;
  readonly description?: string;
  /** What the vendor says it assumes where the parameter is left out; never sent, and sometimes wrong. */
  readonly default?: string | number | boolean;
  readonly example?: string | number | boolean;
}
