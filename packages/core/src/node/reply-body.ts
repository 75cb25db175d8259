/** What a body needs of the connection that it comes from. */
export interface BodySource {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

type Chunk = { done: false; value: Uint8Array } | { done: true; value?: undefined };

const highWaterBytes = 64 * 1024;

/**
 * A body as it comes in, with as much of the interface of a web stream as a client uses: a real one costs more than the
 * rest of a request. What nobody reads waits in the network, not in memory.
 */
export class ReplyBody {
  readonly #source: BodySource;
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #end: { readonly error?: Error } | undefined;
  #waiting: PromiseWithResolvers<Chunk> | undefined;

  constructor(source: BodySource) {
    this.#source = source;
  }

  getReader(): this {
    return this;
  }

  read(): Promise<Chunk> {
    const value = this.#chunks.shift();
    if (value !== undefined) {
      this.#count(-value.byteLength);
      return Promise.resolve({ done: false, value });
    }
    if (this.#end?.error !== undefined) return Promise.reject(this.#end.error);
    if (this.#end !== undefined) return Promise.resolve({ done: true });
    this.#waiting ??= Promise.withResolvers();
    return this.#waiting.promise;
  }

  /** Gives the rest up, with the connection that it comes on. */
  cancel(): Promise<void> {
    if (this.#end === undefined) {
      this.end();
      this.#source.abort(new Error("the rest of the reply was not wanted"));
    }
    this.#chunks.length = 0;
    return Promise.resolve();
  }

  push(chunk: Uint8Array): void {
    if (this.#waiting === undefined) {
      this.#chunks.push(chunk);
      this.#count(chunk.byteLength);
      return;
    }
    this.#waiting.resolve({ done: false, value: chunk });
    this.#waiting = undefined;
  }

  end(): void {
    this.#end ??= {};
    this.#waiting?.resolve({ done: true });
    this.#waiting = undefined;
  }

  fail(error: Error): void {
    this.#end ??= { error };
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  #count(bytes: number): void {
    const before = this.#bytes;
    this.#bytes += bytes;
    if (this.#end !== undefined) return;
    if (before < highWaterBytes && this.#bytes >= highWaterBytes) this.#source.pause();
    if (before >= highWaterBytes && this.#bytes < highWaterBytes) this.#source.resume();
  }
}
