import type { Session } from "../../src/shared/protocol.ts";
import { useEstimate } from "./api/use-estimate.ts";
import type { Request } from "./creators/spread-call.ts";
import { useMessages } from "./messages/use-messages.ts";
import { formatNumber } from "./table/format-number.ts";

export interface EstimateNoteProps {
  readonly draft: Request;
  readonly session: Session | undefined;
}

/** What loading would cost, before it is done; or why this person cannot. */
export function EstimateNote({ draft, session }: EstimateNoteProps): React.ReactElement {
  const { messages, language } = useMessages();
  const estimate = useEstimate(draft);
  const isViewer = session?.role === "viewer"; // who cannot spend need not know what it would cost
  const budget = session?.budget;
  const left = budget === undefined ? undefined : Math.max(0, budget.maxCalls - budget.spentCalls);
  return (
    <div className="estimate" role="status">
      {isViewer && <p>{messages.loading.viewer}</p>}
      {estimate !== undefined && (
        <p>
          <strong>
            {isViewer
              ? messages.loading.known(estimate.cached, estimate.calls)
              : session?.mode === "mock"
                ? messages.estimateMock(estimate.calls)
                : messages.estimate(estimate.billed, estimate.cached)}
          </strong>{" "}
          {!isViewer &&
            session?.price !== undefined &&
            estimate.billed > 0 &&
            messages.loading.cost(formatNumber(estimate.billed * Number(session.price), 2, language))}{" "}
          {!isViewer && estimate.unsure > 0 && messages.loading.unsure(estimate.unsure)}{" "}
          {!isViewer && estimate.closed > 0 && messages.estimateClosed(estimate.closed)}
        </p>
      )}
      {!isViewer && budget !== undefined && left !== undefined && (
        <p>
          {messages.left(left, budget.maxCalls)}{" "}
          {estimate !== undefined && estimate.billed > left && <strong>{messages.overBudget}</strong>}
        </p>
      )}
    </div>
  );
}
