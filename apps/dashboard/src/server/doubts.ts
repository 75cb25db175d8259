import { type CacheStore, toRequestKey } from "@just-one/core";
import type { Parameters } from "../shared/protocol.ts";

/** Questions whose answer was lost after it may have been paid for: whoever asks them again shall know. */
export interface Doubts {
  readonly has: (operation: string, parameters: Parameters) => Promise<boolean>;
  readonly note: (operation: string, parameters: Parameters, isLost: boolean) => Promise<void>;
}

const dayMs = 86_400_000;

/**
 * Remembers them for a day, as long as a reply would have been kept, and where it would have been kept: so they outlast this
 * process, and every machine of a store knows them. Longer, it is another question.
 */
export function createDoubts(store: Pick<CacheStore, "get" | "set">, now: () => number = Date.now): Doubts {
  // A store that cannot be asked knows nothing: what is asked next refuses the call. And it takes no answer away.
  const has = async (key: string): Promise<boolean> => {
    try {
      const kept = key === "" ? undefined : await store.get(key);
      return kept !== undefined && now() < kept.expiresAt;
    } catch {
      return false;
    }
  };
  return {
    has: (operation, parameters) => has(nameQuestion(operation, parameters)),
    note: async (operation, parameters, isLost) => {
      const key = nameQuestion(operation, parameters);
      if (key === "" || (!isLost && !(await has(key)))) return;
      try {
        await store.set(key, { json: "null", storedAt: now(), expiresAt: isLost ? now() + dayMs : now() });
      } catch {
        // The ledger lists it all the same.
      }
    },
  };
}

/** No reply has such a key, for a method stands first in theirs. Empty for what no client would send. */
function nameQuestion(operation: string, parameters: Parameters): string {
  try {
    return `doubt ${toRequestKey(operation, parameters)}`;
  } catch {
    return "";
  }
}
