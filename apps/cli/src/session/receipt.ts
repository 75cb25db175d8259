import type { Billing } from "@just-one/core";
import { multiplyPrice } from "@just-one/collector/money";
import { show } from "@just-one/encoders";
import { tell } from "./tell.ts";
import type { Terminal } from "../terminal.ts";

/** What one call came to; or its reply was there already, or an earlier one may have been paid for and it was not sent. */
export type Settled = Billing | "kept" | "doubt";

export interface ReceiptOptions {
  /** Of one call, as a decimal string. */
  readonly price: string | undefined;
  /** By the clock of `performance`. */
  readonly startedAt: number;
  readonly isMock: boolean | undefined;
  /** Whether the command remembers what is unknown. @default false */
  readonly keepsDoubts?: boolean;
}

/** Says at the end what was paid for, on stderr. */
export function printReceipt(
  settled: readonly Settled[],
  { price, startedAt, isMock, keepsDoubts = false }: ReceiptOptions,
  terminal: Terminal,
): void {
  const { stderr } = terminal;
  if (settled.length < 2 && stderr.isTTY !== true) return; // one call in a pipe has said all itself
  const count = (what: Settled): number => settled.filter((each) => each === what).length;
  const [billed, kept, doubts] = [count("billed"), count("kept"), count("doubt")];
  const parts = [
    `${billed} billed`,
    `${count("unbilled")} unbilled`,
    `${count("unknown")} unknown`,
    kept === 0 ? "" : `${kept} kept from before, free`,
    doubts === 0 ? "" : `${doubts} unknown from before, not sent again`,
    price === undefined ? "" : `${multiplyPrice(price, billed)} CNY`,
    formatDuration(performance.now() - startedAt),
    isMock === true ? "invented, so nothing was paid" : "",
  ];
  tell(terminal, show`just-one: ${parts.filter((part) => part !== "").join(" · ")}\n`);
  if (!keepsDoubts || count("unknown") === 0) return;
  tell(
    terminal,
    show`just-one: what is unknown may have been paid for. The same command does not send it again for a day; with --pay-again it does.\n`,
  );
}

/** Milliseconds for a person, such as `3 m 12 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${String(seconds % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} m`;
}
