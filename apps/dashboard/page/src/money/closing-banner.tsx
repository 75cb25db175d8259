import type { Closing } from "../creators/closings.ts";
import { useMessages } from "../messages/use-messages.ts";
import { useClosedWay } from "./closed-way.tsx";
import { writeReopening } from "./write-reopening.ts";

/** One banner for what closed the way: the lines of the creators need not say it again. */
export function ClosingBanner({ closings }: { readonly closings: readonly Closing[] }): React.ReactElement | null {
  const { messages } = useMessages();
  const isOpenAgain = useClosedWay() === undefined;
  if (closings.length === 0) return null;
  const { failures, loading } = messages;
  return (
    <div className="banner" role="alert">
      {closings.map((closing) => (
        <p key={closing.reason}>
          <strong>{closing.reason === "budget" ? failures.kinds.budget : failures.codes[closing.reason]}</strong>{" "}
          {loading.closedCalls(closing.calls)} {!isOpenAgain && writeReopening(closing, messages)}
        </p>
      ))}
    </div>
  );
}
