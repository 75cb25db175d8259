/** Why an expression cannot be used, in a sentence that says what to do. */
export class SelectError extends Error {
  override readonly name = "SelectError";
}
