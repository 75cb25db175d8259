import { show } from "@just-one/encoders";
import { multiplyPrice } from "@just-one/collector/money";
import { CliError } from "../cli-error.ts";
import { ask } from "../collect/ask.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";

/** What is about to be sent. */
export interface PlannedCalls {
  /** Calls that may be billed. */
  readonly calls: number;
  /** Calls whose reply is there already. */
  readonly kept: number;
  /** Calls that may have been paid for without a reply, and are not sent again. @default 0 */
  readonly doubts?: number;
  /** What is no input, and never sent. @default 0 */
  readonly refused?: number;
  /** Of one call, as a decimal string; absent when it is not known. */
  readonly price: string | undefined;
}

/** What a person said about it beforehand. */
export interface AdmitOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

// So many are sent without a word: what somebody names by hand.
const mostUnasked = 20;

/**
 * Says what is about to be paid for, and asks where that is much. False where nothing shall be sent.
 *
 * @throws CliError where nobody can be asked, and `--yes` is missing
 */
export async function admitCalls(planned: PlannedCalls, options: AdmitOptions, terminal: Terminal): Promise<boolean> {
  const { calls, kept, doubts = 0, refused = 0, price } = planned;
  const { stderr } = terminal;
  const cost =
    calls === 0
      ? "nothing to pay"
      : price === undefined
        ? "price not known: --price says it"
        : `at most ${multiplyPrice(price, calls)} CNY at ${price} a call`;
  const what = [
    `${calls} ${calls === 1 ? "call" : "calls"} to be billed, ${cost}`,
    ...(kept === 0 ? [] : [`${kept} kept from before, free`]),
    ...(refused === 0 ? [] : [`${refused} no creator's id, never sent`]),
    ...(doubts === 0 ? [] : [`${doubts} unknown from before, not sent without --pay-again`]),
  ].join("; ");
  if (options.dryRun === true) {
    stderr.write(show`just-one: ${what}. Nothing was sent.\n`);
    return false;
  }
  if (calls <= mostUnasked || options.yes === true) return true;
  if (stderr.isTTY !== true || !process.stdin.isTTY) {
    throw new CliError(
      `${what}. Add --yes to send them, or --max-calls to send fewer; nothing was sent`,
      exitCodes.wrongUse,
    );
  }
  stderr.write(show`just-one: ${what}.\n`);
  if (await ask("Send them?", terminal)) return true;
  stderr.write(show`just-one: nothing was sent.\n`);
  return false;
}
