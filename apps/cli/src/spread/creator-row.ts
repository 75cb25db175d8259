import type { AuthorSpreadInfoData } from "@just-one/api";
import type { JustOneError, Meta } from "@just-one/core";
import type { AuthorSpread } from "@just-one/core/xingtu";

/** What became of one creator. */
export type CreatorRow = Outcome & {
  /** The name that a person gave beside the id. Text of others. */
  readonly label?: string | undefined;
};

type Outcome =
  | {
      readonly status: "ok";
      readonly id: string;
      readonly spread: AuthorSpread;
      readonly data: AuthorSpreadInfoData;
      readonly meta: Meta;
      /** When the reply came, in this run or before it. */
      readonly at: Date;
    }
  | { readonly status: "failed"; readonly id: string; readonly error: JustOneError; readonly at: Date }
  /** Not an id, left out because an answer closed the way for all that follow, or in doubt: certainly not billed by this run. */
  | {
      readonly status: "not-sent";
      readonly id: string;
      readonly reason: string;
      readonly endedBy?: string | undefined;
      /** An earlier run may have paid for it, and has no reply. */
      readonly isInDoubt?: true;
    };
