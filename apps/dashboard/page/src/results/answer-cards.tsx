import type { CostBand } from "@just-one/core/xingtu";
import { memo, useMemo } from "react";
import { shortenId } from "../charts/shorten-id.ts";
import type { CreatorRow } from "../creators/creator-row.ts";
import { nameCreator } from "../creators/name-creator.ts";
import { useMessages } from "../messages/use-messages.ts";
import { formatFigure } from "../table/format-number.ts";
import { type Answer, findAnswers } from "./find-answers.ts";
import { writeReason } from "./write-reason.ts";

export interface AnswerCardsProps {
  readonly rows: readonly CreatorRow[];
  readonly band: CostBand;
  readonly onActivate: (id: string) => void;
}

/** Who is cheapest, most engaging, most watched and best value, with what makes them so. */
export const AnswerCards: React.NamedExoticComponent<AnswerCardsProps> = memo(function AnswerCards({
  rows,
  band,
  onActivate,
}) {
  const { messages } = useMessages();
  const answers = useMemo(() => findAnswers(rows, band), [rows, band]);
  return (
    <section aria-labelledby="answers-title" className="answers">
      <h2 id="answers-title" className="hidden">
        {messages.results.answers}
      </h2>
      {answers.map((answer) => (
        <AnswerCard key={answer.question} answer={answer} onActivate={onActivate} />
      ))}
    </section>
  );
});

function AnswerCard({ answer, onActivate }: { answer: Answer; onActivate: (id: string) => void }): React.ReactElement {
  const { messages, language } = useMessages();
  const { question, metric, column, best, others, isEmpty, leftOut, median } = answer;
  if (best === undefined || median === undefined) {
    return (
      <article className="card answer">
        <h3>{messages.results[question]}</h3>
        <p className="hint">{isEmpty ? messages.results.noFigures : messages.results.noAnswer}</p>
        {leftOut > 0 && <p className="hint">{messages.results.leftOut(leftOut)}</p>}
      </article>
    );
  }
  const { row, value } = best;
  const format = (figure: number): string => formatFigure(figure, column, language);
  const unit = column.unit === "times" ? "" : messages.units[column.unit];
  const reason = writeReason(value, median, format(median), messages);
  return (
    <article className="card answer">
      <h3>{messages.results[question]}</h3>
      <button type="button" className="who" onClick={() => onActivate(row.id)}>
        <span className="name-of">{nameCreator(row)}</span>
        {row.label !== undefined && <span className="short-id">{shortenId(row.id)}</span>}
      </button>
      <p className="value">
        {format(value)} <span className="unit">{unit}</span>
        <span className="of">{messages.fields[metric]}</span>
      </p>
      <p className="hint">
        {reason}
        {others > 0 && ` · ${messages.results.alsoBest(others)}`}
      </p>
      {leftOut > 0 && <p className="hint">{messages.results.leftOut(leftOut)}</p>}
    </article>
  );
}
