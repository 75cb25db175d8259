import type { Billing } from "@just-one/core";
import { multiplyPrice } from "@just-one/collector/money";
import { show } from "@just-one/encoders";
import { tell } from "./tell.ts";
import type { Terminal } from "../terminal.ts";

/** What one call came to. */
export interface Settled {
  readonly billing: Billing;
  /** Whether the reply was there already. */
  readonly isKept: boolean;
}

/** Says at the end what was paid for, on stderr. */
export function printReceipt(
  settled: readonly Settled[],
  {
    price,
    startedAt,
    isMock,
  }: { readonly price: string | undefined; readonly startedAt: number; readonly isMock: boolean | undefined },
  terminal: Terminal,
): void {
  const { stderr } = terminal;
  if (settled.length < 2 && stderr.isTTY !== true) return; // one call in a pipe has said all itself
  const sent = settled.filter(({ isKept }) => !isKept);
  const count = (billing: Billing): number => sent.filter((each) => each.billing === billing).length;
  const billed = count("billed");
  const kept = settled.length - sent.length;
  const parts = [
    `${billed} billed`,
    `${count("unbilled")} unbilled`,
    `${count("unknown")} unknown`,
    kept === 0 ? "" : `${kept} kept from before, free`,
    price === undefined ? "" : `${multiplyPrice(price, billed)} CNY`,
    formatDuration(performance.now() - startedAt),
    isMock === true ? "invented, so nothing was paid" : "",
  ];
  tell(terminal, show`just-one: ${parts.filter((part) => part !== "").join(" · ")}\n`);
}

/** Milliseconds for a person, such as `3 m 12 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${String(seconds % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} m`;
}
