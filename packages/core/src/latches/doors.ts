import type { Call } from "../call/call.ts";
import { bookkeepingMs, waitWithin } from "../call/wait-within.ts";
import { type CodeRule, findCodeRule } from "../envelope/business-codes.ts";
import { ApiError } from "../errors/api-error.ts";
import { ConfigError } from "../errors/config-error.ts";
import { emptyMeta } from "../meta.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { tokenReaders } from "../secrets/token-readers.ts";
import { nextShanghaiMidnight } from "../time/shanghai.ts";
import { isShut, planReopen } from "./door.ts";
import { type LatchStore, parseDoors, type StoredDoor } from "./latch-store.ts";
import type { LatchOptions } from "./latches.ts";
import type { Latch } from "./refuse-closed.ts";

export function findShut(latches: readonly Latch[], call: Call): Latch | undefined {
  return latches.find((latch) => isShut(latch, call));
}

const account = "account"; // no operation's name: those are "METHOD /path"
const none: readonly Latch[] = [];
const readAgainMs = 2000;

/** What is closed, and by which answer. */
export class Doors {
  /** By operation, by token, or for the account. */
  readonly #latches = new Map<string | number, Latch>();
  readonly #options: LatchOptions;
  /** The store may hold something else than this. */
  #isStale: boolean;
  /** The store is asked now, since a time; calls wait for no more than a second of that. */
  #reading: { readonly done: Promise<unknown>; readonly since: number } | undefined;
  /** Ends the store's telling. */
  #subscription: unknown;
  /** When a store that failed is asked again. */
  #readAgainAt = Infinity;
  /** Counts what is told to the store and asked of it, so that it is known which came first. */
  #turn = 0;

  constructor(options: LatchOptions) {
    this.#options = options;
    const { store } = options;
    this.#isStale = store !== undefined;
    if (store === undefined) return;
    for (const method of ["read", "close", "open", "subscribe"] as const) {
      if (typeof store?.[method] !== "function")
        throw new ConfigError(`\`latches.store\` must have a method \`${method}\``);
    }
  }

  /** Not before it is needed: a client that cannot be made leaves nothing behind. */
  #subscribe(): void {
    const subscription: unknown = quietly(() => this.#options.store?.subscribe(() => (this.#isStale = true)));
    this.#subscription = subscription ?? false;
    void Promise.resolve(subscription).catch(() => undefined); // it may be an async function all the same
  }

  /** Leaves the store. */
  leave(): void {
    const end = this.#subscription;
    this.#subscription = false;
    if (typeof end === "function") quietly(() => void end());
  }

