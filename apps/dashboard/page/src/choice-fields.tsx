import {
  type Choice,
  flipRange,
  flipType,
  isRange,
  isVideoType,
  type Range,
  type VideoType,
} from "./creators/choice.ts";
import { useMessages } from "./messages/use-messages.ts";

export interface ChoiceFieldsProps {
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

const ranges: readonly Range[] = ["DAY_30", "DAY_90"];
const types: readonly VideoType[] = ["PERSONAL_VIDEO", "XINTU_VIDEO"];

/** The window, the kind of video, and what to compare with. */
export function ChoiceFields({ choice, onChange }: ChoiceFieldsProps): React.ReactElement {
  const { messages } = useMessages();
  const others = {
    otherRange: messages.ranges[flipRange(choice.range)],
    otherType: messages.types[flipType(choice.type)],
  };
  return (
    <div className="choices">
      <label>
        <span>{messages.range}</span>{" "}
        <select
          value={choice.range}
          onChange={({ target: { value } }) => isRange(value) && onChange({ ...choice, range: value })}
        >
          {ranges.map((range) => (
            <option key={range} value={range}>
              {messages.ranges[range]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{messages.type}</span>{" "}
        <select
          value={choice.type}
          onChange={({ target: { value } }) => isVideoType(value) && onChange({ ...choice, type: value })}
        >
          {types.map((type) => (
            <option key={type} value={type}>
              {messages.types[type]}
            </option>
          ))}
        </select>
      </label>
      {(["otherRange", "otherType"] as const).map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={choice[name]}
            onChange={({ target }) => onChange({ ...choice, [name]: target.checked })}
          />{" "}
          {messages.compareWith(others[name])}
        </label>
      ))}
    </div>
  );
}
