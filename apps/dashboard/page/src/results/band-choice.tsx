import type { CostBand } from "@just-one/core/xingtu";
import { useId } from "react";
import { useMessages } from "../messages/use-messages.ts";

export interface BandChoiceProps {
  readonly band: CostBand;
  readonly onChange: (band: CostBand) => void;
}

const bands: readonly CostBand[] = ["upTo20s", "upTo60s", "over60s"];

/** The one length of video whose costs the page shows. */
export function BandChoice({ band, onChange }: BandChoiceProps): React.ReactElement {
  const { messages } = useMessages();
  const name = useId();
  return (
    <fieldset className="segments">
      <legend>{messages.charts.band}</legend>
      {bands.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={each === band} onChange={() => onChange(each)} />
          <span>{messages.charts.bands[each]}</span>
        </label>
      ))}
    </fieldset>
  );
}
