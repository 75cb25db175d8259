import type { AuthorSpread, ComparedCreator } from "@just-one/core/xingtu";
import type { Failure } from "../../../src/shared/protocol.ts";

/** What the page knows of one creator in one variant. */
export type CreatorState =
  | { readonly status: "loading" | "stopped" }
  | { readonly status: "failed"; readonly failure: Failure }
  | { readonly status: "loaded"; readonly spread: AuthorSpread; readonly cached: boolean };

/** One line of the table. */
export interface CreatorRow {
  readonly id: string;
  readonly state: CreatorState;
  /** Where the creator stands among those loaded; absent until loaded. */
  readonly compared?: ComparedCreator;
  /** The other window and the other kind of video, where they were asked for. */
  readonly otherRange?: CreatorState;
  readonly otherType?: CreatorState;
}
