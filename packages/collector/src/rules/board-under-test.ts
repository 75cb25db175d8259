import type { Board } from "../board.ts";

/** An empty place for one run's board. */
export interface BoardsUnderTest {
  /** Opens the board of that place once more, as another process does; whoever made the place closes it. */
  readonly open: (options?: { readonly leaseMs?: number }) => Board | Promise<Board>;
}

/** One promise of a board. */
export interface BoardRule {
  /** A sentence about what a board does, fit for a test's name. */
  readonly name: string;
  /** Rejects with an `AssertionError` where boards of that place do not do so. */
  readonly check: (boards: BoardsUnderTest) => Promise<void>;
}
