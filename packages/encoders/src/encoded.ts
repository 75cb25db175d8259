declare const target: unique symbol;

/**
 * Text that is ready for one target, such as `"code"`. Only the encoders of this package make it, so what takes
 * `Encoded` takes nothing that was not encoded.
 */
export type Encoded<Target extends string> = string & { readonly [target]: Target };
