import type { Slice, Worker } from "./board.ts";
import type { Item } from "./item.ts";

/** Hands out planned items, slice by slice; memory holds two slices at most. What is left goes back with the worker. */
export interface ItemSource {
  /** The next item; `undefined` when there is none for now. */
  readonly next: () => Promise<Item | undefined>;
  /** Whether others hold all that is left: they may die, or give it back. */
  readonly isHeld: () => boolean;
  /** Says that an item is through. */
  readonly done: (item: Item) => Promise<void>;
}

interface OpenSlice {
  readonly slice: Slice;
  next: number;
  underWay: number;
}

export function createItemSource(worker: Worker): ItemSource {
  const open = new Map<Item, OpenSlice>();
  let current: OpenSlice | undefined;
  let isHeld = false;
  let taking: Promise<void> | undefined;

  const take = async (): Promise<void> => {
    const slice = await worker.takeSlice();
    isHeld = slice === "held";
    current = slice === undefined || slice === "held" ? undefined : { slice, next: 0, underWay: 0 };
  };
  const isThrough = (each: OpenSlice): boolean => each.next >= each.slice.items.length;

  const next = async (): Promise<Item | undefined> => {
    if (current === undefined || isThrough(current)) {
      taking ??= take().finally(() => (taking = undefined));
      await taking;
      if (current === undefined) return undefined;
      if (isThrough(current)) return next(); // others were quicker
    }
    const item = current.slice.items[current.next];
    current.next += 1;
    current.underWay += 1;
    if (item !== undefined) open.set(item, current);
    return item;
  };
  return {
    next,
    isHeld: () => isHeld,
    done: async (item) => {
      const own = open.get(item);
      if (own === undefined) return;
      open.delete(item);
      own.underWay -= 1;
      if (own.underWay === 0 && isThrough(own)) await worker.endSlice(own.slice);
    },
  };
}
