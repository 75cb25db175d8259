/** A document that cannot be used, told in one line: what is wrong, at which place, and what to do. */
export class DocumentError extends Error {
  override readonly name: string = "DocumentError";
}
