import type { Call } from "../call/call.ts";
import { askStore, type CacheStage, openReply } from "./cache-stage.ts";

/** Whether the cache would answer a call; does not count as a use where the store can tell. */
export async function isCached(cache: CacheStage | undefined, call: Call): Promise<boolean> {
  const place = cache?.find(call);
  if (place === undefined) return false;
  const { store, key } = place;
  if (store.has === undefined) return (await askStore(call, () => store.get(key), openReply)) !== undefined;
  return (await askStore(call, () => store.has?.(key), Boolean)) === true;
}
