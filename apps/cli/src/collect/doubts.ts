import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Board, type Item, reasonOfDoubt, type RunTotals } from "@just-one/collector";

// What another command of this user's may have paid for, without a reply, fails here before it is sent.

/** How many inputs are not sent for that. */
export async function countDoubts(board: Board, { items }: Pick<RunTotals, "items">): Promise<number> {
  if (items.failed === 0) return 0;
  return (await board.readDetails()).failed[reasonOfDoubt] ?? 0;
}

/** Numbers of what failed: all of it, or without what is in doubt. */
export async function listFailed(board: Board): Promise<readonly number[] | "all"> {
  const doubts = await countDoubts(board, await board.readTotals());
  return doubts === 0 ? "all" : listSeqs(board, ({ reason }) => reason !== reasonOfDoubt);
}

/** Numbers of what is in doubt. */
export async function listDoubts(board: Board): Promise<readonly number[]> {
  const doubts = await countDoubts(board, await board.readTotals());
  return doubts === 0 ? [] : listSeqs(board, ({ reason }) => reason === reasonOfDoubt);
}

async function listSeqs(board: Board, isMeant: (item: Item) => boolean): Promise<readonly number[]> {
  const seqs: number[] = [];
  for (let after = 0; ;) {
    const items = await board.listItems(after, 1000, ["failed"]);
    for (const item of items) if (isMeant(item)) seqs.push(item.seq);
    const last = items.at(-1);
    if (last === undefined) return seqs;
    after = last.seq;
  }
}

/** Remembers in a folder that a person has decided now about all that was in doubt: what is planned again for that may be sent. */
export function keepDecision(folder: string): void {
  writeFileSync(join(folder, decisionFile), `${new Date().toISOString()}\n`, { mode: 0o600 });
}

/** When that was, in epoch milliseconds; 0 for never. */
export function readDecision(folder: string): number {
  try {
    return Math.ceil(statSync(join(folder, decisionFile)).mtimeMs);
  } catch {
    return 0; // what else is wrong with the folder is told when it is opened
  }
}

const decisionFile = "doubts-decided";
