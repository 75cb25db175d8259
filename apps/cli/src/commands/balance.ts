import { encodeLine, joinShown, show } from "@just-one/encoders";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { formatJson } from "../format/format-json.ts";
import { createProgress } from "../session/create-progress.ts";
import { openSession, type SessionOptions } from "../session/open-session.ts";
import { tell } from "../session/tell.ts";
import { waitForPaid } from "../session/wait-for-paid.ts";
import { writePaid } from "../session/write-paid.ts";
import type { Terminal } from "../terminal.ts";

export interface BalanceOptions extends SessionOptions {
  readonly format?: "table" | "json";
}

/** `just-one balance`: what is left on the account. Asked once; nobody knows whether that is billed. */
export async function balance(options: BalanceOptions, terminal: Terminal): Promise<ExitCode> {
  const { stdout } = terminal;
  using patience = waitForPaid(terminal);
  const progress = createProgress(terminal, { total: 1, things: "calls" });
  await using session = await openSession({ ...options, label: "balance", onEvent: progress.note }, terminal);
  progress.start();
  const { data } = await session.client.balance({ signal: patience.signal }).finally(() => progress.end());
  const isForPerson = options.format === "table" || (options.format === undefined && stdout.isTTY === true);
  const text = `${data.balance} ${data.currency ?? ""}`.trim();
  await writePaid(isForPerson ? joinShown([encodeLine(text), show`\n`]) : formatJson(data), terminal);
  if (options.mock !== true)
    tell(terminal, show`just-one: whether this request is billed is unknown; usage counts it as that.\n`);
  return exitCodes.done;
}
