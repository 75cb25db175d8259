import { isOfKind, JustOneError } from "./just-one-error.ts";

/** One thing that is wrong with the parameters. */
export interface ValidationIssue {
  /** The parameter's name; empty for the parameters as a whole. */
  readonly path: string;
  /** What is wrong, without the value itself. */
  readonly message: string;
}

/** What a validation error tells besides. */
export interface ValidationFacts {
  /** Everything that is wrong. */
  readonly issues: readonly ValidationIssue[];
}

/** The parameters do not fit the operation; nothing was sent. */
export class ValidationError extends JustOneError<ValidationFacts> {
  override readonly name = "ValidationError";
  readonly kind = "validation";
  /** Everything that is wrong, not only the first. */
  declare readonly issues: readonly ValidationIssue[];

  /** True for a `ValidationError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is ValidationError {
    return isOfKind(value, "validation");
  }

  /** The same as `is`. */
  declare static readonly isInstance: (value: unknown) => value is ValidationError;
}
