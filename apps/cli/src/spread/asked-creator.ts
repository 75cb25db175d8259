/** A creator as a person named them. */
export interface AskedCreator {
  /** The id; where there is none, what stood in its place. */
  readonly id: string;
  /** The name that stood beside it. */
  readonly label?: string | undefined;
  /** Why there is no id, in words; then nothing is sent. */
  readonly refusal?: string | undefined;
}
