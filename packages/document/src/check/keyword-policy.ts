/**
 * What happens to what we do not understand: `"strict"` refuses it, because what we generate from must be understood
 * whole; `"tolerant"` keeps it, because a change of it can still be classified.
 */
export type KeywordPolicy = "strict" | "tolerant";
