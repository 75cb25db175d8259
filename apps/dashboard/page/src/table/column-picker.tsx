import * as Popover from "@radix-ui/react-popover";
import type { CostBand } from "@just-one/core/xingtu";
import { useMessages } from "../messages/use-messages.ts";
import { type ColumnChoice, isStandard } from "./choose-columns.ts";
import { type ColumnGroup, columns } from "./columns.ts";

export interface ColumnPickerProps {
  readonly choice: ColumnChoice;
  readonly band: CostBand;
  readonly onChange: (choice: ColumnChoice) => void;
}

const groups: readonly ColumnGroup[] = ["main", "costs", "engagement", "peers", "other"];

/** Shows and hides columns, in their groups. */
export function ColumnPicker({ choice, band, onChange }: ColumnPickerProps): React.ReactElement {
  const { messages } = useMessages();
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button type="button">{messages.columns}</button>
      </Popover.Trigger>
      <Popover.Portal container={document.querySelector("main")}>
        <Popover.Content
          className="popover"
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-label={messages.columns}
        >
          <div className="picker">
            {groups.map((group) => (
              <fieldset key={group}>
                <legend>{messages.results.groups[group]}</legend>
                {columns
                  .filter((column) => column.group === group)
                  .map((column) => (
                    <label key={column.name}>
                      <input
                        type="checkbox"
                        checked={choice[column.name] ?? isStandard(column, band)}
                        onChange={({ target }) => onChange({ ...choice, [column.name]: target.checked })}
                      />{" "}
                      {messages.fields[column.name]}
                    </label>
                  ))}
              </fieldset>
            ))}
          </div>
          <button type="button" className="plain" onClick={() => onChange({})}>
            {messages.results.standardColumns}
          </button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
