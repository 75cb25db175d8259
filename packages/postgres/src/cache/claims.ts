import { createHash } from "node:crypto";
import type { CachedReply } from "@just-one/core";
import type { Claim, ClaimStore } from "@just-one/core/node";
import { ask } from "../ask.ts";
import type { PostgresPool } from "../pool.ts";
import { toReply } from "./to-reply.ts";

/** Whose claims. */
export interface ClaimOptions {
  readonly pool: PostgresPool;
  readonly account: string;
  readonly doubtMs: number;
}

/** Remembers in the database who pays for what. */
export function createClaims({ pool, account, doubtMs }: ClaimOptions): ClaimStore {
  const tell = (claim: Claim, text: string, values: unknown[] = []): ReturnType<typeof ask> =>
    ask(pool, text, [account, toHash(claim.key), claim.holder, ...values]);
  return {
    findOrClaim: async ({ key, holder }) => {
      for (let isSeenAgain = false; ; isSeenAgain = true) {
        const text = "select just_one.find_or_claim($1, $2, $3, $4) as found";
        const [row] = await ask(pool, text, [account, toHash(key), holder, doubtMs]);
        // Safe: the function is of our own making.
        const found = row?.["found"] as { readonly is?: "yours" | "busy" | "doubtful"; readonly isStale?: true };
        if (found.is === undefined) return toReply(found) as CachedReply;
        if (found.isStale !== true || isSeenAgain) return found.is;
        // the claim holds, and the reply may be there
      }
    },
    mark: async (claim, isSent) => {
      const rows = await tell(
        claim,
        `update just_one.claim set is_sent = $4
          where account = $1 and key = $2 and holder = $3 and not is_doubtful returning true`,
        [isSent],
      );
      return rows.length > 0;
    },
    end: async (claim, isDoubtful) =>
      isDoubtful
        ? tell(
            claim,
            `update just_one.claim set is_doubtful = true, expires_at = clock_timestamp() + $4 * interval '1 millisecond'
              where account = $1 and key = $2 and holder = $3`,
            [doubtMs],
          )
        : tell(claim, "delete from just_one.claim where account = $1 and key = $2 and holder = $3"),
    renew: async (holders) =>
      ask(
        pool,
        `update just_one.claim set expires_at = clock_timestamp() + interval '10 seconds'
          where account = $1 and not is_doubtful and holder = any($2)`,
        [account, holders],
      ),
  };
}

/** Parameters may be longer than an index takes, and are nobody's business. */
export function toHash(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
