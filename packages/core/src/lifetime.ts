import { mayVanish } from "./limits/presence.ts";

/** How long a client takes calls. A child's ends with its parent's. */
export interface Lifetime {
  /** What calls see of it, and stages with them: they cannot end it. */
  readonly view: LifeView;
  /** A call begins; a child's with what ends the child's waiting. */
  enter(end?: () => void): void;
  /** It has ended; a child's last one under way with what it began with. */
  leave(end?: () => void): void;
  /** Takes no more calls; resolves when those that had begun have ended. */
  close(): Promise<void>;
}

/** How long a client takes calls, as its calls see it. */
export interface LifeView {
  /** Whether it takes no more. */
  readonly isClosed: boolean;
  /**
   * Aborts when it is closed, or a parent is: what waits for its turn need not wait any longer. Absent on Cloudflare's
   * workers, where a signal belongs to the request that made it, and no other may listen to it.
   */
  readonly signal: AbortSignal | undefined;
  /** Of a child: that of the client at the top, which has none. */
  readonly family: LifeView | undefined;
}

/** Begins one. */
export function createLifetime(parent?: Lifetime): Lifetime {
  const controller = mayVanish() ? undefined : new AbortController();
  const idle = Promise.withResolvers<void>();
  // Only of those with calls under way, so that a parent holds no child that is forgotten.
  const children = new Set<() => void>();
  let isClosed = false;
  let underWay = 0;
  const tell = (): void => {
    if (isClosed && underWay === 0) idle.resolve();
  };
  const end = (): void => {
    controller?.abort();
    for (const endChild of children) endChild();
  };
  return {
    view: {
      get isClosed() {
        return isClosed || parent?.view.isClosed === true;
      },
      signal: controller?.signal,
      family: parent?.view.family ?? parent?.view,
    },
    enter: (endChild) => {
      underWay += 1;
      if (endChild) children.add(endChild);
      parent?.enter(end);
    },
    leave: (endChild) => {
      underWay -= 1;
      if (endChild) children.delete(endChild);
      parent?.leave(underWay === 0 ? end : undefined);
      tell();
    },
    close: () => {
      isClosed = true;
      end();
      tell();
      return idle.promise;
    },
  };
}
