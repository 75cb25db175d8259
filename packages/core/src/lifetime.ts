/** How long a client takes calls. A child's ends with its parent's. */
export interface Lifetime {
  /** What calls see of it, and stages with them: they cannot end it. */
  readonly view: LifeView;
  /** A call begins. */
  enter(): void;
  /** It has ended. */
  leave(): void;
  /** Takes no more calls; resolves when those that had begun have ended. */
  close(): Promise<void>;
}

export interface LifeView {
  readonly isClosed: boolean;
  /** Aborts when all of a family is closed: what waits for its turn need not wait any longer. */
  readonly signal: AbortSignal;
}

/** Begins one. */
export function createLifetime(parent?: Lifetime): Lifetime {
  const controller = new AbortController();
  const idle = Promise.withResolvers<void>();
  let isClosed = false;
  let underWay = 0;
  const tell = (): void => {
    if (isClosed && underWay === 0) idle.resolve();
  };
  return {
    view: {
      get isClosed() {
        return isClosed || parent?.view.isClosed === true;
      },
      signal: parent?.view.signal ?? controller.signal,
    },
    enter: () => {
      underWay += 1;
      parent?.enter();
    },
    leave: () => {
      underWay -= 1;
      parent?.leave();
      tell();
    },
    close: () => {
      isClosed = true;
      controller.abort();
      tell();
      return idle.promise;
    },
  };
}
