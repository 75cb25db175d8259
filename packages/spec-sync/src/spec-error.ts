/** A failure that is told in one line: what is wrong, in which file, at which place, and what to do. */
export class SpecError extends Error {
  override readonly name = "SpecError";
}
