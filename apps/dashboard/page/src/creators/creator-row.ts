import type { AuthorSpread, ComparedCreator } from "@just-one/core/xingtu";
import type { Failure } from "../../../src/shared/protocol.ts";
import type { Variant } from "./choice.ts";

/** Figures that came. */
export interface Loaded {
  readonly status: "loaded";
  readonly spread: AuthorSpread;
  /** Whether it was known already, and so free this time. */
  readonly cached: boolean;
  /** Epoch milliseconds: when the vendor gave it. */
  readonly receivedAt: number;
}

/**
 * What the page knows of one creator in one variant. `missing`: nobody asked for it yet, and asking costs. `stopped`: it was
 * asked for and not sent.
 */
export type CreatorState =
  | { readonly status: "missing" | "loading" | "stopped" }
  | { readonly status: "failed"; readonly failure: Failure }
  | Loaded;

/** A creator in one variant, and what is known of it. */
export interface CreatorVariant {
  readonly variant: Variant;
  readonly state: CreatorState;
}

/** One line of the table. */
export interface CreatorRow {
  readonly id: string;
  /** The name that was given beside the id. Text of others. */
  readonly label?: string;
  readonly state: CreatorState;
  /** Where the creator stands among those loaded; absent until loaded. */
  readonly compared?: ComparedCreator;
  /** The other window and the other kind of video, where they were asked for. */
  readonly otherRange?: CreatorState;
  readonly otherType?: CreatorState;
  /** Every variant that was asked for since the page was opened, with its answer: files have them all. */
  readonly known: readonly CreatorVariant[];
}
