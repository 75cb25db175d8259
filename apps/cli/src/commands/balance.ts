import { encodeLine, joinShown, show } from "@just-one/encoders";
import { JustOneError, type OnEvent } from "@just-one/core";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { formatJson } from "../format/format-json.ts";
import { createProgress } from "../session/create-progress.ts";
import { openSession, type SessionOptions } from "../session/open-session.ts";
import { toCliError } from "../session/to-cli-error.ts";
import { tell } from "../session/tell.ts";
import { waitForPaid } from "../session/wait-for-paid.ts";
import type { Terminal } from "../terminal.ts";

export interface BalanceOptions extends SessionOptions {
  readonly format?: "table" | "json";
}

/** `just-one balance`: what is left on the account. Asked once; nobody knows whether that is billed. */
export async function balance(options: BalanceOptions, terminal: Terminal): Promise<ExitCode> {
  const { stdout } = terminal;
  using patience = waitForPaid(terminal);
  const progress = createProgress(terminal, { total: 1, things: "calls" });
  const hear: OnEvent = (event) => {
    progress.note(event);
    patience.note(event);
  };
  await using session = await openSession({ ...options, label: "balance", onEvent: hear }, terminal);
  progress.start();
  try {
    const { data } = await session.client.balance({ signal: patience.signal });
    progress.end();
    const isForPerson = options.format === "table" || (options.format === undefined && stdout.isTTY === true);
    if (isForPerson) stdout.write(joinShown([encodeLine(`${data.balance} ${data.currency ?? ""}`.trim()), show`\n`]));
    else stdout.write(formatJson(data));
  } catch (error) {
    progress.end();
    if (JustOneError.isInstance(error)) throw toCliError(error);
    throw error;
  }
  if (options.mock !== true)
    tell(terminal, show`just-one: whether this request is billed is unknown; usage counts it as that.\n`);
  return exitCodes.done;
}
