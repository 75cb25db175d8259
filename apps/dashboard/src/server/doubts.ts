import { toRequestKey } from "@just-one/core";
import type { Parameters } from "../shared/protocol.ts";

/** Questions whose answer was lost after it may have been paid for: whoever asks them again shall know. */
export interface Doubts {
  readonly has: (operation: string, parameters: Parameters) => boolean;
  readonly note: (operation: string, parameters: Parameters, isLost: boolean) => void;
}

const dayMs = 86_400_000;

/** Remembers them for a day, as long as a reply would have been kept; longer, it is another question. */
export function createDoubts(now: () => number = Date.now): Doubts {
  const lostAt = new Map<string, number>();
  return {
    has: (operation, parameters) => {
      const at = lostAt.get(nameQuestion(operation, parameters));
      return at !== undefined && now() - at < dayMs;
    },
    note: (operation, parameters, isLost) => {
      const key = nameQuestion(operation, parameters);
      lostAt.delete(key);
      if (!isLost || key === "") return;
      for (const [old, at] of lostAt) {
        if (now() - at < dayMs) break; // the oldest stand first
        lostAt.delete(old);
      }
      lostAt.set(key, now());
    },
  };
}

/** Empty for what no client would send. */
function nameQuestion(operation: string, parameters: Parameters): string {
  try {
    return toRequestKey(operation, parameters);
  } catch {
    return "";
  }
}
