import { show } from "@just-one/encoders";
import { echoMs } from "../echo-of-signals.ts";
import type { Terminal } from "../terminal.ts";
import { tell } from "./tell.ts";

/** How requests end that are under way when a person stops the command. */
export interface Patience extends Disposable {
  /** Ends them: at a second Ctrl-C, or after a minute. */
  readonly signal: AbortSignal;
}

/**
 * Waits for the replies of what has left, since they are paid for, and says so. What has not left is the session's to hold back.
 */
export function waitForPaid(terminal: Terminal): Patience {
  const { signal: stop, giveUp } = terminal;
  const end = new AbortController();
  const endNow = (): void => end.abort();
  const timers: NodeJS.Timeout[] = [];
  const onStop = (): void => {
    timers.push(setTimeout(say, echoMs + 50, terminal).unref(), setTimeout(endNow, patienceMs).unref());
  };
  if (stop.aborted) endNow(); // nothing has left yet
  stop.addEventListener("abort", onStop);
  giveUp?.addEventListener("abort", endNow);
  return {
    signal: end.signal,
    [Symbol.dispose]: () => {
      for (const timer of timers) clearTimeout(timer);
      stop.removeEventListener("abort", onStop);
      giveUp?.removeEventListener("abort", endNow);
    },
  };
}

function say(terminal: Terminal): void {
  tell(
    terminal,
    show`\njust-one: stopping: sends nothing more, and waits for what is under way, since it is paid for; once more gives it up.\n`,
  );
}

// Replies of 20 to 50 seconds happen.
const patienceMs = 60_000;
