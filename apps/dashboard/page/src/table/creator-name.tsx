import { nameCreator } from "../creators/name-creator.ts";
import type { CreatorRow } from "../creators/creator-row.ts";
import { shortenId } from "../charts/shorten-id.ts";
import { useMessages } from "../messages/use-messages.ts";

/** The name that was given with the end of the id, the peer group, and a warning where there are few videos. */
export function CreatorName({ row }: { readonly row: CreatorRow }): React.ReactElement {
  const { messages } = useMessages();
  const { id, label, state, compared } = row;
  const group = state.status === "loaded" ? findGroup(state.spread) : undefined;
  const isSmall = compared?.smallSample === true;
  return (
    <>
      <span className="names">
        <span className="who" title={label === undefined ? id : `${label} ${id}`}>
          {nameCreator(row)}
        </span>{" "}
        {label !== undefined && (
          <span className="short-id" aria-hidden="true">
            {shortenId(id)}
          </span>
        )}
      </span>
      <span className="hidden"> {id} </span>
      {(group !== undefined || isSmall) && (
        <span className="tags">
          {isSmall && (
            <span className="badge warn" title={messages.smallSampleHint}>
              {messages.smallSample}
            </span>
          )}
          {group !== undefined && (
            <span className="badge" title={group}>
              {group}
            </span>
          )}
        </span>
      )}
    </>
  );
}

function findGroup({ engagementRate, completionRate }: Spread): string | undefined {
  return engagementRate?.peers?.label ?? completionRate?.peers?.label;
}

type Spread = Extract<CreatorRow["state"], { readonly status: "loaded" }>["spread"];
