import { explainPostgres, isAway, isTransient } from "../explain-postgres.ts";

/** What takes part in a turn. */
export interface Part<Answer> {
  /** When it is given up, on the clock that only moves forward. */
  readonly giveUpAt: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** What is said and asked at one time goes out together; what comes meanwhile waits for the next turn. */
export interface Turns<P> {
  add(part: P): void;
  /** Ends when nothing is left to be said. */
  finish(): Promise<void>;
}

const maxParts = 500;

/**
 * One turn after the other, with all that has come by then. Where nobody knows whether one was carried out, or the server is
 * away for a moment, it is sent again, marked as such, for as long as its parts have patience.
 */
export function createTurns<Answer, P extends Part<Answer>>(
  send: (parts: readonly P[], isResent: boolean) => Promise<readonly Answer[]>,
): Turns<P> {
  const waiting: P[] = [];
  let running: Promise<void> | undefined;

  let hasAnswered = false;

  const take = async (all: readonly P[]): Promise<void> => {
    let parts = all;
    for (let pauseMs = 20, isResent = false; parts.length > 0; pauseMs = Math.min(2 * pauseMs, 1000), isResent = true) {
      try {
        const answers = await send(parts, isResent);
        hasAnswered = true;
        for (const [index, part] of parts.entries()) {
          // Safe: one answer for each part, in order.
          part.resolve(answers[index] as Answer);
        }
        return;
      } catch (error) {
        // A server that was never there has a wrong address, as a rule: people should hear of it at once.
        const mayPass = isTransient(error) && (hasAnswered || !isAway(error));
        const now = performance.now();
        const over = parts.filter(({ giveUpAt }) => !mayPass || giveUpAt <= now + pauseMs);
        for (const part of over) part.reject(explainPostgres(error));
        parts = parts.filter((part) => !over.includes(part));
        // Processes that were cut off together must not come back in step.
        if (parts.length > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random())));
      }
    }
  };
  const run = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve)); // all that is asked for in this turn of the event loop
    while (waiting.length > 0) await take(waiting.splice(0, maxParts));
    running = undefined;
  };
  return {
    add: (part) => {
      waiting.push(part);
      running ??= run();
    },
    finish: async () => running,
  };
}