  clear(): void {
    const open = (): void => {
      for (const [key, latch] of this.#latches) this.#tellOpen(key, latch);
      this.#latches.clear();
    };
    if (this.#isStale) this.#read(); // what others have closed is opened, too
    open();
    void this.#reading?.done.then(open);
  }

  /** The doors that the call has to pass. Takes a promise only when the token, or a store, has to be asked. */
  find(call: Call): readonly Latch[] | Promise<readonly Latch[]> {
    if (this.#isStale || performance.now() > this.#readAgainAt) this.#read();
    const { done, since = 0 } = this.#reading ?? {};
    const leftMs = since + bookkeepingMs - performance.now();
    if (done === undefined || leftMs <= 0) return this.#findKnown(call);
    const waiting = waitWithin(call, () => done, undefined, leftMs);
    return Promise.resolve(waiting).then(
      () => this.#findKnown(call),
      () => this.#findKnown(call),
    );
  }

  #read(): void {
    const { store } = this.#options;
    if (this.#subscription === undefined) this.#subscribe();
    this.#isStale = false;
    this.#readAgainAt = Infinity;
    const turn = (this.#turn += 1);
    const answer = quietly(() => store?.read());
    // Anything else may be a promise, of another make than ours, too.
    if (Array.isArray(answer)) return this.#take(answer, turn);
    const done = Promise.resolve(answer).then(
      (doors) => this.#take(doors, turn),
      () => this.#take(undefined, turn),
    );
    const reading = { done, since: performance.now() };
    this.#reading = reading;
    void done.finally(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
  }

  /** The store's word counts, but for what it had not been told when it was asked. */
  #take(answer: unknown, turn: number): void {
    const parsed = quietly(() => parseDoors(answer, this.#options));
    if (parsed === undefined) return void (this.#readAgainAt = performance.now() + readAgainMs);
    const doors = new Map(parsed.map((door) => [door.operation ?? account, door]));
    for (const [key, { storedAt = Infinity }] of this.#latches) {
      if (storedAt < turn && !doors.has(String(key))) this.#latches.delete(key);
    }
    for (const [key, { code, until, waitMs, operation = "" }] of doors) {
      const own = this.#latches.get(key);
      const meta = emptyMeta(operation);
      const resetsAt = waitMs === undefined ? new Date(until) : undefined;
      const error =
        own?.error ?? new ApiError(`another process was answered with code ${code}`, { meta, code, resetsAt });
      if (own !== undefined && own.until >= until) own.storedAt ??= turn;
      else this.#latches.set(key, Object.assign(own ?? { call: undefined }, { error, until, waitMs, storedAt: turn }));
    }
  }

  #tellOpen(key: string | number, { error: { code } }: Latch): void {
    if (typeof key === "string")
      void this.#tell((store) => store.open({ code, ...(key === account ? {} : { operation: key }) }));
  }

  async #tellClosed(latch: Latch, door: StoredDoor): Promise<void> {
    if (await this.#tell((store) => store.close(door))) latch.storedAt = this.#turn += 1;
  }

  /** Nobody waits for it. */
  async #tell(act: (store: LatchStore) => unknown): Promise<boolean> {
    const { store } = this.#options;
    try {
      if (store !== undefined) await act(store);
      return store !== undefined;
    } catch {
      return false; // then the others find out by themselves
    }
  }

  #findKnown(call: Call): readonly Latch[] | Promise<readonly Latch[]> {
    if (this.#latches.size === 0) return none;
    const found = this.#list(account, call.entry.operation);
    // Whom the first ones stop need not say which token it has.
    if (findShut(found, call) !== undefined || !this.#holdsToken()) return found;
    return readTokenId(call).then((tokenId) => this.#list(account, call.entry.operation, tokenId));
  }

  #holdsToken(): boolean {
    return [...this.#latches.keys()].some((key) => typeof key === "number");
  }

  #list(...keys: (string | number | undefined)[]): readonly Latch[] {
    return keys
      .map((key) => (key === undefined ? undefined : this.#latches.get(key)))
      .filter((latch) => latch !== undefined)
      .filter(({ until, waitMs }) => waitMs !== undefined || until > Date.now());
  }

  /** Opens what the call has tried with success: a door of another token than it was sent with stays. */
  open(tried: readonly Latch[], call: Call): void {
    for (const [key, latch] of this.#latches) {
      if (!tried.includes(latch) || (typeof key !== "string" && key !== call.tokenId)) continue;
      this.#latches.delete(key);
      this.#tellOpen(key, latch);
    }
  }

  /** The first answer stays; only the error that its caller got goes in place of what the gate told before. */
  close(call: Call, error: ApiError): void {
    const closes = findCodeRule(error.code)?.closes;
    const last = error.meta.attempts.at(-1);
    const key = closes && findKey(closes, call);
    // What a closed door said itself, after an attempt that ended in another way, is no answer; nor is a middleware's.
    if (key === undefined || last?.code !== error.code || last.isUnsent) return;
    const earlier = this.#latches.get(key);
    if (earlier?.call === call) {
      earlier.error = error;
      return;
    }
    if (earlier !== undefined && earlier.until > Date.now()) return;
    // A quota that was used up when the request left may be new by the time the answer is here.
    const midnight = { until: nextShanghaiMidnight(last.startedAt.getTime()).getTime(), waitMs: undefined };
    const plan = closes === "operation-for-today" ? midnight : planReopen(this.#options, earlier);
    // One that is tried at this moment stays the same door, which that call may open.
    const latch = Object.assign(earlier ?? {}, { call, error, ...plan, storedAt: undefined });
    this.#latches.set(key, latch);
    if (typeof key !== "string") return;
    const { code } = error;
    const door = omitUndefined({ code, operation: key === account ? undefined : key, ...plan });
    void this.#tellClosed(latch, door);
  }
}

/** What a store throws is nobody's affair. */
function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

function findKey(closes: NonNullable<CodeRule["closes"]>, call: Call): string | number | undefined {
  if (closes === "token") return call.tokenId; // a twin's request went out under another call
  return closes === "account" ? account : call.entry.operation;
}

/** The token that the call would be sent with; `undefined` when there is none in time, as the attempt will say itself. */
async function readTokenId(call: Call): Promise<number | undefined> {
  try {
    const tokens = tokenReaders.get(call.shared);
    const { timeoutMs = call.shared.timeoutMs } = call.options; // as for the attempt
    const token = await waitWithin(call, () => tokens?.read(), undefined, timeoutMs);
    return token === undefined ? undefined : tokens?.identify(token);
  } catch {
    return undefined;
  }
}
