import { DocumentError } from "@just-one/document";

/** A failure that is told in one line: what is wrong, in which file, at which place, and what to do. */
export class SpecError extends DocumentError {
  override readonly name = "SpecError";
}
