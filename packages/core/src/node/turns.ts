import { isBusy } from "./open-database.ts";

/** Changes of a file that other processes lock at times, one after the other, without stopping this process. */
export interface Turns {
  /** Makes a change: at once where the file is free, else as soon as it is; rejects when it is not for `patienceMs`. */
  take<T>(change: () => T, patienceMs: number): T | Promise<T>;
  /** Gives up what still waits. */
  close(): void;
}

interface Waiting {
  readonly giveUpAt: number;
  /** False while the file is locked. */
  readonly attempt: () => boolean;
  readonly giveUp: () => void;
}

/** Only the first in the queue knocks, so that a thousand who wait cost no more than one. */
export function createTurns(): Turns {
  const queue: Waiting[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const serve = (): void => {
    timer = undefined;
    const [first] = queue;
    if (first === undefined) return;
    if (first.attempt() || isOver(first)) queue.shift();
    // Each change waits for a disk: other work goes on between two of them. Processes that wait must not knock in step.
    if (queue.length > 0 && !isClosed) timer = setTimeout(serve, queue[0] === first ? 5 + Math.random() * 25 : 0);
  };

  return {
    take: (change, patienceMs) => {
      if (queue.length === 0 || isClosed) {
        try {
          return change();
        } catch (error) {
          if (!isBusy(error) || isClosed) throw error;
        }
      }
      return new Promise((resolve, reject) => {
        let busy: unknown = new Error("the file is locked");
        const attempt = (): boolean => {
          try {
            resolve(change());
          } catch (error) {
            if (isBusy(error)) {
              busy = error;
              return false;
            }
            reject(toError(error));
          }
          return true;
        };
        queue.push({ giveUpAt: performance.now() + patienceMs, attempt, giveUp: () => reject(toError(busy)) });
        timer ??= setTimeout(serve, Math.random() * 10);
      });
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const { giveUp } of queue.splice(0)) giveUp();
    },
  };
}

/** Whether one has waited long enough; it is told then. */
function isOver({ giveUpAt, giveUp }: Waiting): boolean {
  if (performance.now() < giveUpAt) return false;
  giveUp();
  return true;
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error("unknown error");
}
