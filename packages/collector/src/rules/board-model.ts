import type { NotSent, Settlement } from "../board.ts";
import type { ItemState } from "../item.ts";
import { openStates, paidStates, type TransitionName, transitions } from "../transitions.ts";

/**
 * What a board promises, in as few words as can be: an item is sent only when it is planned, money held never passes the limit,
 * a reply that came is there, and who was given up sends nothing.
 */
export class BoardModel {
  readonly maxCalls: number;
  readonly states: ItemState[];
  readonly attempts: number[];
  readonly replied: Set<number> = new Set();
  /** All requests that ever left. */
  readonly sent: { readonly seq: number; readonly attempt: number }[] = [];
  #writtenOff = 0;

  constructor({ items, maxCalls }: { readonly items: number; readonly maxCalls: number }) {
    this.maxCalls = maxCalls;
    this.states = Array.from({ length: items }, () => "planned");
    this.attempts = this.states.map(() => 0);
  }

  /** Calls that are paid for, or may be. */
  get held(): number {
    return this.states.filter((state) => [...openStates, ...paidStates].includes(state)).length + this.#writtenOff;
  }

  send(seqs: readonly number[]): (number | NotSent)[] {
    return seqs.map((seq) => {
      if (this.held >= this.maxCalls && this.states[seq - 1] === "planned") return "budget";
      if (!this.#move(seq, "send")) return "not-planned";
      const attempt = (this.attempts[seq - 1] ?? 0) + 1;
      this.attempts[seq - 1] = attempt;
      this.sent.push({ seq, attempt });
      return attempt;
    });
  }

  settle({ seq, attempt, outcome }: Settlement): void {
    if (outcome.how === "bill") {
      if (this.states[seq - 1] === "billed") this.#writtenOff += 1;
      else this.#move(seq, "bill");
      this.replied.add(seq);
    } else if (this.attempts[seq - 1] === attempt) this.#move(seq, outcome.how);
  }

  refuse(seq: number): void {
    this.#move(seq, "refuse");
  }

  /** Returns how many it was true for. */
  decide(how: TransitionName, seqs: readonly number[]): number {
    const moved = seqs.filter((seq) => this.#move(seq, how)).length;
    if (how === "pay-again") this.#writtenOff += moved;
    return moved;
  }

  /** Its worker is dead. */
  giveUp(): void {
    for (const index of this.states.keys()) this.#move(index + 1, "lose");
  }

  #move(seq: number, how: TransitionName): boolean {
    const state = this.states[seq - 1];
    if (state === undefined || !transitions[how].from.includes(state)) return false;
    this.states[seq - 1] = transitions[how].to;
    return true;
  }
}
