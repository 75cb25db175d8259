import { useMessages } from "../messages/use-messages.ts";
import type { ColumnName } from "./columns.ts";

export interface ColumnPickerProps {
  readonly columns: readonly { readonly name: ColumnName; readonly isVisible: boolean; readonly toggle: () => void }[];
}

/** Shows and hides columns. */
export function ColumnPicker({ columns }: ColumnPickerProps): React.ReactElement {
  const { messages } = useMessages();
  return (
    <details className="picker">
      <summary>{messages.columns}</summary>
      <ul>
        {columns.map(({ name, isVisible, toggle }) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={isVisible} onChange={toggle} /> {messages.fields[name]}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
