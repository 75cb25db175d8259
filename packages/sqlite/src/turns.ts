import { isBusy } from "./open-database.ts";

/** Changes of a file that other processes lock at times, one after the other, without stopping this process. */
export interface Turns {
  /** Makes a change: at once where the file is free, else as soon as it is; rejects when it stays locked too long. */
  take<T>(change: () => T, patience: Patience): T | Promise<T>;
  /** Makes the changes that outlast it, as far as the file is free, and gives up all others that wait. */
  close(): void;
}

/** How long a change waits for a file that is locked. */
export interface Patience {
  readonly ms: number;
  /** Whether it is still made when the file is closed: it says what has happened, not what shall happen. */
  readonly outlastsClose: boolean;
}

interface Waiting {
  readonly giveUpAt: number;
  readonly outlastsClose: boolean;
  /** False while the file is locked. */
  readonly attempt: () => boolean;
  readonly giveUp: () => void;
}

/** Only the first in the queue knocks, so that a thousand who wait cost no more than one. */
export function createTurns(): Turns {
  let queue: Waiting[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const serve = (): void => {
    timer = undefined;
    const [first] = queue;
    if (first === undefined) return;
    if (first.attempt()) queue.shift();
    else queue = queue.filter((waiting) => !isOver(waiting)); // some are less patient than those before them
    // Each change waits for a disk: other work goes on between two of them. Processes that wait must not knock in step.
    if (queue.length > 0 && !isClosed) timer = setTimeout(serve, queue[0] === first ? 2 + Math.random() * 13 : 0);
  };

  return {
    take: (change, { ms, outlastsClose }) => {
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
        const giveUp = (): void => reject(toError(busy));
        queue.push({ giveUpAt: performance.now() + ms, outlastsClose, attempt, giveUp });
        timer ??= setTimeout(serve, Math.random() * 10);
      });
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      let isFree = true;
      for (const { attempt, giveUp, outlastsClose } of queue.splice(0)) {
        isFree &&= !outlastsClose || attempt();
        if (!isFree || !outlastsClose) giveUp(); // no more than the first word counts
      }
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
