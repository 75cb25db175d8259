import { useState } from "react";
import type { ReconcileRequest, UnknownCall } from "../../../src/shared/spending.ts";
import { useSession } from "../api/use-session.ts";
import { useMessages } from "../messages/use-messages.ts";

export interface UnknownCallsProps {
  readonly calls: readonly UnknownCall[];
  readonly isSettling: boolean;
  readonly onSettle: (request: ReconcileRequest) => void;
}

/** Calls of which nobody knows whether they were billed, to be settled by the vendor's bill. */
export function UnknownCalls({ calls, isSettling, onSettle }: UnknownCallsProps): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const words = messages.spending;
  const maySettle = session?.role !== "viewer";
  const ids = calls.map(({ id }) => id).filter((id) => chosen.has(id));
  const choose = (id: string, isChosen: boolean): void =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((each) => each !== id)));
  if (calls.length === 0) return <p>{words.nothingUnknown}</p>;
  return (
    <>
      <p>{words.unknownNote}</p>
      {/* What scrolls must be reachable by keyboard. */}
      <div className="scroll" role="region" aria-label={words.unknownTitle} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {[words.request, words.names.day, words.names.user, words.names.operation].map((text) => (
                <th key={text} scope="col" className="words">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {calls.map(({ id, day, user, operation }) => (
              <tr key={id}>
                <th scope="row" className="words">
                  <label>
                    {maySettle && (
                      <input
                        type="checkbox"
                        checked={chosen.has(id)}
                        onChange={({ target }) => choose(id, target.checked)}
                      />
                    )}{" "}
                    {id}
                  </label>
                </th>
                <td className="words">{day}</td>
                <td className="words">{user}</td>
                <td className="words">{operation}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {maySettle ? (
        <div className="actions">
          {(["billed", "unbilled"] as const).map((billing) => (
            <button
              key={billing}
              type="button"
              disabled={ids.length === 0 || isSettling}
              onClick={() => onSettle({ ids, billing })}
            >
              {words.settle[billing](ids.length)}
            </button>
          ))}
        </div>
      ) : (
        <p className="hint">{words.viewer}</p>
      )}
    </>
  );
}
