import { useMutation } from "@tanstack/react-query";
import { languageNames } from "@just-one/snippets/language-names";
import { useState } from "react";
import type { OperationParameter, SnippetReply, TryReply } from "../../../src/shared/operations.ts";
import { send } from "../api/send.ts";
import { copyText } from "../compare/copy-text.ts";
import { useMessages } from "../messages/use-messages.ts";
import { ParameterField } from "./parameter-field.tsx";
import { toParameters } from "./to-parameters.ts";
import { WithCode } from "./with-code.tsx";

export interface TrialProps {
  readonly operation: string;
  readonly parameters: readonly OperationParameter[];
}

/** Fills in parameters, tries the call on invented data, and writes it as a program. Nothing of it costs. */
export function Trial({ operation, parameters }: TrialProps): React.ReactElement {
  const { messages } = useMessages();
  const words = messages.operations;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [language, setLanguage] = useState<string>(languageNames[0]);
  const [copied, setCopied] = useState<boolean>();
  const body = { operation, parameters: toParameters(parameters, typed) };
  // Safe, both: the server is this page's own, of the same version.
  const trial = useMutation({ mutationFn: async () => (await send("/api/try", undefined, body)) as TryReply });
  const snippet = useMutation({
    mutationFn: async () => {
      setCopied(undefined);
      return (await send("/api/snippet", undefined, { ...body, language })) as SnippetReply;
    },
  });
  const answer = trial.data;
  const text = snippet.data?.ok === true ? snippet.data.text : undefined;
  return (
    <form
      className="trial"
      onSubmit={(event) => {
        event.preventDefault();
        trial.mutate();
      }}
    >
      <fieldset className="choices">
        <legend>{words.parameters}</legend>
        {parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={typed[parameter.name] ?? ""}
            onChange={(value) => setTyped((before) => ({ ...before, [parameter.name]: value }))}
          />
        ))}
      </fieldset>
      <div className="actions">
        <button type="submit" className="primary">
          {words.try}
        </button>
        <label className="choice">
          <span>{words.language}</span>{" "}
          <select value={language} onChange={({ target }) => setLanguage(target.value)}>
            {languageNames.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => snippet.mutate()}>
          {words.snippet}
        </button>
      </div>
      <div role="status">
        {answer?.ok === false && <Problems problems={answer.problems} otherwise={words.noMock} />}
        {snippet.data?.ok === false && <Problems problems={snippet.data.problems} otherwise={words.noSnippet} />}
        {(trial.isError || snippet.isError) && <p className="warning">{words.failed}</p>}
      </div>
      {answer?.ok === true && (
        <section aria-label={words.answer}>
          <p className="hint">{words.answer}</p>
          <pre tabIndex={0}>{JSON.stringify(answer.data, null, 2)}</pre>
        </section>
      )}
      {text !== undefined && (
        <section aria-label={words.program}>
          <p className="hint">{words.program}</p>
          <pre tabIndex={0}>{text}</pre>
          <button type="button" onClick={() => void copyText(text).then(setCopied)}>
            {copied === true ? messages.copied : words.copy}
          </button>
          {copied === false && <span role="status"> {words.notCopied}</span>}
        </section>
      )}
    </form>
  );
}

function Problems(props: { readonly problems: readonly string[]; readonly otherwise: string }): React.ReactElement {
  const { problems, otherwise } = props;
  return <p className="warning">{problems.length === 0 ? <WithCode text={otherwise} /> : problems.join(" · ")}</p>;
}
