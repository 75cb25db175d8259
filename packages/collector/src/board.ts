import type { Item, ItemState, NewItem, Reply } from "./item.ts";

/** What a run collects; fixed once it is planned. */
export interface RunPlan {
  /** Names the run in files and reports. */
  readonly id: string;
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** The parameters that all inputs share. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The names of all parameters that its inputs have, in the operation's order. */
  readonly columns: readonly string[];
  /** Of one call, as a decimal string; absent when it is not known. */
  readonly price?: string | undefined;
  /** At most this is spent, as a decimal string. */
  readonly budget?: string | undefined;
  /** At most so many calls are paid for. */
  readonly maxCalls?: number | undefined;
  /** Tells these inputs from others. */
  readonly inputs: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** What a run has come to. */
export interface RunTotals {
  /** How many items are in each state. A call is paid for in `billed` and `lost`, and may be in `sent` and `unknown`. */
  readonly items: Readonly<Record<ItemState, number>>;
  /** Repeated inputs, which are asked for once. */
  readonly duplicates: number;
  /** Calls that were paid for, as far as is known: also those whose item a person had sent again. */
  readonly spentCalls: number;
  /** Calls that are under way or unknown, and may have been paid for. */
  readonly reservedCalls: number;
  /** What `spentCalls` cost, as a decimal string; `0` without a price. */
  readonly spent: string;
  /** What `reservedCalls` cost at most, as a decimal string; `0` without a price. */
  readonly reserved: string;
}

/** What a report tells besides. */
export interface RunDetails {
  /** Replies that were paid for and hold nothing. */
  readonly emptyReplies: number;
  /** How many items failed for each reason: the vendor's code, or the kind of the error. */
  readonly failed: Readonly<Record<string, number>>;
}

/** A request that has ended. */
export interface Settlement {
  readonly seq: number;
  /** Which request of the item it was: the number that `send` gave. */
  readonly attempt: number;
  readonly outcome:
    | { readonly how: "bill"; readonly reply: Reply }
    | { readonly how: "release" | "fail" | "lose"; readonly reason: string };
}

/** What a worker has to say since its last turn. */
export interface Turn {
  /** Requests that have ended. */
  readonly settle: readonly Settlement[];
  /** Items whose request shall leave. */
  readonly send: readonly number[];
  /** Items that were refused before anything was sent, and why. */
  readonly refuse: readonly { readonly seq: number; readonly reason: string }[];
}

/** Why a request must not leave: the money is spent, the item is not `planned` (any more), or the worker was given up. */
export type NotSent = "budget" | "not-planned" | "worker-closed";

/** For each item of `Turn.send`, in its order: the number of its request, or why it must not leave. */
export type Permits = readonly (number | NotSent)[];

/** A range of items that one worker goes through. */
export interface Slice {
  readonly number: number;
  readonly items: readonly Item[];
}

/**
 * The memory of a run: what was planned, sent and paid for, with the replies. Everything that a method says is on disk when
 * its promise resolves, and whoever is killed at any moment leaves a state to go on from.
 */
export interface Board {
  /** The run; `undefined` when none is planned, or its planning did not end. */
  readRun(): Promise<RunPlan | undefined>;
  /**
   * Begins to plan; forgets what an earlier planning that did not end left behind, and never a run that is planned. `busy`
   * while another process plans.
   */
  beginPlan(plan: Omit<RunPlan, "columns">): Promise<"begun" | "planned" | "busy">;
  /** Ends a planning that failed, so that the next one need not wait. */
  giveUpPlan(): Promise<void>;
  /** Adds items; those whose key is known already are duplicates. */
  addItems(items: readonly NewItem[]): Promise<{ readonly duplicates: number }>;
  /** Ends the planning: from now on it can be collected. */
  endPlan(columns: RunPlan["columns"]): Promise<void>;
  /**
   * Keeps a reply that another program has paid for: an item that is `planned` becomes `skipped`, and any other stays. Absent where machines
   * share the board.
   */
  skip?(seq: number, reply: Reply): Promise<void>;
  /** Sets what may be spent from now on, and the price where none was known. */
  setLimits(limits: Pick<RunPlan, "price" | "budget" | "maxCalls">): Promise<void>;
  /** Registers a worker and gives up those that are dead: what they had sent becomes `unknown`. */
  openWorker(): Promise<Worker>;
  readTotals(): Promise<RunTotals>;
  /** Looks at all items: for the end of a run, not for its progress. */
  readDetails(): Promise<RunDetails>;
  /** Items with their story, by `seq`, of some states only if they are named. */
  listItems(after: number, limit: number, states?: readonly ItemState[]): Promise<readonly Item[]>;
  /** The replies of items, by `seq`. */
  readReplies(seqs: readonly number[]): Promise<ReadonlyMap<number, Reply>>;
  /** What a person decides about items; returns how many it was true for. Which ones: by number, or all of its states. */
  decide(
    how: "reconcile-billed" | "reconcile-unbilled" | "retry" | "pay-again",
    seqs: readonly number[] | "all",
  ): Promise<number>;
  /** Lets go of the file. */
  close(): void;
}

/** One process that collects. */
export interface Worker {
  /** A worker that is silent for so long is given up for dead; milliseconds. */
  readonly leaseMs: number;
  /**
   * How many milliseconds a turn may gather what comes while requests are under way, so that more of them share one: for boards whose
   * turns take another machine's time while this one could go on. @default 0
   */
  readonly gatherMs?: number | undefined;
  /** The next range that nobody works on; `held` when others hold all that is left; `undefined` when there is none. */
  takeSlice(): Promise<Slice | "held" | undefined>;
  /** Gives a range back, whatever is left of it. */
  endSlice(slice: Slice): Promise<void>;
  /** Settles and records in one commit. */
  takeTurn(turn: Turn): Promise<Permits>;
  /** Says that it is alive; call it several times in a lease. */
  beat(): Promise<void>;
  /** Ends the worker, and gives its ranges back: what it had sent and not settled becomes `unknown`. */
  close(): Promise<void>;
}
