import { useDeferredValue, useState } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { OperationView } from "../operations/operation-view.tsx";
import { WithCode } from "../operations/with-code.tsx";
import { useFound, useOperation } from "../operations/use-operations.ts";

/** The operations of the vendor: found, described, tried on invented data. */
export function Operations(): React.ReactElement {
  const { messages } = useMessages();
  const words = messages.operations;
  const [typed, setTyped] = useState("");
  const [platform, setPlatform] = useState("");
  const [chosen, setChosen] = useState<string>();
  const found = useFound(useDeferredValue(typed.trim()), platform);
  const page = useOperation(chosen);
  return (
    <section className="operations">
      <h2>{messages.routes.operations}</h2>
      <div className="choices" role="search">
        <label className="wide">
          <span>{words.search}</span>{" "}
          <input type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
        </label>
        {found !== undefined && found.platforms.length > 1 && (
          <label>
            <span>{words.platform}</span>{" "}
            <select value={platform} onChange={({ target }) => setPlatform(target.value)}>
              <option value="">{words.allPlatforms}</option>
              {found.platforms.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      {found !== undefined && (
        <p className="hint" role="status">
          {words.found(found.operations.length + found.more, found.known)}
          {found.unknown.length > 0 && ` ${words.unknown} ${found.unknown.join(", ")}`}
        </p>
      )}
      <div className={page === undefined ? undefined : "beside"}>
        <div className="found-side">
          {found !== undefined && (
            <>
              <ul className="found">
                {found.operations.map(({ operation, title, platform: of, remarks }) => (
                  <li key={operation}>
                    <button type="button" aria-pressed={operation === chosen} onClick={() => setChosen(operation)}>
                      <strong>{title}</strong> <code>{operation}</code>{" "}
                      <span className="hint">{[of, ...remarks].filter(Boolean).join(" · ")}</span>
                    </button>
                  </li>
                ))}
              </ul>
              {found.more > 0 && <p className="hint">{words.more(found.more)}</p>}
              {found.known === 1 && (
                <p className="hint">
                  <WithCode text={words.onlyOne} />
                </p>
              )}
            </>
          )}
        </div>
        {page !== undefined && <OperationView page={page} />}
      </div>
    </section>
  );
}
