import type { OperationPage } from "../../../src/shared/operations.ts";
import { useMessages } from "../messages/use-messages.ts";
import { Trial } from "./trial.tsx";
import { WithCode } from "./with-code.tsx";

/** What whoever wants to call an operation should know, and a place to try it. All words are the document's. */
export function OperationView({ page }: { readonly page: OperationPage }): React.ReactElement {
  const { messages } = useMessages();
  const { operation, title, platform, remarks, about, parameters, reply, versions } = page;
  const words = messages.operations;
  return (
    <article className="operation card" aria-labelledby="operation-title">
      <h3 id="operation-title">{title}</h3>
      <p>
        <code>{operation}</code> {platform !== "" && <span className="badge">{platform}</span>}
      </p>
      {remarks.length > 0 && <p className="warning">{remarks.join(" · ")}</p>}
      {about !== undefined && (
        <p className="about">
          <WithCode text={about} />
        </p>
      )}
      {versions.length > 1 && (
        <p className="hint">
          {words.versions} {versions.join(" · ")}
        </p>
      )}
      <Trial key={operation} operation={operation} parameters={parameters} />
      {reply !== undefined && (
        <details>
          <summary>{words.reply}</summary>
          {/* What scrolls must be reachable by keyboard. */}
          <pre tabIndex={0}>{reply.join("\n")}</pre>
        </details>
      )}
    </article>
  );
}
