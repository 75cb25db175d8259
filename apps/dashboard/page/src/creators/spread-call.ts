import type { Creator } from "@just-one/creator-ids";
import { type Choice, listVariants, type Variant } from "./choice.ts";

/** One question about one creator: what is sent, and what is paid for. */
export interface SpreadCall {
  readonly id: string;
  readonly variant: Variant;
}

/** What the table shows: which creators, by which names, and which figures of them. */
export interface Request {
  readonly creators: readonly Creator[];
  readonly choice: Choice;
}

/** The same text for the same question. */
export function toCallKey({ id, variant: { range, type } }: SpreadCall): string {
  return `${id} ${range} ${type}`;
}

/** Every call of a request, creator by creator, the main variant first. */
export function listCalls({ creators, choice }: Request): readonly SpreadCall[] {
  const variants = listVariants(choice);
  return creators.flatMap(({ id }) => variants.map((variant) => ({ id, variant })));
}

/** Whether two requests ask for the same figures of the same creators, in whatever order and by whatever names. */
export function asksTheSame(one: Request, other: Request): boolean {
  const keys = new Set(listCalls(one).map(toCallKey));
  const others = listCalls(other).map(toCallKey);
  const isSameMain = one.choice.range === other.choice.range && one.choice.type === other.choice.type;
  return isSameMain && keys.size === new Set(others).size && others.every((key) => keys.has(key));
}
