import { useState } from "react";
import { useSession } from "../api/use-session.ts";
import { nameCreator } from "../creators/name-creator.ts";
import { readLink } from "../ids/link.ts";
import { recallRecent } from "../ids/recent-lists.ts";
import { useMessages } from "../messages/use-messages.ts";
import { exampleList } from "./example-list.ts";

/** What a first visit sees below the form: how it goes, examples where they cost nothing, and the lists of earlier visits. */
export function StartGuide({ onList }: { readonly onList: (text: string) => void }): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  const [recent] = useState(recallRecent);
  const { start } = messages;
  return (
    <section className="start">
      <ol className="steps">
        {start.steps.map(({ title, text }, index) => (
          <li key={title} className="card">
            <span className="number" aria-hidden="true">
              {index + 1}
            </span>
            <h2>{title}</h2>
            <p>{text}</p>
            {index === 0 && session?.mode === "mock" && (
              <button type="button" onClick={() => onList(exampleList)}>
                {start.examples}
              </button>
            )}
          </li>
        ))}
      </ol>
      {recent.length > 0 && (
        <>
          <h2>{start.recent}</h2>
          <ul className="recent">
            {recent.map((hash) => (
              <RecentList key={hash} hash={hash} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function RecentList({ hash }: { readonly hash: string }): React.ReactElement | null {
  const { messages, language } = useMessages();
  const list = readLink(hash);
  if (list === undefined) return null;
  const { creators, choice } = list;
  return (
    <li>
      <a href={hash} className="card">
        <strong>{messages.counted(creators.length, 0)}</strong>{" "}
        <span>{new Intl.ListFormat(language).format(creators.slice(0, 4).map(nameCreator))}</span>{" "}
        <small>
          {messages.ranges[choice.range]} · {messages.types[choice.type]}
        </small>
      </a>
    </li>
  );
}
